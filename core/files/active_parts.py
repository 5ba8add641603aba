"""Active parts (活动内容): what in a PDF acts, calls out, or carries another file; removed.

A page copy already leaves the document's own actions behind. What hangs below a page is walked
here object by object. Source: ISO 32000-2, §7.11 (embedded and external files), §12.5–12.7
(annotations, actions, forms), §14.5 (private data), annex on XFA.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from core.files.refuse import Refuse

CONTAINERS = (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


ACTIVE_KEYS = _names(
    "/AA /OpenAction /JS /JavaScript /Launch /EmbeddedFile /EmbeddedFiles /EF /AF /Names /AcroForm "
    "/XFA /RichMedia /Annots /URI /GoToR /GoToE /SubmitForm /ImportData /Collection /Rendition "
    "/PieceInfo /Metadata"
)
# In a stream's dictionary these name a file elsewhere, or other renderings of the same picture.
STREAM_KEYS = frozenset({"/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI", "/Alternates"})
ACTIONS = _names(
    "/JavaScript /Launch /GoToR /GoToE /SubmitForm /ImportData /URI /Rendition /Movie /Sound "
    "/Hide /Trans /GoTo3DView /RichMediaExecute"
)


def remove_active_parts(pdf: pikepdf.Pdf, most_pixels: int) -> None:
    """Delete the keys. Raises `Refuse` for a picture that would unfold beyond `most_pixels`."""
    for thing in _dictionaries(pdf):
        _refuse_vast_picture(thing, most_pixels)
        for key in _active_keys(thing):
            del thing[key]


def remaining_active_parts(pdf: pikepdf.Pdf) -> list[str]:
    """Names of active keys and actions that are still there; empty when the file is clean."""
    return [name for thing in _dictionaries(pdf) for name in _active_keys(thing) | _action(thing)]


def _active_keys(thing: pikepdf.Object) -> set[str]:
    keys = set(thing.keys())
    found = keys & ACTIVE_KEYS
    return found | (keys & STREAM_KEYS) if isinstance(thing, pikepdf.Stream) else found


def _action(thing: pikepdf.Object) -> set[str]:
    kind = thing.get("/S")
    return {str(kind)} & ACTIONS if isinstance(kind, pikepdf.Name) else set()


def _refuse_vast_picture(thing: pikepdf.Object, most_pixels: int) -> None:
    width: object = thing.get("/Width")
    height: object = thing.get("/Height")
    if isinstance(width, int) and isinstance(height, int) and width * height > most_pixels:
        raise Refuse("too_many_pixels")


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream, indirect or nested; a loop, since nesting may be deep."""
    waiting = list(pdf.objects)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Array):
            waiting.extend(child for child in thing if _is_direct_container(child))
        elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            yield thing
            waiting.extend(child for _, child in thing.items() if _is_direct_container(child))


def _is_direct_container(child: Any) -> bool:
    # Indirect children are in `pdf.objects` already; following them here could go in circles.
    return isinstance(child, CONTAINERS) and not child.is_indirect
