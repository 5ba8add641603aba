"""The columns of the roster sheet (花名册): heading, other spellings, reader, what blank means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.holdings.roster import choices
from core.holdings.roster.cells import (
    Cell,
    count_of_volumes,
    number_up_to,
    person_name,
    text_up_to,
)
from core.holdings.roster.id_number import id_number
from core.holdings.roster.year_month import year_month

Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Column:
    """`heading` and `aliases` are compared without spaces; a blank cell reads as `blank`.

    Where `required`, a blank cell and a missing column are problems.
    """

    field: str
    heading: str
    read: Callable[[Cell], Value]
    aliases: tuple[str, ...] = ()
    required: bool = False
    blank: Value = ""


def must(field: str, heading: str, read: Callable[[Cell], Value], *aliases: str) -> Column:
    """A column that has to be there, filled in every row."""
    return Column(field, heading, read, aliases, required=True)


def may(field: str, heading: str, read: Callable[[Cell], Value], *aliases: str) -> Column:
    """A column that may be missing or blank."""
    return Column(field, heading, read, aliases)


def otherwise(blank: Value, column: Column) -> Column:
    """The same column, whose blank cells read as `blank`."""
    return Column(column.field, column.heading, column.read, column.aliases, blank=blank)


one_of = choices.one_of

COLUMNS = (
    must("name", "姓名", person_name),
    must("gender", "性别", one_of(choices.GENDER)),
    may("ethnicity", "民族", one_of(choices.ETHNICITY)),
    must("born", "出生年月", year_month, "出生日期", "出生时间", "生日"),
    may("began_work", "参加工作时间", year_month, "工作时间", "参加工作年月", "参加工作日期"),
    may("joined_party", "入党时间", year_month, "入党年月", "入党日期"),
    may("party_standing", "政治面貌", one_of(choices.PARTY_STANDING)),
    may("fulltime_education", "全日制学历", text_up_to(30), "全日制教育"),
    may("inservice_education", "在职学历", text_up_to(30), "在职教育"),
    must("unit", "工作单位", text_up_to(80), "单位", "单位名称", "所在单位"),
    may("post", "职务", text_up_to(60), "现任职务", "工作职务"),
    may("rank", "职级", text_up_to(30), "现任职级"),
    must("custody_authority", "管理权限", one_of(choices.CUSTODY_AUTHORITY), "干部管理权限"),
    must("id_number", "身份证号", id_number, "身份证号码", "公民身份号码", "居民身份证号码"),
    must("dossier_number", "档案编号", number_up_to(30), "档案号", "档案编码"),
    must("originals", "正本卷数", count_of_volumes, "正本"),
    otherwise(0, may("duplicates", "副本卷数", count_of_volumes, "副本")),
    may("slot", "库位", number_up_to(20), "库位号", "存放位置"),
    otherwise("none", may("secrecy", "密级", one_of(choices.SECRECY))),
    must("room", "管档单位", text_up_to(60), "档案室", "档案管理单位"),
    may("unit_nature", "单位性质", one_of(choices.UNIT_NATURE)),
    may("establishment", "编制类型", one_of(choices.ESTABLISHMENT), "编制", "编制性质"),
    may("personnel_kind", "人员类别", one_of(choices.PERSONNEL_KIND), "人员类型", "人员身份"),
    otherwise("none", may("title_level", "职称", one_of(choices.TITLE_LEVEL), "职称级别")),
    otherwise(False, may("selected_graduate", "选调生", choices.yes_or_no, "是否选调生")),
    otherwise("in_post", may("status", "状态", one_of(choices.STATUS), "人员状态")),
    may("remark", "备注", text_up_to(200), "说明"),
)

BY_HEADING = {name: column for column in COLUMNS for name in (column.heading, *column.aliases)}
