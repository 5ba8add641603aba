"""一百个来路不正的文件 / A hundred hostile files, each with the answer it must get. Synthetic throughout.

`answer` is the intake's reason, or `kept` where the harm is washed off and only the picture stays.
`name` and `declared` are what the browser would say of it.
"""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from tests.core.files import made_files as made

JPEG, PNG, TIFF, PDF = "image/jpeg", "image/png", "image/tiff", "application/pdf"
KEPT = "kept"
UNREADABLE = "unreadable"  # no form at all: the request is refused before any file
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass(frozen=True, slots=True)
class Hostile:
    make: Callable[[], bytes]
    declared: str
    answer: str
    name: str = "扫描件.jpg"


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        told = tarfile.TarInfo("../../etc/passwd")
        archive.addfile(told, io.BytesIO())
    return out.getvalue()


def with_chunk(kind: bytes, body: bytes) -> bytes:
    """A PNG with one more chunk right behind its header."""
    whole = made.png()
    return whole[:33] + made.chunk(kind, body) + whole[33:]


def with_segment(marker: int, body: bytes) -> bytes:
    """A JPEG with one more segment right behind its beginning."""
    whole = made.jpeg()
    return whole[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + whole[2:]


def jpeg_of_size(width: int, height: int) -> bytes:
    """A JPEG that claims another size than it has."""
    whole = bytearray(made.jpeg())
    at = whole.index(b"\xff\xc0")
    whole[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(whole)


def animated() -> bytes:
    first, *more = [made.scan() for _ in range(3)]
    return made.saved(first, "PNG", save_all=True, append_images=more)


def self_containing(pdf: pikepdf.Pdf) -> None:
    """A form that draws itself."""
    form = pdf.make_stream(b"/X0 Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form.Resources = Dictionary(XObject=Dictionary(X0=form))
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X0=form))


def looping_tree(pdf: pikepdf.Pdf) -> None:
    tree = pdf.Root.Pages
    tree.Kids = Array([*tree.Kids, tree])


def endless_filters(pdf: pikepdf.Pdf) -> None:
    content = b"0 0 9 9 re f"
    for _ in range(60):
        content = zlib.compress(content)
    pdf.pages[0].obj.Contents = pdf.make_stream(content, Filter=Array([Name.FlateDecode] * 60))


def nested_arrays(pdf: pikepdf.Pdf) -> None:
    inner = Array([])
    for _ in range(400):
        inner = Array([inner])
    pdf.pages[0].obj.Resources = Dictionary(ColorSpace=Dictionary(C0=inner))


def outside_stream(pdf: pikepdf.Pdf) -> None:
    """Content that lies in a file of the reader's machine."""
    pdf.pages[0].obj.Contents = pdf.make_stream(b"", F="/etc/passwd")


def asks_home(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI="http://example.invalid/?who")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])
    pdf.Root.OpenAction = action


def form_that_submits(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.SubmitForm, F="http://example.invalid/")
    field = Dictionary(FT=Name.Tx, T="x", Rect=Array([0, 0, 9, 9]), Subtype=Name.Widget, A=action)
    held = pdf.make_indirect(field)
    pdf.Root.AcroForm = Dictionary(Fields=Array([held]))
    pdf.pages[0].obj.Annots = Array([held])


def film(pdf: pikepdf.Pdf) -> None:
    media = pdf.make_stream(b"MZ", Type=Name.EmbeddedFile)
    rich = Dictionary(Subtype=Name.RichMedia, Rect=Array([0, 0, 9, 9]), RichMediaContent=media)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(rich)])


def pdf_inside(pdf: pikepdf.Pdf) -> None:
    """A PDF in a PDF in a PDF."""
    inner = made.pdf(made.armed)
    held = pdf.make_stream(inner, Type=Name.EmbeddedFile)
    file = pdf.make_indirect(Dictionary(Type=Name.Filespec, F="b.pdf", EF=Dictionary(F=held)))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(["b.pdf", file])))


def strange_picture(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    """A picture in a PDF whose description lies."""

    def change(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(b"\x00" * 50, Subtype=Name.Image, **entries)
        pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X0=picture))

    return change


def million_pages() -> bytes:
    """A PDF that claims a million pages and has one."""
    return made.pdf().replace(b"/Count 1", b"/Count 1000000")


