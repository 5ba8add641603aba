"""What leaves: messages written in the transaction, sent after it."""
