"""Read a .lrm or .lrmx file (读任免审批表文件): told by its content, whatever its name says.

A .lrm is one line of quoted fields, `"…","…"`, in GBK; education is `学历#学位@学历#学位`, full-time
before in-service. A .lrmx is XML with one element per field under Person. Both as public readers
of these files have it.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers.expat import (
    ExpatError,
    ParserCreate,
)

from core.gaps.lrm.appointment_form import AppointmentForm, FileUnreadable

MOST_BYTES = 8 * 1024 * 1024  # with the photo in it
MOST_FIELDS = 200
FIELDS_OF_LRM = 33
DEPTH_OF_FIELDS = 2
_ENCODINGS = ("utf-8-sig", "gb18030")
_XML = {
    "name": "XingMing",
    "born": "ChuShengNianYue",
    "began_work": "CanJiaGongZuoShiJian",
    "fulltime": "QuanRiZhiJiaoYu_XueLi",
    "inservice": "ZaiZhiJiaoYu_XueLi",
    "title": "ZhuanYeJiShuZhiWu",
    "resume": "JianLi",
    "rewards": "JiangChengQingKuang",
    "reviews": "NianDuKaoHeJieGuo",
}


def read_form(content: bytes) -> AppointmentForm:
    """The form. Raises FileUnreadable."""
    if len(content) > MOST_BYTES:
        raise FileUnreadable("too_large")
    text = _text(content).strip().lstrip("\ufeff")
    if text.startswith("<"):
        return _of_xml(text)
    if text.startswith('"'):
        return _of_quoted(text)
    raise FileUnreadable("not_a_form")


def _text(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decoded(content, "utf-16")
    for encoding in _ENCODINGS[:-1]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _decoded(content, _ENCODINGS[-1])


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise FileUnreadable("not_text") from None


def _of_quoted(text: str) -> AppointmentForm:
    if not text.endswith('"'):
        raise FileUnreadable("truncated")
    fields = [it.strip() for it in text[1:-1].split('","')]
    if len(fields) < FIELDS_OF_LRM:
        raise FileUnreadable("truncated")
    if len(fields) > MOST_FIELDS:
        raise FileUnreadable("not_a_form")
    fulltime, _, inservice = fields[9].partition("@")
    return _named(
        {
            "name": fields[0],
            "born": fields[2],
            "began_work": fields[8],
            "fulltime": fulltime.partition("#")[0],
            "inservice": inservice.partition("#")[0],
            "title": fields[11],
            "resume": fields[17],
            "rewards": fields[18],
            "reviews": fields[19],
        }
    )


def _of_xml(text: str) -> AppointmentForm:
    found: dict[str, list[str]] = {}
    path: list[str] = []
    parser = ParserCreate()
    parser.buffer_text = True

    def begin(tag: str, _attributes: Mapping[str, str]) -> None:
        path.append(tag)
        if len(path) > MOST_FIELDS or len(found) > MOST_FIELDS:
            raise FileUnreadable("not_a_form")

    def words(data: str) -> None:
        if len(path) == DEPTH_OF_FIELDS:
            found.setdefault(path[-1], []).append(data)

    def unsafe(*_declared: object) -> None:
        raise FileUnreadable("unsafe")

    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _tag: path.pop()
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = unsafe
    parser.EntityDeclHandler = unsafe
    _parse(parser, text)
    return _named({key: "".join(found.get(tag, ())) for key, tag in _XML.items()})


def _parse(parser: object, text: str) -> None:
    """The text is decoded already: what its first line says of an encoding no longer holds."""
    body = text[text.find("?>") + 2 :] if text.startswith("<?xml") else text
    try:
        parser.Parse(body.encode(), True)  # type: ignore[attr-defined]
    except ExpatError:
        raise FileUnreadable("truncated") from None


def _named(fields: dict[str, str]) -> AppointmentForm:
    """Raises FileUnreadable for a form of nobody."""
    if not fields["name"].strip():
        raise FileUnreadable("not_a_form")
    return AppointmentForm(**{key: value.strip() for key, value in fields.items()})