def turned_tiff() -> bytes:
    """A big-endian TIFF whose only directory points back at itself."""
    return b"MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x08"


def wide_tiff() -> bytes:
    """A TIFF whose one strip claims four thousand million rows."""
    entries = [(256, 4, 1, 100), (257, 4, 1, 0xFFFFFFFF), (258, 3, 1, 8), (259, 3, 1, 1)]
    entries += [(262, 3, 1, 1), (273, 4, 1, 8), (277, 3, 1, 1), (278, 4, 1, 0xFFFFFFFF)]
    entries += [(279, 4, 1, 0xFFFFFFFF)]
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", len(entries)) + body + bytes(4)


def float_tiff() -> bytes:
    return made.saved(Image.new("F", (20, 20), float("nan")), "TIFF")


def gif() -> bytes:
    return made.saved(made.scan().convert("P"), "GIF")


def ico() -> bytes:
    return made.saved(made.scan(32, 32), "ICO")


def webp() -> bytes:
    return made.saved(made.scan(), "WEBP")


def two_pictures() -> bytes:
    """An MPO: a JPEG with a second, hidden one behind it."""
    return made.saved(made.scan(), "MPO", save_all=True, append_images=[made.scan()])


WRONG_TYPE = {
    "windows program": (b"MZ" + bytes(200), "审批表.jpg", JPEG),
    "linux program": (b"\x7fELF" + bytes(200), "审批表.pdf", PDF),
    "java class": (b"\xca\xfe\xba\xbe" + bytes(60), "a.class", JPEG),
    "wasm": (b"\x00asm\x01\x00\x00\x00", "a.wasm", PNG),
    "shortcut": (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60), "照片.lnk", JPEG),
    "shell script": (b"#!/bin/sh\nrm -rf /\n", "a.sh", JPEG),
    "batch file": (b"@echo off\r\ndel /s /q c:\\\r\n", "a.bat", JPEG),
    "php": (b"<?php system($_GET['c']); ?>", "a.php.jpg", JPEG),
    "html page": (b"<!doctype html><script>alert(1)</script>", "a.html", "text/html"),
    "html in utf-16": ("<script>alert(1)</script>".encode("utf-16"), "a.jpg", JPEG),
    "html application": (b"<hta:application><script>x</script>", "a.hta", PDF),
    "svg with a script": (b"<svg xmlns='http://x'><script>alert(1)</script></svg>", "a.svg", PNG),
    "xml bomb": (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>',
        "a.xml",
        PDF,
    ),
    "xml that reads files": (
        b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>',
        "a.lrmx",
        PDF,
    ),
    "rtf": (rb"{\rtf1{\object\objdata 0105}}", "a.rtf", PDF),
    "postscript": (b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file", "a.eps", PDF),
    "ole document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", PDF),
    "rar": (b"Rar!\x1a\x07\x01\x00" + bytes(60), "a.rar", JPEG),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(60), "a.7z", JPEG),
    "pickle": (b"cos\nsystem\n(S'id'\ntR.", "a.pkl", JPEG),
    "sqlite": (b"SQLite format 3\x00" + bytes(90), "a.db", JPEG),
    "mail": (b"From: a@example.invalid\nContent-Type: text/html\n\n<script>", "a.eml", PDF),
    "heic": (b"\x00\x00\x00\x18ftypheic" + bytes(60), "IMG_1.HEIC", JPEG),
    "film": (b"\x00\x00\x00\x18ftypmp42" + bytes(60), "a.mp4", JPEG),
    "windows metafile": (b"\xd7\xcd\xc6\x9a" + bytes(60), "a.wmf", JPEG),
    "bitmap": (b"BM" + bytes(200), "a.bmp", JPEG),
    "virus test pattern": (EICAR, "a.jpg", JPEG),
    "formulas": (b"=cmd|'/c calc'!A1,1\n", "a.csv", PDF),
    "only zeros": (bytes(4096), "a.jpg", JPEG),
    "one byte": (b"\xff", "a.jpg", JPEG),
    "text that says it is a picture": ("这是照片".encode("gbk"), "a.jpg", JPEG),
}

