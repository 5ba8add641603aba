"""The command line (命令行): one file per command; each imports what it needs when it runs."""
