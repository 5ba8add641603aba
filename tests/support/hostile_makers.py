"""怎样做出来路不正的文件 / How hostile files are made: bombs, lies, two things at once. Synthetic throughout."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from tests.core.files import made_files as made


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
