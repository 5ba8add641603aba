"""Typed fact sheets (事实表), one per area: the only thing the law is asked about."""
