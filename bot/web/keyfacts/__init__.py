"""重点信息 on the desk: what papers show, where they differ, what was decided, what the system takes."""
