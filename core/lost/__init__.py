"""查找与补建: a volume that is not where it should be, until it is found or rebuilt."""
