"""Paper (打印): forms, slips and labels that the browser prints; paper is the legal fact."""
