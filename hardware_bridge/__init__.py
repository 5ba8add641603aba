"""Readers, gates and cabinets: runs alone at the edge and speaks the wire models."""
