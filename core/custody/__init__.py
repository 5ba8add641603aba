"""Where a volume is and why: custody, evidence, hand over, take back."""
