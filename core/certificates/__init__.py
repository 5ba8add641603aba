"""Certificates (代查出证): one looks up, another checks; the unit gets a paper, nobody reads."""
