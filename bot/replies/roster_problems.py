"""What an office reads when a roster (花名册) cannot be imported yet: one sentence per code.

A sentence says what was found and what is expected. None repeats a name or an id number.
"""

from __future__ import annotations

from core.holdings.roster import Problem

SENTENCES = {
    "workbook_unreadable": "这个文件打不开，可能不是表格或已损坏。请用 WPS 另存为 .xlsx 再导入。",
    "workbook_encrypted": "这个文件设了打开密码。请先取消密码，另存后再导入。",
    "workbook_too_big": "这个文件太大，超过 {megabytes} MB。请删去无关内容，或分成几个文件导入。",
    "workbook_too_wide": "表格右侧 BZ 列以外或第 99999 行以后有零散内容。请清除后另存再导入。",
    "sheet_missing": "没有名为“花名册”的工作表，现有：{sheets}。请把要导入的表改名为“花名册”。",
    "headings_missing": "没有找到表头。请保留一行列名，至少有“姓名”“身份证号”“档案编号”等必填列。",
    "report_sheet_missing": "没有名为“进度”的工作表。请用发下去的表填写，不要改工作表的名称。",
    "report_headings_missing": "这张表没有找到表头。请保留发下去的那一行列名。",
    "report_empty": "“进度”一张表没有填写。请至少填写一行。",
    "report_code_missing": "没有找到回表码。请用发下去的表填写，保留最上面一行。",
    "report_of_another": "这份表的回表码不是这个单位的。请核对是谁的表。",
    "report_counts_exceed": "已销号、以说明代补、逾期合计 {value}，超过应补 {most}。请核对。",
    "heading_missing": "表头缺少“{column}”一列。请补上这一列并填写。",
    "heading_twice": "表头里“{column}”出现了不止一次（或与同义的列重复）。请只保留一列。",
    "nobody_listed": "表头下面没有人员。请至少填写一行。",
    "cell_empty": "“{column}”没有填写。这一项必填，请补填。",
    "text_too_long": "“{column}”太长，上限 {longest} 个字。请精简。",
    "name_unreadable": "姓名里有数字、问号或方框，可能是生僻字没有显示出来。请按证件重新录入。",
    "date_unreadable": "“{column}”填的是“{value}”，看不出年月。请写成“1985-08”的样子。",
    "date_without_month": "“{column}”填的是“{value}”，只有年份。请补上月份，写成“1985-08”的样子。",
    "date_month_impossible": "“{column}”填的是“{value}”，月份应为 1 到 12。请写成“1985-08”的样子。",
    "date_month_ambiguous": (
        "“{column}”是数字“{value}”，分不清 1 月还是 10 月（表格会去掉末尾的 0）。"
        "请设为文本，写成“1985-01”或“1985-10”的样子。"
    ),
    "date_year_impossible": "“{column}”填的是“{value}”，年份应在 1900 到 2099 之间。请核对。",
    "date_in_future": "“{column}”是 {value}，还没有到。请核对。",
    "choice_unknown": "“{column}”填的是“{value}”。请从这些里选填：{offered}。",
    "room_unknown": "“{column}”填的是“{value}”，系统里没有这个档案室。请从这些里选填：{offered}。",
    "count_unreadable": "“{column}”填的是“{value}”。请填 0 到 {most} 的阿拉伯数字，例如 1。",
    "id_stored_as_number": (
        "身份证号被表格存成了数字，末几位已经变样。请把这一列设为文本，再按证件重新录入。"
    ),
    "id_wrong_length": "身份证号应为 18 位，末位可为 X；这里是 {length} 位或含其他字符。请核对。",
    "id_birth_date_impossible": "身份证号第 7 至 14 位不是一个日期。请按证件核对。",
    "id_check_digit_wrong": "身份证号末位与前 17 位对不上，可能有一位录入有误。请按证件核对。",
    "born_contradicts_id": (
        "“{column}”是 {value}，与身份证号中的出生年月不一致。"
        "经组织认定的以认定为准，不必改；没有认定过的请核对这两项。"
    ),
    "not_after_birth": "“{column}”是 {value}，不晚于出生年月 {born}。请核对这两项。",
    "no_volume": "正本、副本卷数都是 0。至少应有一卷，请核对。",
    "dossier_number_twice": "“{column}”与第 {first} 行相同。每人一个编号，请核对这两行。",
    "id_number_twice": "“{column}”与第 {first} 行相同。同一人只列一行，请核对这两行。",
    "day_unreadable": "“{column}”填的是“{value}”，看不出是哪一天。请写成“2026-11-20”的样子。",
    "dossier_unknown": "花名册和系统里都没有档案编号“{value}”。请核对编号，或先在花名册补上这一行。",
    "volume_unknown": "档案“{value}”没有这一卷。请核对正副本和卷次，或改花名册里的卷数。",
    "unit_unknown": "花名册、“单位”表和系统里都没有“{value}”。请核对单位名称，或先在“单位”表补上。",
    "line_twice": "这一行与第 {first} 行说的是同一项。请只保留一行。",
    "due_before_loan": "“{column}”是 {value}，早于借出日期。请核对这两项。",
    "volume_is_out": "这一卷在系统里已经登记为库外。请核对：已登记的不必再填，请删去这一行。",
    "number_is_anothers": "人员编号“{value}”已是别的同志在用。请核对编号，或留空由系统编。",
    "nobody_to_record": "系统里还没有管理员，在借和联络员不能登记。请先办理初始化，再导入。",
}


def sentence(problem: Problem) -> str:
    """The sentence that names what to put right."""
    return SENTENCES[problem.code].format(column=problem.column or "", **problem.facts)


def as_row(problem: Problem) -> dict[str, str | int | None]:
    """A row of `problems` as `import --json` prints it: sheet, row, column, problem."""
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "problem": sentence(problem),
    }
