"""The log (日志): append-only, chained by hashes, its heads signed and printed."""
