"""Channels carry; the core decides. Each is a small folder of the same shape."""
