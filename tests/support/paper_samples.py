"""每种纸面一份样张，内容都取最长最怪的 / A sample of every form, filled with the longest and oddest.

Everyone in it is invented. A form without a sample fails the test of how paper looks.
"""

from __future__ import annotations

from typing import Any

from bot.replies.qr import qr_svg
from bot.web.purpose_words import in_short
from rules.book import load_book

NAME = "阿卜杜拉·买买提江"
UNIT = "青川市农业农村和水利水土保持综合行政执法监督局"
POST = "党组成员、副局长（兼综合行政执法支队支队长）"
NUMBER = "组档办〔2026〕0137号"
CODE = "VK7M4QX29TBH"
DAY = "2026年11月25日"
WHEN = "11月25日（周三）17:00"
ROOM = {"name": "青川市委组织部干部人事档案室", "telephone": "0000-5550101"}
SEARCHED = "A 区 24 列相邻三格、阅档室还卷台、整理间待上架小车和打印机旁的周转箱，逐格逐盒翻看"
SAID = "没有找到；邻格两盒次序有误，已调回，盒内各卷与目录相符"
FINDING = (
    "据一九九八年七月《高等学校毕业生转正定级审批表》和同年八月《干部履历表》记载，一九九八年七月参加工作；"
    "一九九八年七月至二〇〇三年五月在青川市农业局工作，历任办事员、科员、副主任科员；二〇〇三年五月至二〇一一年十月"
    "在青川市水利水土保持局工作，任办公室主任；二〇一一年十月至今任现职。档案中未见其他与参加工作时间不一致的记载，"
    "二〇一六年干部人事档案专项审核认定的参加工作时间与上述记载一致。"
)
SOURCE = "九、工资任免类：转正定级审批表（一九九八年七月）、工资变动审批表（二〇〇六年七月）；一、履历类：干部履历表"
CURE = {"title": "复印件未注明复印时间", "remedy": "请注明时间并加盖组织人事部门公章"}
SHORT = [{"name": "王小明", "unit_post": "市财政局副局长", "authority": "市管"}]
VOLUME = {
    "number": "DW-20260412",
    "part": "正本 第 1 卷",
    "pieces": 146,
    "pages": 1212,
    "due": "11月25日（周三）",
    "subject": NAME,
    "out": True,
}


def samples() -> dict[str, dict[str, Any]]:
    """By the form's name, the context of its template."""
    return {
        **_forms_and_slips(),
        **_labels(),
        **_letters(),
        **_sheets(),
        **_of_material(),
        "register": _register(),
    }


def _forms_and_slips() -> dict[str, dict[str, Any]]:
    reader = {
        "name": NAME,
        "politics": "中共党员",
        "post": "组织人事干部",
        "card": "002X",
        "phone": "",
    }
    form = {
        "number": NUMBER,
        "short_code": "表号末四位 0137",
        "svg": qr_svg(CODE, on_paper=True),
        "printed_at": WHEN,
        "unit": UNIT,
        "contact": "柳思远",
        "phone": "",
        "readers": [reader, {**reader, "name": "李一"}],
        "subjects": [{"name": NAME, "unit_post": f"{UNIT}{POST}", "authority": "市管"}, *SHORT],
        "purposes": [
            {"word": in_short(purpose.title), "here": name == "personnel_work"}
            for name, purpose in load_book().purposes.items()
        ],
        "reason": "拟任人选考察，" * 4,
        "scope": "一、履历；三、考核；四、学历职称；九、工资任免",
        "modes": [{"word": w, "here": w == "查阅"} for w in ("查阅", "借阅", "复制", "代查")],
        "term": "7 个工作日",
        "due": "12月4日（周五）",
        "avoidance": "查（借）阅人与被查（借）阅人不存在亲属关系，不查阅本人档案；如有不实，愿承担责任。",
        "opinions": [
            {
                "title": "单位负责人意见",
                "sentence": "查（借）阅人政治面貌属实，同意。",
                "seal": True,
            },
            {"title": "档案管理部门意见", "sentence": "", "seal": True},
            {"title": "部领导意见", "sentence": "", "seal": False},
        ],
    }
    slip = {
        "number": NUMBER,
        "short_code": "CK7M 4QX2 9TBH W",
        "svg": qr_svg(CODE, on_paper=True),
        "unit": UNIT,
        "what": "查阅，录用、聘用、考核、考察、任免、调配、职级晋升等",
        "readers": [NAME, NAME],
        "slot": "工作日 9:00—11:30，14:00—17:00",
        "keep_until": "11月30日（周一）",
        "bring": ["审批表原件", "工作证", "身份证"],
        "volumes": 30,
        "printed_at": WHEN,
    }
    loan = {
        "number": "组档借〔2026〕0007号",
        "case": NUMBER,
        "unit": UNIT,
        "reason": "退（离）休审核，核对参加工作时间",
        "bag": "档袋2026-0038",
        "way": "单位公务车，两人专程护送",
        "carriers": [NAME, NAME],
        "left": WHEN,
        "due": "12月4日（周五）",
        "printed_at": WHEN,
        "volumes": [VOLUME] * 40,
    }
    halves = ("来人联", "存根")
    invitation = {
        "number": "DW0137",
        "name": NAME,
        "role": "单位档案联络员",
        "unit": UNIT,
        "code": "M3K9 T7QD M3K9 T7QD M3K9 T7QD M3",
        "svg": qr_svg("https://archive.lan:8443/bind?code=" + "A" * 26, on_paper=True),
        "address": "https://archive.lan:8443/bind",
        "expires": WHEN,
        "date": DAY,
        "contact": ROOM["name"],
    }
    return {
        "approval_form": {"form": form},
        "collection_slip": {"slips": [{**slip, "half": half} for half in halves]},
        "loan_slip": {"slips": [{**loan, "half": half} for half in halves]},
        "invitation_slip": {"slip": invitation},
    }


