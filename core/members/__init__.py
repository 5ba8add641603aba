"""Who acts: rooms (管档单位), units (单位), members, roles, proofs."""