MADE: dict[str, Hostile] = {
    "nothing": Hostile(lambda: b"", JPEG, "empty"),
    "51 mebibytes": Hostile(lambda: b"\xff\xd8\xff" + bytes(51 * 1024 * 1024), JPEG, "too_large"),
    # archives and bombs
    "zip bomb": Hostile(lambda: zipped(a=bytes(9_000_000)), JPEG, "unknown_type", "a.zip"),
    "zip in zip": Hostile(lambda: zipped(b=zipped(a=bytes(9000))), PDF, "unknown_type", "a.zip"),
    "docx with a macro": Hostile(
        lambda: zipped(**{"word/vbaProject.bin": b"x"}), PDF, "unknown_type", "审批表.docm"
    ),
    "gzip bomb": Hostile(lambda: gzip.compress(bytes(9_000_000)), JPEG, "unknown_type", "a.jpg.gz"),
    "tar that climbs": Hostile(tarred, JPEG, "unknown_type", "a.tar"),
    "pixel bomb": Hostile(lambda: made.flat_png(30_000, 30_000, 1), PNG, "too_many_pixels"),
    "fax bomb": Hostile(made.fax_bomb, TIFF, "too_many_pixels"),
    "jpeg of 4,000 million pixels": Hostile(
        lambda: jpeg_of_size(65_500, 65_500), JPEG, "too_many_pixels"
    ),
    "text bomb in a png": Hostile(
        lambda: with_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(80_000_000))), PNG, "damaged"
    ),
    "profile bomb in a png": Hostile(
        lambda: with_chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(80_000_000))), PNG, "damaged"
    ),
    "300 pages": Hostile(lambda: made.tiff(frames=300), TIFF, "too_many_pages"),
    "pdf of 201 pages": Hostile(lambda: made.pdf(pages=201), PDF, "too_many_pages"),
    "pdf of a million pages": Hostile(million_pages, PDF, "damaged"),
    "pdf with a vast picture": Hostile(
        lambda: made.pdf(made.with_vast_picture), PDF, "too_many_pixels"
    ),
    "pdf that inflates": Hostile(lambda: made.pdf(made.inflating), PDF, KEPT),
    "pdf of sixty filters": Hostile(lambda: made.pdf(endless_filters), PDF, KEPT),
    "pdf of deep arrays": Hostile(lambda: made.pdf(nested_arrays), PDF, KEPT),
    "tiff of endless rows": Hostile(wide_tiff, TIFF, "too_many_pixels"),
    # cut, broken, lying
    "jpeg cut": Hostile(lambda: made.jpeg()[:2000], JPEG, "damaged"),
    "jpeg of noise": Hostile(lambda: b"\xff\xd8\xff" + bytes(range(256)) * 40, JPEG, "damaged"),
    "jpeg of no width": Hostile(lambda: jpeg_of_size(0, 80), JPEG, "damaged"),
    "png cut": Hostile(lambda: made.png()[:2000], PNG, "damaged"),
    "png of no width": Hostile(lambda: made.flat_png(0, 9), PNG, "damaged"),
    "png with a wrong sum": Hostile(
        lambda: made.png()[:60] + b"!" + made.png()[61:], PNG, "damaged"
    ),
    "tiff cut": Hostile(lambda: made.tiff()[:40], TIFF, "damaged"),
    "tiff that turns in a circle": Hostile(turned_tiff, TIFF, "damaged"),
    "tiff of no numbers": Hostile(float_tiff, TIFF, KEPT),
    "pdf cut": Hostile(lambda: made.pdf(pages=9)[:900], PDF, "damaged"),
    "pdf of noise": Hostile(lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, PDF, "damaged"),
    "pdf whose pages loop": Hostile(lambda: made.pdf(looping_tree), PDF, "damaged"),
    "pdf with a lying picture": Hostile(
        lambda: made.pdf(strange_picture(Width=-5, Height=9)), PDF, KEPT
    ),
    "pdf with an unknown filter": Hostile(
        lambda: made.pdf(strange_picture(Width=9, Height=9, Filter=Name.Evil)), PDF, KEPT
    ),
    "pdf with a password": Hostile(
        lambda: made.pdf(encryption=pikepdf.Encryption(user="a", owner="b")),
        PDF,
        "password_protected",
    ),
    # two things at once
    "png called jpeg": Hostile(made.png, JPEG, "type_mismatch"),
    "jpeg that is a pdf too": Hostile(lambda: made.jpeg() + made.pdf(made.armed), JPEG, KEPT),
    "pdf that is a jpeg first": Hostile(lambda: made.jpeg() + made.pdf(), PDF, "type_mismatch"),
    "jpeg that is a zip too": Hostile(lambda: made.jpeg() + zipped(a=b"x"), JPEG, KEPT),
    "jpeg with a page behind": Hostile(lambda: made.jpeg() + b"<script>x</script>", JPEG, KEPT),
    "gif that is a jar": Hostile(lambda: gif() + zipped(a=b"x"), JPEG, "unknown_type", "a.gif"),
    "png that is a script": Hostile(
        lambda: made.png() + b"*/=1;alert(1)//", "text/javascript", "type_mismatch", "a.js"
    ),
    "pdf behind a page": Hostile(lambda: b"<html>" + made.pdf(), PDF, "unknown_type", "a.pdf"),
    "pdf that is a zip too": Hostile(lambda: made.pdf() + zipped(a=b"x"), PDF, KEPT),
    "webp called jpeg": Hostile(webp, JPEG, "unknown_type", "a.jpg"),
    "icon": Hostile(ico, PNG, "unknown_type", "a.ico"),
    # scripts and tales inside
    "armed pdf": Hostile(lambda: made.pdf(made.armed), PDF, KEPT),
    "pdf with a hidden action": Hostile(
        lambda: made.pdf(made.with_hidden_action), PDF, "unsafe_content"
    ),
    "pdf that asks home": Hostile(lambda: made.pdf(asks_home), PDF, KEPT),
    "pdf form that submits": Hostile(lambda: made.pdf(form_that_submits), PDF, KEPT),
    "pdf with a film": Hostile(lambda: made.pdf(film), PDF, KEPT),
    "pdf in a pdf": Hostile(lambda: made.pdf(pdf_inside), PDF, KEPT),
    "pdf that draws itself": Hostile(lambda: made.pdf(self_containing), PDF, KEPT),
    "pdf that reads files": Hostile(lambda: made.pdf(outside_stream), PDF, KEPT),
    "jpeg that tells where": Hostile(made.talkative_jpeg, JPEG, KEPT),
    "png that tells who": Hostile(made.talkative_png, PNG, KEPT),
    "jpeg with php in a comment": Hostile(
        lambda: with_segment(0xFE, b"<?php system($_GET['c']); ?>"), JPEG, KEPT
    ),
    "jpeg with a lying profile": Hostile(
        lambda: with_segment(0xE2, b"ICC_PROFILE\0\x01\x01" + b"\xff" * 900), JPEG, KEPT
    ),
    "jpeg with a broken exif": Hostile(
        lambda: with_segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff"), JPEG, KEPT
    ),
    "png with a page in its text": Hostile(
        lambda: with_chunk(b"iTXt", b"a\0\0\0\0\0<script>x</script>"), PNG, KEPT
    ),
    "animated png": Hostile(animated, PNG, KEPT),
    "two pictures in one": Hostile(two_pictures, JPEG, KEPT),
    "inks instead of colours": Hostile(
        lambda: made.saved(made.scan(mode="CMYK"), "JPEG"), JPEG, KEPT
    ),
}

# The file is good; its name is not. Nobody's file name is kept.
ODD_NAMES = (
    "../../../../etc/passwd.jpg",
    "..\\..\\windows\\system32\\a.jpg",
    "审批表\u202egpj.exe",
    "档" * 300 + ".jpg",
    "<img src=x onerror=alert(1)>.jpg",
    "CON.jpg",
)

BREAKING_NAMES = (
    "a\x00.jpg",
    "a\r\nSet-Cookie: x=1.jpg",
    "'; DROP TABLE stored_file; --.jpg",
)


def corpus() -> dict[str, Hostile]:
    """Every hostile file by what is wrong with it."""
    wrong = {
        title: Hostile(lambda content=content: content, declared, "unknown_type", name)  # type: ignore[misc]
        for title, (content, name, declared) in WRONG_TYPE.items()
    }
    named = {
        f"named {name[:24]!r}": Hostile(made.jpeg, JPEG, answer, name)
        for answer, names in ((KEPT, ODD_NAMES), (UNREADABLE, BREAKING_NAMES))
        for name in names
    }
    return wrong | MADE | named
