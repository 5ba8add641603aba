"""Export (导出日志): a folder that anybody can check without us, with the checker beside it.

It holds payloads, so it is as confidential as the log itself.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlmodel import Session, col, select

from core.audit.chain import dump, moment
from core.audit.entry import SignedHead
from core.audit.heads import head_text, sign_head
from core.audit.signing_key import public_pem
from core.audit.walk import Row, printed, walk

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
VERIFIER = Path(__file__).with_name("verify_log.py")


def export(
    session: Session, folder: Path, key: Ed25519PrivateKey, at: datetime | None = None
) -> SignedHead:
    """Sign the head, then write `log.jsonl head.json key.pub verify_log.py`; gives that head.

    Without `at` the head is signed with the time of the newest entry. The session must write; for
    a long log sign first, commit, and `write_export` from a session that only reads.
    """
    head = sign_head(session, key, at or LONG_AGO)
    write_export(session, folder, head, public_pem(key))
    return head


def write_export(session: Session, folder: Path, head: SignedHead, public_key: bytes) -> None:
    """The four files of an export up to `head`; `public_key` is the PEM of the key that signed."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "log.jsonl").open("wb") as file:
        file.writelines(_line(row) for row in walk(session, to=head.size))
    sealed = orjson.dumps(_sealed(session, head), option=orjson.OPT_INDENT_2)
    (folder / "head.json").write_bytes(sealed + b"\n")
    (folder / "key.pub").write_bytes(public_key)
    shutil.copyfile(VERIFIER, folder / VERIFIER.name)


def _line(row: Row) -> bytes:
    payload = None
    if row.salt is not None and row.body is not None:
        payload = {"body": orjson.Fragment(row.body), "salt": row.salt.hex()}
    entry = {**row._asdict(), "at": printed(row.at), "payload": payload}
    del entry["salt"], entry["body"]
    return dump(entry) + b"\n"


def _sealed(session: Session, head: SignedHead) -> dict[str, Any]:
    earlier = (
        select(SignedHead).where(col(SignedHead.size) < head.size).order_by(col(SignedHead.size))
    )
    by_day = {moment(each.at)[:10]: _plain(each) for each in session.exec(earlier)}
    return {**_plain(head), "text": head_text(head), "earlier": list(by_day.values())}


def _plain(head: SignedHead) -> dict[str, Any]:
    return {
        "log_id": head.log_id,
        "size": head.size,
        "chain": head.chain,
        "at": moment(head.at),
        "key_id": head.key_id,
        "signature": head.signature,
    }
