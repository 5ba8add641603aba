"""核验导出的日志 / Check an exported Danggui log, offline, with nothing but Python 3.8 or newer.

    python verify_log.py DIR [--head TEXT]

DIR holds log.jsonl, head.json and key.pub. TEXT is what the QR of an older printed head says;
--head may be given several times. Ends with 0 if all is well and 1 if not, a line per finding.

Without --head this shows that the export fits together. Only a head from paper shows that it is
still the same log: whoever holds the database and the signing key can write everything after the
newest head on paper anew, and nothing before it. Take this file from a copy you trust: the one in
the folder could have been replaced together with the log.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Iterable, Iterator, NamedTuple, Sequence  # noqa: UP035 (Python 3.8)

SHOWN = 40
HEADER = ("seq", "at", "actor", "action", "object_kind", "object_ref", "commitment")
ENTRY_KEYS = {*HEADER, "chain", "payload"}
HEAD_KEYS = ("log_id", "size", "chain", "at", "key_id", "signature")
BAD_INPUT = (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)
WORDS = {
    "file_missing": ("文件缺失或无法读取", "a file is missing or cannot be read"),
    "unreadable": ("此行不是系统写出的样子", "this line is not as the system wrote it"),
    "out_of_sequence": ("此处条目被删除、插入或调换", "removed, inserted or reordered here"),
    "chain_broken": ("链值不符，此条被改动", "the chain does not fit, this entry was edited"),
    "back_dated": ("时间早于其前的条目或签名，系倒填", "dated before what precedes it"),
    "payload_changed": ("内容被改动或调换", "its payload was edited or swapped"),
    "payload_missing": ("内容缺失且无删除记录", "its payload is gone and no entry says why"),
    "log_short": ("从此条起被删除", "the signed log goes on, removed from here"),
    "log_long": ("此条起不在签名之内", "from here on not under the signature"),
    "head_wrong": ("此条或更早处与签名不符", "at or before this entry not as signed"),
    "signature_false": ("签名无效", "the signature is false"),
    "key_wrong": ("head.json 与 key.pub 的密钥不一致", "head.json and key.pub name two keys"),
    "paper_unreadable": ("纸上签名读取有误，请重扫", "the printed head is misread, scan it again"),
    "paper_other_log": ("与纸上签名不是同一本日志", "this is not the log of the printed head"),
    "paper_other_key": ("签名密钥与纸上不同", "the signing key is not that of the printed head"),
    "paper_false": ("纸上签名不是该密钥所签", "the printed head was not signed by its key"),
    "paper_short": (
        "从此条起被删除（纸上签名载有）",
        "on paper the log goes on, removed from here",
    ),
    "paper_wrong": ("此条或更早处在打印之后被改写", "at or before this entry rewritten since"),
}


class Finding(NamedTuple):
    """What is wrong, and at which entry (None: about none)."""

    code: str
    seq: int | None = None
    more: str = ""

    def line(self) -> str:
        chinese, english = WORDS[self.code]
        more = f" [{self.more}]" if self.more else ""
        if self.seq is None:
            return f"{chinese} / {english}{more}"
        return f"第 {self.seq} 条：{chinese} / entry {self.seq}: {english}{more}"


class Head(NamedTuple):
    """A head, signed or printed; ids, chain and signature in hex, `at` as the log writes times."""

    log_id: str
    size: int
    chain: str
    at: str
    key_id: str
    signature: str

    def message(self) -> bytes:
        said = {"at": self.at, "chain": self.chain, "log_id": self.log_id, "size": self.size}
        return b"danggui-log-head-v1\0" + canonical(said)

    def signed_by(self, key: bytes) -> bool:
        return ed25519_holds(key, bytes.fromhex(self.signature), self.message())


# --- the arithmetic of the log ---------------------------------------------------------------


def canonical(value: Any) -> bytes:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def genesis(log_id: str) -> str:
    return hashlib.sha256(b"danggui-log-genesis-v1\0" + bytes.fromhex(log_id)).hexdigest()


def link(before: str, entry: dict[str, Any]) -> str:
    header = canonical({key: entry[key] for key in HEADER})
    return hashlib.sha256(b"danggui-log-entry-v1\0" + bytes.fromhex(before) + header).hexdigest()


def commit(salt: bytes, body: bytes) -> str:
    return hashlib.sha256(b"danggui-log-payload-v1\0" + salt + body).hexdigest()


def fingerprint(key: bytes) -> str:
    return hashlib.sha256(key).digest()[:16].hex()


# --- Ed25519, verification only: RFC 8032 §5.1 (points as X:Y:Z:T on -x²+y² = 1+d·x²·y²) ------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)
Point = Any


def _add(a: Point, b: Point) -> Point:
    left, right = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = right - left, d - c, d + c, right + left
    return e * f % P, g * h % P, f * g % P, e * h % P


def _sum(s: int, a: Point, k: int, b: Point) -> Point:
    """[s]a + [k]b, bit by bit from the top."""
    nothing = (0, 1, 1, 0)
    terms, total = (nothing, a, b, _add(a, b)), nothing
    for bit in range(255, -1, -1):
        total = _add(total, total)
        term = (s >> bit & 1) | (k >> bit & 1) << 1
        total = _add(total, terms[term]) if term else total
    return total


def _decode(encoded: bytes) -> Point:
    """§5.1.3; ValueError for what is no point, or one not written in the only right way."""
    number = int.from_bytes(encoded, "little")
    y, sign = number & (2**255 - 1), number >> 255
    if y >= P:
        raise ValueError("y out of range")
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if (v * x * x - u) % P:
        x = x * ROOT % P
    if (v * x * x - u) % P or (x == 0 and sign):
        raise ValueError("not on the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def _encode(point: Point) -> bytes:
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = _decode((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_holds(key: bytes, signature: bytes, message: bytes) -> bool:
    """§5.1.7, without the cofactor: [S]B - [k]A must be written exactly as R."""
    if len(key) != 32 or len(signature) != 64:
        return False
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    try:
        x, y, z, t = _decode(key)
    except ValueError:
        return False
    if s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % ORDER
    return _encode(_sum(s, BASE, k, (P - x, y, z, P - t))) == r


# --- what was handed over --------------------------------------------------------------------


def read_key(pem: str) -> bytes:
    """The 32 raw bytes of a PEM public key; the prefix says that it is Ed25519."""
    der = base64.b64decode("".join(pem.strip().splitlines()[1:-1]), validate=True)
    if len(der) != 44 or der[:12] != bytes.fromhex("302a300506032b6570032100"):
        raise ValueError("key.pub is not an Ed25519 key")
    return der[12:]


def read_seal(folder: Path) -> tuple[list[Head], bytes]:
    """The heads of head.json, the newest last, and the key of key.pub."""
    said = json.loads((folder / "head.json").read_text("utf-8"))
    heads = [read_head(each) for each in [*said["earlier"], said]]
    if read_paper(said["text"]) != heads[-1]:
        raise ValueError("head.json: text")
    return heads, read_key((folder / "key.pub").read_text("ascii"))


def read_head(said: dict[str, Any]) -> Head:
    head = Head(**{key: said[key] for key in HEAD_KEYS})
    sizes = {"log_id": 32, "chain": 64, "key_id": 32, "signature": 128}
    if any(len(bytes.fromhex(said[key])) * 2 != length for key, length in sizes.items()):
        raise ValueError("head.json: a field of the wrong length")
    if type(head.size) is not int or type(head.at) is not str or head.size < 0:
        raise ValueError("head.json: size or at")
    return head


def read_paper(text: str) -> Head:
    letters = text.upper().translate(str.maketrans("018", "OIB", " -\t\r\n"))
    letters = letters[3:] if letters.startswith("DGH") else letters
    content = base64.b32decode(letters + "=" * (-len(letters) % 8))
    if base64.b32encode(content).decode().rstrip("=") != letters:
        raise ValueError("misread")
    content, check = content[:-4], content[-4:]
    if len(content) != 142 or content[0] != 1 or hashlib.sha256(content).digest()[:4] != check:
        raise ValueError("misread")
    moment = timedelta(microseconds=int.from_bytes(content[23:30], "big"))
    at = (datetime(1970, 1, 1) + moment).isoformat(timespec="microseconds") + "Z"  # noqa: DTZ001
    log_id, chain, key_id = content[1:17], content[30:62], content[62:78]
    size = int.from_bytes(content[17:23], "big")
    return Head(log_id.hex(), size, chain.hex(), at, key_id.hex(), content[78:].hex())


def read_entry(line: bytes) -> dict[str, Any]:
    """One line; whatever is not covered by the chain (spacing, order, spare keys) is refused."""
    entry = json.loads(line.decode("utf-8"))
    if canonical(entry) + b"\n" != line or set(entry) != ENTRY_KEYS:
        raise ValueError("not canonical")
    payload = entry["payload"]
    if payload is not None and set(payload) != {"body", "salt"}:
        raise ValueError("payload")
    if payload is not None and bytes.fromhex(payload["salt"]).hex() != payload["salt"]:
        raise ValueError("salt")
    if type(entry["seq"]) is not int or len(bytes.fromhex(entry["chain"])) != 32:
        raise ValueError("header")
    if len(entry["at"]) != 27 or datetime.fromisoformat(entry["at"][:26]).tzinfo:
        raise ValueError("at")
    return entry


# --- the walk --------------------------------------------------------------------------------


class Walk:
    """Reads the lines once; goes on from what is written, so that one edit gives one finding."""

    def __init__(self, log_id: str, heads: Sequence[Head]) -> None:
        self.seq, self.at, self.chain = 0, "", genesis(log_id)
        self.floors = {head.size: head.at for head in heads}  # nothing later is dated before
        self.chains, self.times = {0: self.chain}, {0: ""}
        self.gone: set[int] = set()

    def read(self, lines: Iterable[bytes]) -> Iterator[Finding]:
        for line in lines:
            try:
                entry = read_entry(line)
            except BAD_INPUT:
                self.seq, self.chain = self.seq + 1, ""
                yield Finding("unreadable", self.seq)
                continue
            yield from self.step(entry)

    def step(self, entry: dict[str, Any]) -> Iterator[Finding]:
        before, expected = self.chain, self.seq + 1
        self.seq, self.chain = entry["seq"], entry["chain"]
        if self.seq != expected:
            yield Finding("out_of_sequence", expected, f"seq {self.seq}")
        elif before and link(before, entry) != self.chain:
            yield Finding("chain_broken", self.seq)
        self.at = max(self.at, self.floors.get(self.seq - 1, ""))
        if entry["at"] < self.at:
            yield Finding("back_dated", self.seq, f"{entry['at']} < {self.at}")
        self.at = max(self.at, entry["at"])
        if self.seq in self.floors:
            self.chains[self.seq], self.times[self.seq] = self.chain, entry["at"]
        yield from self.payload(entry)

    def payload(self, entry: dict[str, Any]) -> Iterator[Finding]:
        if (entry["action"], entry["object_kind"]) == ("payload_erased", "log_entry"):
            self.gone -= {int(entry["object_ref"])} if entry["object_ref"].isdigit() else set()
        payload = entry["payload"]
        if payload is None:
            self.gone.add(entry["seq"])
        elif (
            commit(bytes.fromhex(payload["salt"]), canonical(payload["body"]))
            != entry["commitment"]
        ):
            yield Finding("payload_changed", entry["seq"])


def head_findings(walk: Walk, heads: Sequence[Head], key: bytes) -> Iterator[Finding]:
    """The export's own heads, oldest first and the one it ends with last."""
    last = heads[-1]
    if walk.seq < last.size:
        yield Finding("log_short", walk.seq + 1, f"{walk.seq} < {last.size}")
    if walk.seq > last.size:
        yield Finding("log_long", last.size + 1, f"{walk.seq} > {last.size}")
    if last.key_id != fingerprint(key):
        yield Finding("key_wrong")
    for head in heads:
        fits = (walk.chains.get(head.size), head.log_id) == (head.chain, last.log_id)
        listed = head is not last or head.size <= walk.seq
        if (listed and not fits) or walk.times.get(head.size, "") > head.at:
            yield Finding("head_wrong", head.size, head.at)
        if head.key_id == fingerprint(key) and not head.signed_by(key):
            yield Finding("signature_false", head.size, head.at)


