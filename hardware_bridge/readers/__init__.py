"""Readers (读写器): each kind of device behind the same `ReaderDriver`."""
