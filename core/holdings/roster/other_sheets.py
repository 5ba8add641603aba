"""The optional sheets beside the roster: 单位, 联络员, 目录, 材料目录, 在借; each a table with one heading row."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.holdings.roster import choices
from core.holdings.roster.cells import count_up_to, number_up_to, person_name, text_up_to
from core.holdings.roster.columns import may, must, otherwise
from core.holdings.roster.day import formed_on, full_day
from core.holdings.roster.sheet import FILED, NAME, Sheet, SheetRow

MOST_PIECES = 9999
MOST_VOLUMES = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow(SheetRow):
    """A unit under its room."""

    unit: str
    room: str
    nature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow(SheetRow):
    """A unit contact, filed by a sealed form, with a term that ends on `until` ('YYYY-MM-DD')."""

    name: str = field(repr=False)
    unit: str
    number: str
    post: str
    document: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRow(SheetRow):
    """Pieces and pages of one class in one volume."""

    dossier_number: str
    kind: str
    ordinal: int
    code: str
    pieces: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRow(SheetRow):
    """One line of a dossier's catalogue; `formed` is YYYY[.MM[.DD]], `serial` 0 where none is given."""

    dossier_number: str
    kind: str
    ordinal: int
    code: str
    serial: int
    title: str
    formed: str
    pages: int
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRow(SheetRow):
    """A volume that was out before the system began; days are 'YYYY-MM-DD'."""

    dossier_number: str
    kind: str
    ordinal: int
    unit: str
    opened_on: str
    due_on: str
    handler: str = field(repr=False)
    reason: str


_DOSSIER = must("dossier_number", "档案编号", number_up_to(30), "档案号", "档案编码")
_KIND = otherwise("original", may("kind", "正副本", choices.one_of(choices.VOLUME_KIND), "卷别"))
_ORDINAL = otherwise(1, may("ordinal", "第几卷", count_up_to(MOST_VOLUMES), "卷次", "卷序"))


UNITS = Sheet(
    "单位",
    (
        must("unit", "单位名称", text_up_to(80), "单位", "工作单位"),
        must("room", "管档单位", text_up_to(60), "档案室", "档案管理单位"),
        may("nature", "单位性质", choices.one_of(choices.UNIT_NATURE)),
    ),
    UnitRow,
)
CONTACTS = Sheet(
    "联络员",
    (
        NAME,
        must("unit", "单位名称", text_up_to(80), "单位", "工作单位"),
        may("number", "人员编号", number_up_to(20), "编号"),
        may("post", "职务", text_up_to(40)),
        FILED,
        must("until", "任期至", full_day, "任期截止"),
    ),
    ContactRow,
)
CATALOGUE = Sheet(
    "目录",
    (
        _DOSSIER,
        _KIND,
        _ORDINAL,
        must("code", "类别", choices.one_of(choices.CLASSES), "类号"),
        must("pieces", "件数", count_up_to(MOST_PIECES), "份数"),
        must("pages", "页数", count_up_to(MOST_PIECES)),
    ),
    ClassRow,
)
MATERIALS = Sheet(
    "材料目录",
    (
        _DOSSIER,
        _KIND,
        _ORDINAL,
        must("code", "类别", choices.one_of(choices.CLASSES), "类号"),
        otherwise(0, may("serial", "序号", count_up_to(MOST_PIECES))),
        must("title", "材料名称", text_up_to(120), "名称"),
        may("formed", "形成时间", formed_on, "材料形成时间", "制成时间"),
        otherwise(0, may("pages", "页数", count_up_to(MOST_PIECES))),
        may("remark", "备注", text_up_to(120)),
    ),
    MaterialRow,
)
LOANS = Sheet(
    "在借",
    (
        _DOSSIER,
        _KIND,
        _ORDINAL,
        must("unit", "借阅单位", text_up_to(80), "借出单位", "单位"),
        must("opened_on", "借出日期", full_day, "借阅日期"),
        must("due_on", "应还日期", full_day, "归还期限"),
        may("handler", "经手人", person_name, "借阅人"),
        may("reason", "借阅理由", text_up_to(60), "理由"),
    ),
    LoanRow,
)
OPTIONAL = (UNITS, CONTACTS, CATALOGUE, MATERIALS, LOANS)
