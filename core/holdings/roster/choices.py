"""The columns of a roster that take one of a few words (固定选项), with the spellings people use.

Each table maps a code to its Chinese; the first spelling is the one shown and offered as a cure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.holdings.roster.cells import Cell, ascii_text, text
from core.holdings.roster.problem import Unreadable, echo

GENDER = {"male": "男 男性", "female": "女 女性"}

PARTY_STANDING = {
    "cpc_member": "中共党员 党员 中国共产党党员 共产党员 中共正式党员",
    "cpc_probationary": "中共预备党员 预备党员",
    "league_member": "共青团员 团员",
    "rckk_member": "民革党员 民革",
    "cdl_member": "民盟盟员 民盟",
    "cndca_member": "民建会员 民建",
    "capd_member": "民进会员 民进",
    "cpwdp_member": "农工党党员 农工党",
    "zhigong_member": "致公党党员 致公党",
    "jiusan_member": "九三学社社员 九三学社 九三",
    "tdsgl_member": "台盟盟员 台盟",
    "no_party_figure": "无党派人士 无党派民主人士 无党派",
    "masses": "群众 普通群众",
}

CUSTODY_AUTHORITY = {
    "central": "中管 中央管理 中央管理干部 中管干部",
    "provincial": "省管 省委管理 省管干部",
    "municipal": "市管 市委管理 市管干部",
    "county": "县管 区管 县委管理 区委管理 县区管 县管干部 区管干部",
    "departmental": "部门管理 部门管 单位管理 本单位管理 部门",
}

SECRECY = {"none": "无 非密 不涉密 普通", "work_secret": "工作秘密", "secret": "秘密 秘密级"}

UNIT_NATURE = {
    "organ": "机关 党政机关 行政机关 行政",
    "public_institution": "事业 事业单位",
    "mass_organisation": "群团 群团组织 人民团体",
    "enterprise": "企业 国企 国有企业",
    "section": "内设科室 科室 考察组",
    "other": "其他 其它",
}

ESTABLISHMENT = {
    "administrative": "行政编制 行政编 行政 政法专项编制",
    "public_institution": "事业编制 事业编 事业",
    "enterprise": "企业编制 企业编 企业",
    "support_staff": "工勤编制 工勤编 工勤",
    "none": "无编制 编外",
}

PERSONNEL_KIND = {
    "civil_servant": "公务员",
    "equated": "参公 参公人员 参照公务员法管理 参照公务员法管理人员 参公管理",
    "institution_staff": "事业人员 事业单位人员 事业 事业单位工作人员",
    "enterprise_staff": "国企人员 国企 企业人员 企业",
    "support_staff": "工勤人员 工勤",
    "other": "其他 其它",
}

TITLE_LEVEL = {
    "senior": "正高 正高级",
    "associate_senior": "副高 副高级",
    "intermediate": "中级",
    "junior": "初级 助理级 员级",
    "none": "无 无职称",
}

STATUS = {
    "in_post": "在职 在岗",
    "retired": "退休 离休 离退休 已退休",
    "dead": "去世 死亡 已故 已去世",
    "moved_out": "调出 已调出 调离",
}

YES_NO = {"yes": "是 √ ✓ ✔ 1 Y YES TRUE 选调生", "no": "否 × ✗ 0 N NO FALSE 不是 非"}

VOLUME_KIND = {"original": "正本 正 原件卷", "duplicate": "副本 副"}

CLASSES = {
    "1": "一 1 第一类 履历 履历类",
    "2": "二 2 第二类 自传和思想 自传和思想类",
    "3": "三 3 第三类 考核鉴定 考核鉴定类",
    "4": "四 4 第四类 学历学位职称培训 学历学位、专业技术职务、学术评鉴、教育培训类",
    "4-1": "4-1 四-1 四之一 学历学位",
    "4-2": "4-2 四-2 四之二 专业技术职务",
    "4-3": "4-3 四-3 四之三 科研学术",
    "4-4": "4-4 四-4 四之四 培训",
    "5": "五 5 第五类 政审审计审核 政审、审计和审核类",
    "6": "六 6 第六类 党团 党、团类",
    "7": "七 7 第七类 表彰奖励 表彰奖励类",
    "8": "八 8 第八类 违规违纪违法处理处分 违规违纪违法处理处分类",
    "9": "九 9 第九类 工资任免出国会议代表 工资、任免、出国、会议代表类",
    "9-1": "9-1 九-1 九之一 工资",
    "9-2": "9-2 九-2 九之二 任免",
    "9-3": "9-3 九-3 九之三 出国",
    "9-4": "9-4 九-4 九之四 会议代表",
    "10": "十 10 第十类 其他 其他类",
}

PEOPLES = """
汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲
高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒
乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺
"""
ETHNICITY = {f"{people}族": f"{people}族 {people}" for people in PEOPLES.split()} | {
    "其他": "其他 其它"
}

BY_FIELD: Mapping[str, Mapping[str, str]] = {
    "gender": GENDER,
    "ethnicity": ETHNICITY,
    "party_standing": PARTY_STANDING,
    "custody_authority": CUSTODY_AUTHORITY,
    "secrecy": SECRECY,
    "unit_nature": UNIT_NATURE,
    "nature": UNIT_NATURE,
    "establishment": ESTABLISHMENT,
    "personnel_kind": PERSONNEL_KIND,
    "title_level": TITLE_LEVEL,
    "selected_graduate": YES_NO,
    "status": STATUS,
    "kind": VOLUME_KIND,
    "code": CLASSES,
}


def shown(table: Mapping[str, str], code: str) -> str:
    """The Chinese word of a code."""
    return table[code].split(" ", 1)[0]


def offered(table: Mapping[str, str]) -> str:
    """The words a person may choose from, as a sentence lists them; long lists by example."""
    words = [shown(table, code) for code in table]
    return "、".join(words) if len(words) <= 15 else "、".join(words[:5]) + "等规范名称"


def one_of(table: Mapping[str, str]) -> Callable[[Cell], str]:
    """A reader of cells for the table. It raises Unreadable(choice_unknown) on any other word."""
    codes = {word: code for code, words in table.items() for word in words.split()}

    def read(cell: Cell) -> str:
        code = codes.get(cell) if isinstance(cell, str) else None
        return code if code is not None else _by_spelling(codes, table, cell)

    return read


def _by_spelling(codes: Mapping[str, str], table: Mapping[str, str], cell: Cell) -> str:
    written = ascii_text(text(cell)).replace(" ", "").upper()
    if written not in codes:
        raise Unreadable("choice_unknown", value=echo(cell), offered=offered(table))
    return codes[written]


_yes_no = one_of(YES_NO)


def yes_or_no(cell: Cell) -> bool:
    """Whether the cell says yes: 是, a tick, 1, TRUE."""
    return _yes_no(cell) == "yes"
