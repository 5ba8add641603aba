"""Arrangement (整理): jobs over many volumes – re-made, boxes replaced, sheets made A4."""
