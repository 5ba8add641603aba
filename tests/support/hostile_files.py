"""一百个来路不正的文件 / A hundred hostile files, each with the answer it must get. Synthetic throughout.

`answer` is the intake's reason, or `kept` where the harm is washed off and only the picture stays.
`name` and `declared` are what the browser would say of it.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
from pikepdf import Name

from tests.core.files import made_files as made
from tests.support import hostile_makers as ill

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
    "zip bomb": Hostile(lambda: ill.zipped(a=bytes(9_000_000)), JPEG, "unknown_type", "a.zip"),
    "zip in zip": Hostile(
        lambda: ill.zipped(b=ill.zipped(a=bytes(9000))), PDF, "unknown_type", "a.zip"
    ),
    "docx with a macro": Hostile(
        lambda: ill.zipped(**{"word/vbaProject.bin": b"x"}), PDF, "unknown_type", "审批表.docm"
    ),
    "gzip bomb": Hostile(lambda: gzip.compress(bytes(9_000_000)), JPEG, "unknown_type", "a.jpg.gz"),
    "tar that climbs": Hostile(ill.tarred, JPEG, "unknown_type", "a.tar"),
    "pixel bomb": Hostile(lambda: made.flat_png(30_000, 30_000, 1), PNG, "too_many_pixels"),
    "fax bomb": Hostile(made.fax_bomb, TIFF, "too_many_pixels"),
    "jpeg of 4,000 million pixels": Hostile(
        lambda: ill.jpeg_of_size(65_500, 65_500), JPEG, "too_many_pixels"
    ),
    "text bomb in a png": Hostile(
        lambda: ill.with_chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(80_000_000))), PNG, "damaged"
    ),
    "profile bomb in a png": Hostile(
        lambda: ill.with_chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(80_000_000))), PNG, "damaged"
    ),
    "300 pages": Hostile(lambda: made.tiff(frames=300), TIFF, "too_many_pages"),
    "pdf of 201 pages": Hostile(lambda: made.pdf(pages=201), PDF, "too_many_pages"),
    "pdf of a million pages": Hostile(ill.million_pages, PDF, "damaged"),
    "pdf with a vast picture": Hostile(
        lambda: made.pdf(made.with_vast_picture), PDF, "too_many_pixels"
    ),
    "pdf that inflates": Hostile(lambda: made.pdf(made.inflating), PDF, KEPT),
    "pdf of sixty filters": Hostile(lambda: made.pdf(ill.endless_filters), PDF, KEPT),
    "pdf of deep arrays": Hostile(lambda: made.pdf(ill.nested_arrays), PDF, KEPT),
    "tiff of endless rows": Hostile(ill.wide_tiff, TIFF, "too_many_pixels"),
    # cut, broken, lying
    "jpeg cut": Hostile(lambda: made.jpeg()[:2000], JPEG, "damaged"),
    "jpeg of noise": Hostile(lambda: b"\xff\xd8\xff" + bytes(range(256)) * 40, JPEG, "damaged"),
    "jpeg of no width": Hostile(lambda: ill.jpeg_of_size(0, 80), JPEG, "damaged"),
    "png cut": Hostile(lambda: made.png()[:2000], PNG, "damaged"),
    "png of no width": Hostile(lambda: made.flat_png(0, 9), PNG, "damaged"),
    "png with a wrong sum": Hostile(
        lambda: made.png()[:60] + b"!" + made.png()[61:], PNG, "damaged"
    ),
    "tiff cut": Hostile(lambda: made.tiff()[:40], TIFF, "damaged"),
    "tiff that turns in a circle": Hostile(ill.turned_tiff, TIFF, "damaged"),
    "tiff of no numbers": Hostile(ill.float_tiff, TIFF, KEPT),
    "pdf cut": Hostile(lambda: made.pdf(pages=9)[:900], PDF, "damaged"),
    "pdf of noise": Hostile(lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, PDF, "damaged"),
    "pdf whose pages loop": Hostile(lambda: made.pdf(ill.looping_tree), PDF, "damaged"),
    "pdf with a lying picture": Hostile(
        lambda: made.pdf(ill.strange_picture(Width=-5, Height=9)), PDF, KEPT
    ),
    "pdf with an unknown filter": Hostile(
        lambda: made.pdf(ill.strange_picture(Width=9, Height=9, Filter=Name.Evil)), PDF, KEPT
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
    "jpeg that is a zip too": Hostile(lambda: made.jpeg() + ill.zipped(a=b"x"), JPEG, KEPT),
    "jpeg with a page behind": Hostile(lambda: made.jpeg() + b"<script>x</script>", JPEG, KEPT),
    "gif that is a jar": Hostile(
        lambda: ill.gif() + ill.zipped(a=b"x"), JPEG, "unknown_type", "a.gif"
    ),
    "png that is a script": Hostile(
        lambda: made.png() + b"*/=1;alert(1)//", "text/javascript", "type_mismatch", "a.js"
    ),
    "pdf behind a page": Hostile(lambda: b"<html>" + made.pdf(), PDF, "unknown_type", "a.pdf"),
    "pdf that is a zip too": Hostile(lambda: made.pdf() + ill.zipped(a=b"x"), PDF, KEPT),
    "webp called jpeg": Hostile(ill.webp, JPEG, "unknown_type", "a.jpg"),
    "icon": Hostile(ill.ico, PNG, "unknown_type", "a.ico"),
    # scripts and tales inside
    "armed pdf": Hostile(lambda: made.pdf(made.armed), PDF, KEPT),
    "pdf with a hidden action": Hostile(
        lambda: made.pdf(made.with_hidden_action), PDF, "unsafe_content"
    ),
    "pdf that asks home": Hostile(lambda: made.pdf(ill.asks_home), PDF, KEPT),
    "pdf form that submits": Hostile(lambda: made.pdf(ill.form_that_submits), PDF, KEPT),
    "pdf with a film": Hostile(lambda: made.pdf(ill.film), PDF, KEPT),
    "pdf in a pdf": Hostile(lambda: made.pdf(ill.pdf_inside), PDF, KEPT),
    "pdf that draws itself": Hostile(lambda: made.pdf(ill.self_containing), PDF, KEPT),
    "pdf that reads files": Hostile(lambda: made.pdf(ill.outside_stream), PDF, KEPT),
    "jpeg that tells where": Hostile(made.talkative_jpeg, JPEG, KEPT),
    "png that tells who": Hostile(made.talkative_png, PNG, KEPT),
    "jpeg with php in a comment": Hostile(
        lambda: ill.with_segment(0xFE, b"<?php system($_GET['c']); ?>"), JPEG, KEPT
    ),
    "jpeg with a lying profile": Hostile(
        lambda: ill.with_segment(0xE2, b"ICC_PROFILE\0\x01\x01" + b"\xff" * 900), JPEG, KEPT
    ),
    "jpeg with a broken exif": Hostile(
        lambda: ill.with_segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff"), JPEG, KEPT
    ),
    "png with a page in its text": Hostile(
        lambda: ill.with_chunk(b"iTXt", b"a\0\0\0\0\0<script>x</script>"), PNG, KEPT
    ),
    "animated png": Hostile(ill.animated, PNG, KEPT),
    "two pictures in one": Hostile(ill.two_pictures, JPEG, KEPT),
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
