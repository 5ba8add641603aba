"""What pages, sheets and chat say of gaps and facts (查缺用语)."""

from __future__ import annotations

from rules.material_words import CURES, OWNERS

STATES = {"open": "待补", "closed": "已销号", "explained": "以说明代补"}
FACTS = {
    "degree": "学历学位",
    "appointment": "任职",
    "pay_step": "工资变动",
    "title": "职称",
    "training": "两个月以上培训",
    "secondment": "援派、挂职",
    "transfer": "工作调动",
    "military": "服役",
    "abroad": "因公出国（境）",
    "award": "奖励",
    "sanction": "处分",
    "delegate": "代表、委员",
    "renamed": "改名",
    "dates_changed": "年龄、工龄、党龄等更改",
    "league_member": "入团",
    "other_party": "民主党派",
    "left_office": "领导干部离任",
    "retired": "退休",
    "resigned": "辞职、辞退、解聘、开除",
    "died": "去世",
    "not_assessed": "当年未参加考核",
    "rank_step": "职级晋升、套改",
    "hired": "招工、聘用、聘干",
    "secretary": "任党组织书记",
    "talent": "院士、人才工程",
    "residence": "国（境）外居留",
    "party_change": "党籍变动",
}
SOURCES = {"roster": "花名册", "hand": "人工登记", "lrm": "任免审批表文件"}
GRADES = {
    "fulltime_secondary": "学历：高中、中专",
    "fulltime_college": "学历：全日制大专",
    "fulltime_bachelor": "学历：全日制本科",
    "fulltime_graduate": "学历：全日制研究生",
    "inservice_college": "学历：在职大专",
    "inservice_bachelor": "学历：在职本科",
    "inservice_graduate": "学历：在职研究生",
    "abroad_bachelor": "学历：国（境）外本科",
    "abroad_graduate": "学历：国（境）外研究生",
    "section_up": "任职：副科级以上",
    "below_section": "任职：副科级以下",
    "party": "处分：党纪",
    "administrative": "处分：政务、组织处理",
    "court": "处分：司法、公安",
    "credit": "处分：失信、监管",
    "review": "处分：复查、撤销",
}


def cures(cure: tuple[str, ...], best: str) -> str:
    """The ways to cure from the best that may be asked for, in order: 原件→盖章复印件→证明→短缺说明."""
    ways = cure[cure.index(best) :] if best in cure else cure
    return "→".join(CURES[it] for it in ways)


def owner_word(owner: str) -> str:
    """Who must provide it."""
    return OWNERS.get(owner, owner)


def lacking(title: str, occasion: str) -> str:
    """The paper with its occasion: 年度考核登记表（2019年）."""
    if not occasion:
        return title
    year = occasion.isascii() and occasion.isdigit()
    return f"{title}（{occasion}年）" if year else f"{title}（{occasion}）"
