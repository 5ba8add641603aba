"""Digital copies (一人两档): images beside the paper, sealed, checked against the catalogue."""
