"""What happens: the flows, the evidence, the log."""
