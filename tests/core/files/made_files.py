"""Files made on the spot: ordinary ones, and ones meant to harm. Synthetic throughout."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, PngImagePlugin

SECRET = "Zhang-Demo-GPS"


def saved(picture: Image.Image, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def scan(width: int = 120, height: int = 80, mode: str = "RGB") -> Image.Image:
    return Image.effect_noise((width, height), 60).convert(mode)


def jpeg(**options: Any) -> bytes:
    return saved(scan(), "JPEG", **options)


def png(**options: Any) -> bytes:
    return saved(scan(), "PNG", **options)


def tiff(frames: int = 1, **options: Any) -> bytes:
    more = [scan(30, 20)] * (frames - 1)
    return saved(scan(30, 20), "TIFF", save_all=True, append_images=more, **options)


def talkative_jpeg() -> bytes:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = SECRET, 6
    return jpeg(exif=exif, comment=SECRET.encode(), xmp=SECRET.encode(), icc_profile=b"x" * 200)


def talkative_png() -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", SECRET)
    text.add_itxt("XML:com.adobe.xmp", SECRET)
    return png(pnginfo=text)


def talkative_tiff() -> bytes:
    return tiff(tiffinfo={270: SECRET, 315: SECRET}, dpi=(300, 300))


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def flat_png(width: int, height: int, bits: int = 8, rows: int | None = None) -> bytes:
    """A grey PNG of zeros; with fewer `rows` than announced it lies about its height."""
    row = bytes(1 + width * bits // 8)
    squeeze = zlib.compressobj(1)
    body = b"".join(squeeze.compress(row) for _ in range(height if rows is None else rows))
    header = struct.pack(">IIBBBBB", width, height, bits, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", body + squeeze.flush()), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def fax_bomb() -> bytes:
    """A bilevel TIFF of 121 MP in a few kB, where Pillow by itself would only warn."""
    return fax(pages=1, side=11_000)


def fax(pages: int, side: int = 100) -> bytes:
    page = Image.new("1", (side, side), 1)
    more = [page] * (pages - 1)
    return saved(page, "TIFF", compression="group4", save_all=True, append_images=more)


@cache
def slow_tiff() -> bytes:
    """Small to send, long to decode: white pages of 49 MP."""
    return fax(pages=12, side=7000)


def pdf(
    change: Callable[[pikepdf.Pdf], None] | None = None, pages: int = 1, **options: Any
) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(595, 842))
            made.pages[-1].obj.Contents = made.make_stream(b"0 0 100 100 re f")
        if change:
            change(made)
        made.save(out, **options)
    return out.getvalue()


def armed(made: pikepdf.Pdf) -> None:
    """Every way to act on opening that we know of, and a file inside."""
    script = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    launch = Dictionary(S=Name.Launch, F="cmd.exe")
    file = made.make_stream(b"MZ", Type=Name.EmbeddedFile)
    held = made.make_indirect(Dictionary(Type=Name.Filespec, F="a.exe", EF=Dictionary(F=file)))
    root, page = made.Root, made.pages[0].obj
    root.OpenAction, root.AA = script, Dictionary(WC=launch)
    root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array(["x", script])),
        EmbeddedFiles=Dictionary(Names=Array(["a.exe", held])),
    )
    root.AcroForm = Dictionary(XFA=made.make_stream(b"<xdp/>"), Fields=Array([]))
    page.AA, page.AF, page.PieceInfo = Dictionary(O=script), Array([held]), Dictionary(X=held)
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch)
    page.Annots = Array([made.make_indirect(link)])
    form = made.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
    form.Metadata, form.AA, form.Ref = made.make_stream(b"<x/>"), Dictionary(O=launch), held
    page.Resources = Dictionary(XObject=Dictionary(X0=form))
    made.docinfo[Name.Author] = SECRET


def with_vast_picture(made: pikepdf.Pdf) -> None:
    picture = made.make_stream(zlib.compress(b""), Subtype=Name.Image, Width=30_000, Height=30_000)
    made.pages[0].obj.Resources = Dictionary(XObject=Dictionary(X0=picture))


def with_hidden_action(made: pikepdf.Pdf) -> None:
    action = made.make_indirect(Dictionary(S=Name.JavaScript))
    made.pages[0].obj.Resources = Dictionary(Properties=Dictionary(P0=action))


def inflating(made: pikepdf.Pdf) -> None:
    bomb = zlib.compress(bytes(100 * 1024 * 1024), 1)
    made.pages[0].obj.Contents = made.make_stream(bomb, Filter=Name.FlateDecode)


def inheriting(made: pikepdf.Pdf) -> None:
    """The page takes its size and turn from the tree above it."""
    page, tree = made.pages[0].obj, made.Root.Pages
    del page.MediaBox
    tree.MediaBox, tree.Rotate = Array([0, 0, 300, 400]), 90
