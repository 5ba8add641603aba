"""导出文件夹，以及想改它的人 / An export on disk, and what someone who wants to change it can do."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.audit.chain import commit, genesis, head_message, link
from core.audit.printed_head import PrintedHead, head_text
from core.audit.signing_key import key_id, public_pem
from core.audit.verify_log import Finding, canonical, check, first_bad

Entry = dict[str, Any]


@dataclass(frozen=True)
class Exported:
    """A folder with an export, and the text of a head printed after entry 20."""

    folder: Path
    printed: str

    def findings(self, *papers: str) -> list[Finding]:
        return check(self.folder, papers)[0]

    def first_bad(self, *papers: str) -> int | None:
        return first_bad(self.findings(*papers))

    def codes(self, *papers: str) -> set[str]:
        return {finding.code for finding in self.findings(*papers)}

    def entries(self) -> list[Entry]:
        return [json.loads(line) for line in (self.folder / "log.jsonl").read_bytes().splitlines()]

    def write(self, entries: list[Entry]) -> None:
        lines = b"".join(canonical(entry) + b"\n" for entry in entries)
        (self.folder / "log.jsonl").write_bytes(lines)

    def head(self) -> dict[str, Any]:
        return dict(json.loads((self.folder / "head.json").read_text("utf-8")))

    def write_head(self, **changes: object) -> None:
        (self.folder / "head.json").write_text(json.dumps({**self.head(), **changes}), "utf-8")

    def edit(self, seq: int, change: Callable[[Entry], object]) -> None:
        """Someone with an editor."""
        entries = self.entries()
        change(entries[seq - 1])
        self.write(entries)

    def rewrite(self, entries: list[Entry], key: Ed25519PrivateKey, log_id: str = "") -> None:
        """Someone with the database and a key: every commitment, link and signature fits again."""
        log_id = log_id or self.head()["log_id"]
        chain = genesis(log_id)
        for seq, entry in enumerate(entries, start=1):
            entry["seq"] = seq
            if entry["payload"]:
                salt = bytes.fromhex(entry["payload"]["salt"])
                entry["commitment"] = commit(salt, canonical(entry["payload"]["body"]))
            names = (entry["actor"], entry["action"], entry["object_kind"], entry["object_ref"])
            chain = link(chain, seq, entry["at"], names, entry["commitment"])
            entry["chain"] = chain.hex()
        self.write(entries)
        self._sign(key, log_id, len(entries), chain.hex())

    def _sign(self, key: Ed25519PrivateKey, log_id: str, size: int, chain: str) -> None:
        at = self.head()["at"]
        signature = key.sign(head_message(log_id, size, chain, at)).hex()
        said = {"log_id": log_id, "size": size, "chain": chain, "key_id": key_id(key)}
        moment = datetime.fromisoformat(at)
        text = head_text(PrintedHead(**said, at=moment, signature=signature))  # type: ignore[arg-type]
        self.write_head(**said, at=at, signature=signature, text=text, earlier=[])
        (self.folder / "key.pub").write_bytes(public_pem(key))
