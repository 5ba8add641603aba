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


def _key(field: str, heading: str, read: Callable[[Cell], Value], *aliases: str) -> Column:
    return Column(field, heading, read, aliases, required=True)


def _may(field: str, heading: str, read: Callable[[Cell], Value], *aliases: str) -> Column:
    return Column(field, heading, read, aliases)


def _else(blank: Value, column: Column) -> Column:
    return Column(column.field, column.heading, column.read, column.aliases, blank=blank)


one_of = choices.one_of

COLUMNS = (
    _key("name", "姓名", person_name),
    _key("gender", "性别", one_of(choices.GENDER)),
    _may("ethnicity", "民族", one_of(choices.ETHNICITY)),
    _key("born", "出生年月", year_month, "出生日期", "出生时间", "生日"),
    _may("began_work", "参加工作时间", year_month, "工作时间", "参加工作年月", "参加工作日期"),
    _may("joined_party", "入党时间", year_month, "入党年月", "入党日期"),
    _may("party_standing", "政治面貌", one_of(choices.PARTY_STANDING)),
    _may("fulltime_education", "全日制学历", text_up_to(30), "全日制教育"),
    _may("inservice_education", "在职学历", text_up_to(30), "在职教育"),
    _key("unit", "工作单位", text_up_to(80), "单位", "单位名称", "所在单位"),
    _may("post", "职务", text_up_to(60), "现任职务", "工作职务"),
    _may("rank", "职级", text_up_to(30), "现任职级"),
    _key("custody_authority", "管理权限", one_of(choices.CUSTODY_AUTHORITY), "干部管理权限"),
    _key("id_number", "身份证号", id_number, "身份证号码", "公民身份号码", "居民身份证号码"),
    _key("dossier_number", "档案编号", number_up_to(30), "档案号", "档案编码"),
    _key("originals", "正本卷数", count_of_volumes, "正本"),
    _else(0, _may("duplicates", "副本卷数", count_of_volumes, "副本")),
    _may("slot", "库位", number_up_to(20), "库位号", "存放位置"),
    _else("none", _may("secrecy", "密级", one_of(choices.SECRECY))),
    _key("room", "管档单位", text_up_to(60), "档案室", "档案管理单位"),
    _may("unit_nature", "单位性质", one_of(choices.UNIT_NATURE)),
    _may("establishment", "编制类型", one_of(choices.ESTABLISHMENT), "编制", "编制性质"),
    _may("personnel_kind", "人员类别", one_of(choices.PERSONNEL_KIND), "人员类型", "人员身份"),
    _else("none", _may("title_level", "职称", one_of(choices.TITLE_LEVEL), "职称级别")),
    _else(False, _may("selected_graduate", "选调生", choices.yes_or_no, "是否选调生")),
    _else("in_post", _may("status", "状态", one_of(choices.STATUS), "人员状态")),
    _may("remark", "备注", text_up_to(200), "说明"),
)

BY_HEADING = {name: column for column in COLUMNS for name in (column.heading, *column.aliases)}
