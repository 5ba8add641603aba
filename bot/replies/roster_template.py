"""The template workbook (建室模板): every sheet with headings, examples and lists to choose from.

Examples are comments on the headings, not rows: a row that nobody took out would be imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from core.holdings.roster import choices
from core.holdings.roster.columns import COLUMNS, Column
from core.holdings.roster.other_sheets import OPTIONAL
from core.holdings.roster.read_roster import SHEET

ROWS_WITH_LISTS = 5000
LISTS = "选项"
HEAD = PatternFill("solid", fgColor="E8E1D5")
NEEDED = Font(bold=True, color="9B1C1C")
OPTIONAL_FONT = Font(bold=True)
NOTES = (
    "一、只有“花名册”一张表必填；“单位”“联络员”“目录”“材料目录”“在借”用得着就填，用不着就空着。",
    "二、红字列必填。列的次序可以调，不认识的列会略过；表头上面可以有标题。",
    "三、身份证号、档案编号、年月各列已设为文本，粘贴时请选“只粘贴数值”，不要改格式。",
    "四、年月写成 1985-08，日期写成 2026-11-20。有下拉的列请从下拉里选。",
    "五、花名册每人一行，以档案编号认人：再次导入时，编号相同的更新，没有的新增，不会删除；表里没有的列保持原样，已有的库位不改。",
    "六、正本卷数、副本卷数是本室实际保管的卷数。标签不必先贴，凭档案编号加库位即可开始办理。",
    "七、目录表每卷每类一行，填件数和页数，用于归还时清点；材料目录表每件材料一行，用于查缺。",
    "八、在借表填启用那天还在外面的卷，照实填借出日期和应还日期。",
    "九、身份证号只用来核对，系统只保存后四位。",
    "十、在“案头”的“导入”一页先核对再导入，或用 danggui import 文件.xlsx --dry-run；"
    "有一处需要改，就一行也不导入。",
)


def template_workbook() -> bytes:
    """The bytes of the .xlsx; read back empty, it has headings and nobody listed."""
    book = Workbook()
    notes = book.active
    notes.title = "说明"
    for row, text in enumerate(("建室工作簿填写说明", *NOTES), start=1):
        notes.cell(row, 1, text).alignment = Alignment(wrap_text=True, vertical="top")
    notes["A1"].font = Font(bold=True, size=14)
    notes.column_dimensions["A"].width = 96
    lists = _Lists(book)
    _sheet(book, SHEET, COLUMNS, lists)
    for sheet in OPTIONAL:
        _sheet(book, sheet.name, sheet.columns, lists)
    lists.hide()
    content = BytesIO()
    book.save(content)
    return content.getvalue()


class _Lists:
    """The words of every list, in one hidden sheet: lists written into a cell end at 255 letters."""

    def __init__(self, book: Workbook) -> None:
        self.page = book.create_sheet(LISTS)
        self.at: dict[str, str] = {}

    def hide(self) -> None:
        self.page.sheet_state = "hidden"

    def range_of(self, field: str) -> str:
        """Where the words of this column stand."""
        if field not in self.at:
            table = choices.BY_FIELD[field]
            words = [choices.shown(table, code) for code in table]
            letter = get_column_letter(len(self.at) + 1)
            for row, said in enumerate(words, start=1):
                self.page[f"{letter}{row}"] = said
            self.at[field] = f"{LISTS}!${letter}$1:${letter}${len(words)}"
        return self.at[field]


def _sheet(book: Workbook, name: str, columns: Sequence[Column], lists: _Lists) -> None:
    page = book.create_sheet(name)
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        cell = page.cell(1, place, column.heading)
        cell.font, cell.fill = (NEEDED if column.required else OPTIONAL_FONT), HEAD
        page.column_dimensions[letter].width = max(len(column.heading) * 2 + 4, 12)
        if example := EXAMPLES.get(column.field):
            cell.comment = Comment(f"例：{example}", "当归")
        _format(page, letter, column, lists)
    page.freeze_panes = "A2"


def _format(page: Any, letter: str, column: Column, lists: _Lists) -> None:
    cells = f"{letter}2:{letter}{ROWS_WITH_LISTS}"
    if column.field not in COUNTS:
        page.column_dimensions[letter].number_format = "@"
    if column.field in choices.BY_FIELD:
        offered = DataValidation(
            type="list", formula1=lists.range_of(column.field), allow_blank=not column.required
        )
        offered.showErrorMessage = False  # other spellings are understood, too
        offered.add(cells)
        page.add_data_validation(offered)
    elif column.field in COUNTS:
        whole = DataValidation(type="whole", operator="between", formula1="0", formula2="9999")
        whole.error = "请填 0 到 9999 的整数。"
        whole.add(cells)
        page.add_data_validation(whole)


COUNTS = frozenset({"pieces", "pages", "originals", "duplicates", "ordinal"})
EXAMPLES = {
    "name": "柳思远",
    "born": "1985-08",
    "began_work": "2007-07",
    "joined_party": "2009-06",
    "unit": "市财政局",
    "post": "预算科科长",
    "id_number": "18 位，末位可为 X",
    "dossier_number": "GB-00001",
    "originals": "1",
    "duplicates": "0",
    "slot": "A-01-1",
    "room": "组织部档案室",
    "document": "备〔2026〕12号",
    "until": "2027-11-20",
    "opened_on": "2026-11-20",
    "due_on": "2026-12-01",
    "ordinal": "1",
    "pieces": "46",
    "pages": "212",
    "number": "留空由系统编",
    "handler": "经手同志的姓名",
    "remark": "可不填",
}
