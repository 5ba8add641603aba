"""What arrives: events remembered so that each changes state once."""
