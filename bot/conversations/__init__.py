"""One file per conversation, named after the use case; they know no channel."""
