"""The desk (案头): work lists, cases, members, the log's head, labels; filters live in the address."""
