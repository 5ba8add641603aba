"""The intake (接收文件的快慢): photos and scans judged, written anew, sealed and stored, beside hashing.

SHA-256 of the same bytes in the same run is the yardstick: what any honest upload must do anyway.
The rest is the price of a clean copy, above all decoding and encoding the picture in a child.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import pikepdf
from PIL import Image

from bot.bench.machine import folder_on_disk, load
from bot.bench.row import Row
from bot.bench.sizes import Sizes
from core.files.blob_store import BlobStore
from core.files.intake import Accepted, Intake
from core.files.limits import Limits
from core.files.vault import Vault

SEED = 7
MEGA = 1_000_000
CHUNK = 64 * 1024


def intake_vs_hashing(sizes: Sizes) -> Iterator[Row]:
    """MB/s of the intake ÷ MB/s of SHA-256, over photos; PDFs of the same photos told beside it."""
    photos = [_photo(nth, sizes.photo_side) for nth in range(sizes.photos)]
    papers = [_as_pdf(photo) for photo in photos]
    with folder_on_disk() as folder, asyncio.Runner() as runner:
        intake = _intake(folder)

        def taken(files: Sequence[bytes], declared: str) -> float:
            return runner.run(_taken(intake, files, declared))

        rounds = [(_hashed(photos), taken(photos, "image/jpeg")) for _ in range(sizes.rounds)]
        pdf = taken(papers, "application/pdf")
    hashing, taking = (median(speeds) for speeds in zip(*rounds, strict=True))
    yield Row(
        name="intake_vs_hashing",
        value=round(median(taken / hashed for hashed, taken in rounds), 4),
        unit="",
        beside={
            "intake_mb_per_s": round(taking, 1),
            "sha256_mb_per_s": round(hashing),
            "intake_pdf_mb_per_s": round(pdf, 1),
            "photos": len(photos),
            "photo_mb": round(sum(map(len, photos)) / len(photos) / MEGA, 2),
        },
        note=f"JPEG of {sizes.photo_side} × {sizes.photo_side * 3 // 4} pixels; {load()}",
    )


def _photo(nth: int, side: int) -> bytes:
    """A JPEG with the grain of a real photo, the same in every run."""
    draw, size = Random(SEED + nth), (side, side * 3 // 4)  # noqa: S311 - a repeatable picture
    grain = Image.frombytes(
        "L", (side // 4, side * 3 // 16), draw.randbytes(side // 4 * (side * 3 // 16))
    )
    out = io.BytesIO()
    grain.resize(size, Image.Resampling.BICUBIC).convert("RGB").save(out, "JPEG", quality=88)
    return out.getvalue()


def _as_pdf(photo: bytes) -> bytes:
    """One page that holds the photo as a scanner's PDF does."""
    out = io.BytesIO()
    with pikepdf.new() as pdf, Image.open(io.BytesIO(photo)) as seen:
        page = pdf.add_blank_page(page_size=(595, 842)).obj
        picture = pdf.make_stream(
            photo,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=seen.width,
            Height=seen.height,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P0=picture))
        page.Contents = pdf.make_stream(b"q 595 0 0 446 0 0 cm /P0 Do Q")
        pdf.save(out)
    return out.getvalue()


def _intake(folder: Path) -> Intake:
    return Intake(
        quarantine=folder / "quarantine",
        vault=Vault(folder / "keys"),
        store=BlobStore.in_folder(folder / "blobs"),
        limits=Limits(),
    )


def _hashed(files: Sequence[bytes]) -> float:
    """MB/s of SHA-256, piece by piece as an upload comes."""
    began = perf_counter()
    for content in files:
        digest = hashlib.sha256()
        for at in range(0, len(content), CHUNK):
            digest.update(content[at : at + CHUNK])
    return sum(map(len, files)) / MEGA / (perf_counter() - began)


async def _taken(intake: Intake, files: Sequence[bytes], declared: str) -> float:
    """MB/s of the intake, as many files at once as it takes."""
    began = perf_counter()
    accepted = await asyncio.gather(
        *(intake.receive(_pieces(content), declared=declared) for content in files)
    )
    seconds = perf_counter() - began
    if not all(isinstance(each, Accepted) for each in accepted):
        raise ValueError("a measured file was turned away")
    return sum(map(len, files)) / MEGA / seconds


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(content), CHUNK):
        yield content[at : at + CHUNK]
