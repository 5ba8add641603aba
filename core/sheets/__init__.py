"""Numbered sheets (摘录单、复制件): what is written down or copied in the reading room, sheet by sheet."""
