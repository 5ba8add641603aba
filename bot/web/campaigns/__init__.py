"""专项工作 on the desk: the board, the ledgers, the workbooks that go out and come back."""
