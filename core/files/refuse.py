"""Refuse (拒收): how the child's parts say that a file is turned away."""

from __future__ import annotations


class Refuse(Exception):
    """The file is turned away for the reason in `args[0]`, one of `ALL_REASONS`."""
