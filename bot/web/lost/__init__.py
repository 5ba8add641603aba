"""不符与查找: what differs and what is missing, at the desk."""