def _labels() -> dict[str, dict[str, Any]]:
    label = {
        "svg": qr_svg(CODE, on_paper=True),
        "number": "DW-20260412",
        "part": "正本 第 1 卷",
        "slot": "A-24-01-03",
        "code": "VK7M 4QX2 9TBH",
        "name": NAME,
    }
    return {
        "volume_labels": {"pages": [[None, *[label] * 23], [label]]},
        "spine_slips": {"pages": [[label] * 14]},
    }


def _letters() -> dict[str, dict[str, Any]]:
    paper = {
        "number": "组档催〔2026〕0062号",
        "ordinal": 2,
        "date": DAY,
        "case": NUMBER,
        "unit": UNIT,
        "mode": "借阅",
        "lent_on": "11月12日（周四）",
        "due": "11月23日（周一）",
        "days_over": 14,
        "readers": [NAME, NAME],
        "volumes": [VOLUME] * 40,
        "subjects": [NAME] * 40,
        "purpose": "录用等",
        "document": "拟提拔任职人选考察",
    }
    report = {
        "number": "组档报〔2026〕0001号",
        "addressee": "中共青川市委组织部",
        "name": NAME,
        "unit_post": f"{UNIT}{POST}",
        "authority": "市管",
        "dossier": "DW-20260412",
        "part": "正本 第 1 卷",
        "counts": "146 件、1212 页",
        "slot": "A-24-01-03",
        "noticed": WHEN,
        "missed": WHEN,
        "confirmed": WHEN,
        "looks": [{"when": WHEN, "place": SEARCHED, "result": SAID}] * 12,
        "date": DAY,
    }
    certificate = {
        "number": "组档证〔2026〕0009号",
        "title": "参加工作时间证明",
        "case": NUMBER,
        "unit": UNIT,
        "subject": NAME,
        "post": POST,
        "dossier": "DW-20260412",
        "matter": "参加工作时间",
        "finding": FINDING,
        "source": SOURCE,
        "purpose": "社会保险",
        "date": DAY,
        "looked_up_by": NAME,
        "checked_by": NAME,
        "received_by": NAME,
        "handed": DAY,
        "printed_at": WHEN,
    }
    return {
        "return_notice": {"paper": paper},
        "reply": {"paper": paper},
        "loss_report": {"report": report, "printed_at": WHEN},
        "certificate": {"it": certificate},
    }


