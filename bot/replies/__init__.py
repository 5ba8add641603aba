"""The words people read (回复用语); zh-CN is the source."""
