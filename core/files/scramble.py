"""Scramble (置乱): AES-256 in counter mode from any offset on; doing it again undoes it.

For bytes in quarantine only: each upload has its own key, and what changed is found when the file
is decoded. What is kept is sealed (sealing.py).
"""

from __future__ import annotations

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 16


def scrambled(data: bytes, key: bytes, offset: int) -> bytes:
    """These bytes as they stand `offset` bytes behind the beginning; `key` is 32 bytes."""
    block, within = divmod(offset, BLOCK)
    stream = Cipher(algorithms.AES(key), modes.CTR(block.to_bytes(BLOCK))).encryptor()
    stream.update(bytes(within))
    return stream.update(data)