def _sheets() -> dict[str, dict[str, Any]]:
    shared = {
        "case": NUMBER,
        "unit": UNIT,
        "subjects": [NAME] * 40,
        "dossiers": ["DW-20260412"] * 40,
        "printed_at": WHEN,
    }
    numbered = {
        "number": "组档摘〔2026〕0021号",
        "holder": NAME,
        "issued": WHEN,
        "checked": WHEN,
        "state": "已核对",
        "material": "干部任免审批表（2019年6月）",
        "pages": 4,
        "registration": "",
    }
    check = {
        "case": NUMBER,
        "unit": UNIT,
        "mode": "借阅",
        "readers": [NAME, NAME],
        "subjects": [NAME] * 40,
        "lent_on": "11月12日（周四）",
        "printed": WHEN,
        "volumes": [VOLUME] * 40,
    }
    excerpt = {"classes": "三、考核", "stamp": "经核对与原件一致"}
    return {
        "excerpt": {**shared, **excerpt, "sheets": [numbered, numbered]},
        "copies": {
            **shared,
            **excerpt,
            "named": "干部任免审批表、公务员登记表",
            "sheets": [numbered] * 30,
        },
        "return_check": {"sheet": check},
    }


def _of_material() -> dict[str, dict[str, Any]]:
    piece = {
        "serial": 22,
        "title": f"干部任免审批表（拟任{POST}）",
        "occasion": "2026年第一批",
        "name": NAME,
        "formed": "2026年10月",
        "pages": 4,
        "form": "原件",
        "remark": "附考察材料",
        "missing": False,
    }
    copy = {
        "number": "组档移〔2026〕0012号",
        "label": "VK7M 4QX2 9TBH",
        "svg": qr_svg(CODE, on_paper=True),
        "sender": UNIT,
        "pages": [[piece] * 22, [piece] * 22],
        "listed": 44,
        "counted": 43,
        "missing": [7],
        "handed_by": NAME,
        "counted_by": NAME,
        "counted_on": DAY,
        "printed_at": WHEN,
    }
    paper = {"serial": "9-1-12", "title": f"工资变动审批表（{POST}）", "year": 2026, "month": 7}
    paper |= {"day": 31, "pages": 12, "remark": "复印件"}
    returned = {**piece, "result": "退回补办", "reasons": [CURE] * 2}
    slip = {"number": "组档退〔2026〕0007号", "list": copy["number"], "sender": UNIT, "date": DAY}
    slip |= {"fetched": NAME, "fetched_on": DAY, "lines": [returned] * 12}
    change = {
        "number": "组档变〔2026〕0003号",
        "date": DAY,
        "dossier": "DW-20260412",
        "material": f"九、工资变动审批表（{POST}）",
        "kind": "抽换",
        "state": "不办",
        "reason": "原件字迹褪色，换为加盖公章的复制件",
        "document": "组干字〔2026〕118号",
        "kept_at": "A-24-01-03",
        "asked_by": NAME,
        "confirmed_by": NAME,
    }
    lacking = {
        "name": NAME,
        "post": POST,
        "class": "9-1",
        "lacks": "工资变动审批表（二〇〇六年七月、二〇一四年十月、二〇一六年七月）",
        "cure": "先找原件；找不到的，由形成单位复制，注明日期并盖章；仍没有的，由主管单位出具证明",
        "owner": UNIT,
        "due": DAY,
        "note": "",
    }
    gaps = {"unit": UNIT, "leaders": True, "date": DAY, "printed_at": WHEN, "people": 40}
    return {
        "gap_list": {"paper": {**gaps, "lines": 40, "pages": [[lacking] * 40]}},
        "return_slip": {"slip": slip, "printed_at": WHEN},
        "material_register": {"lines": [change] * 20, "printed_at": WHEN},
        "submission_list": {"copies": [{**copy, "half": half} for half in ("存档联", "移交联")]},
        "catalogue": {
            "dossier": {"number": "DW-20260412", "name": NAME, "pieces": 146, "pages": 1212},
            "classes": [
                {"title": "九、工资、任免、出国和会议代表登记等材料", "lines": [paper] * 40}
            ],
            "printed_at": WHEN,
        },
    }


def _register() -> dict[str, Any]:
    line = {
        "position": 1,
        "at": "09:20",
        "movement": "取",
        "case": NUMBER,
        "subject": NAME,
        "post": POST,
        "volume": "DW-20260412 正本1",
        "readers": f"{NAME}、{NAME}",
        "unit": UNIT,
        "purpose": "录用等",
        "mode": "查阅",
        "classes": "一、履历",
        "pages": 1212,
        "staff": NAME,
        "result": "核对无误",
        "returner": NAME,
    }
    page = {"number": 12, "supplements": True, "lines": [line] * 8, "empty": 0}
    half = {**page, "number": 13, "lines": [line] * 3, "empty": 5}
    return {"pages": [page, half], "day": DAY, "year": 2026, "printed_at": WHEN}
