"""A day without network (断网日): the evening's emergency kit, and late entry of what paper says."""