def paper_findings(walk: Walk, paper: Head, last: Head, key: bytes) -> Iterator[Finding]:
    """An older head from paper: the same log, the same key, and the same entries up to its size."""
    if paper.log_id != last.log_id:
        yield Finding("paper_other_log", None, f"{paper.log_id} / {last.log_id}")
    if paper.key_id != fingerprint(key):
        yield Finding("paper_other_key", None, f"{paper.key_id} / {fingerprint(key)}")
    elif not paper.signed_by(key):
        yield Finding("paper_false", None, f"{paper.size}, {paper.at}")
    if walk.seq < paper.size:
        yield Finding("paper_short", walk.seq + 1, f"{walk.seq} < {paper.size}")
    elif walk.chains.get(paper.size) != paper.chain or walk.times[paper.size] > paper.at:
        yield Finding("paper_wrong", paper.size, paper.at)


def check(folder: Path, texts: Sequence[str]) -> tuple[list[Finding], str]:
    """All findings, and a line about what was read."""
    try:
        papers = [read_paper(text) for text in texts]
    except BAD_INPUT:
        return [Finding("paper_unreadable")], ""
    try:
        heads, key = read_seal(folder)
        lines = (folder / "log.jsonl").open("rb")
    except (OSError, *BAD_INPUT) as error:
        return [Finding("file_missing", None, str(error))], ""
    walk, last = Walk(heads[-1].log_id, [*heads, *papers]), heads[-1]
    with lines:
        findings = list(walk.read(lines))
    findings += head_findings(walk, heads, key)
    for paper in papers:
        findings += paper_findings(walk, paper, last, key)
    findings += [Finding("payload_missing", seq) for seq in sorted(walk.gone)]
    return findings, f"{walk.seq} 条 entries · {last.log_id} · {last.at} · key {fingerprint(key)}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--head", action="append", default=[], metavar="TEXT")
    options = parser.parse_args(arguments)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    findings, about = check(options.folder, options.head)
    for finding in findings[:SHOWN]:
        print(finding.line())
    if len(findings) > SHOWN:
        print(f"… {len(findings) - SHOWN} 处未列出 / more")
    print(verdict(findings, len(options.head)), about)
    return 1 if findings else 0


def first_bad(findings: Sequence[Finding]) -> int | None:
    """The first entry that the walk stumbled over, else the first that a head spoke of."""
    return next((finding.seq for finding in findings if finding.seq is not None), None)


def verdict(findings: Sequence[Finding], papers: int) -> str:
    if not findings:
        paper = (
            f"与纸上签名相符 / extends {papers} printed" if papers else "未核对纸上签名 / no paper"
        )
        return f"完好 / whole，{paper}："
    first = first_bad(findings)
    place = f"，最早在第 {first} 条 / first bad entry {first}" if first is not None else ""
    return f"不符 / not whole，{len(findings)} 处 findings{place}："


if __name__ == "__main__":
    sys.exit(main())
