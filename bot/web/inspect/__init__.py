"""Inspection, filing and arrangement at the desk (案头：鉴别、归档、整理)."""
