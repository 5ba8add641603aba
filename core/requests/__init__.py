"""查(借)阅申请: a request, its approvals, readers and lines."""
