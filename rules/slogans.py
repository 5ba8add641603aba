"""Slogans and rules of practice (口号与规则): which laws carry each, on what basis, shown by which test.

The rows are those of the domain notes; a row without a law says what holds in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.book import RuleBook
from rules.law import Law

LOCAL_SLOGAN = "four_no_reading"


@dataclass(frozen=True, slots=True)
class SloganRow:
    """A slogan or rule, its laws in the order of the book, and where there is none, what holds."""

    name: str
    says: str
    laws: tuple[Law, ...]
    instead: str = ""


_FOUR: dict[str, tuple[str, ...]] = {
    "without_approval": ("consult_form_missing", "consult_unapproved", "form_unsigned"),
    "without_two": ("too_few_readers", "reader_not_party_member"),
    "self_or_kin": ("applicant_is_subject", "reader_is_subject", "reader_is_relative"),
    "beyond_scope": ("purpose_unlisted", "purpose_detail_missing", "whole_scope_unexplained"),
}
_FORM = ("form_not_printed", "form_unsigned", "form_unsealed", "form_undated", "form_differs")
_ROWS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    (
        "R-CON-1",
        "没有审批表、签字或公章不办",
        ("consult_form_missing", "loan_form_missing", *_FORM),
        "",
    ),
    (
        "R-CON-2",
        "两人以上，一般为党员，当面核对证件",
        (
            *("too_few_readers", "reader_not_party_member", "party_membership_uncertified"),
            *("reader_unidentified", "reader_change_unsealed"),
        ),
        "",
    ),
    (
        "R-CON-3",
        "本人及亲属不查，本人权益走代查",
        (
            *("applicant_is_subject", "reader_is_subject", "reader_is_relative"),
            *("avoidance_undeclared", "rights_path_not_lent", "handler_is_subject"),
        ),
        "",
    ),
    (
        "R-CON-4",
        "用途限于第三十一条；第五项要有批准文件",
        (
            *("purpose_unlisted", "purpose_detail_missing", "history_document_missing"),
            "sub_purpose_unlisted",
        ),
        "",
    ),
    (
        "R-CON-5",
        "按干部的管理权限审批；中管、省管的先经上级组织部门批准",
        ("superior_approval_missing", "authority_approval_needed", "consult_unapproved"),
        "",
    ),
    (
        "R-CON-6",
        "在阅档室、在规定时间内、只看需要的部分",
        (
            *("outside_opening_hours", "approval_expired", "whole_scope_unexplained"),
            *("reading_expired", "count_before_missing"),
        ),
        "查阅当天归还由交接时写下的归还日期保证",
    ),
    (
        "R-LOAN-1",
        "一般不外借；有理由、经批准、手续全才借",
        ("loan_reason_unlisted", "loan_unapproved", "loan_form_missing"),
        "",
    ),
    (
        "外借的运送",
        "两人押运、密封编号、走规定的路",
        ("too_few_carriers", "bag_number_missing", "carrying_way_unlisted"),
        "",
    ),
    (
        "签批方式",
        "纸质签批、点确认、电子签批三种，由两名管理员改定",
        ("tap_is_no_signature", "avoidance_undeclared_at_window"),
        "",
    ),
    (
        "R-LOAN-2",
        "借期有限，到期前延期一次，逾期不再借",
        ("loan_too_long", "extension_too_late", "extension_used_up", "unit_has_overdue_loan"),
        "",
    ),
    (
        "R-LOAN-3",
        "归还当面逐页清点，两个人",
        ("return_uncounted", "return_not_face_to_face", "return_counted_by_one"),
        "",
    ),
    ("R-LOAN-4", "外借理由以本室清单为准，空着即不借", ("loan_reason_unlisted",), ""),
    (
        "R-LOG-1",
        "抽换、增补、销毁材料须审批并记录",
        ("material_change_undecided",),
        "查借阅各环节不能改动材料，只在归还时发现；归档、销毁属收集归档的规定",
    ),
    (
        "机关材料直接交接",
        "第八类、第五类和纪检、审计材料由来源机关直接交档案室；上级管理的干部的材料不经本单位联络员",
        (
            *("class_eight_by_contact", "class_five_by_contact", "organs_kind_by_contact"),
            *("organs_words_by_contact", "superiors_material_by_contact"),
        ),
        "",
    ),
    (
        "R-COL-1 本人",
        "看清是谁的材料，与档案里的姓名、出生时间一致",
        (
            *("person_unclear", "wrong_person", "listed_name_differs"),
            *("name_differs", "birth_differs"),
        ),
        "",
    ),
    (
        "R-COL-2 完整",
        "办理完毕、头尾齐全、成套、字迹清楚、填写规范",
        (
            *("matter_unfinished", "not_whole", "set_incomplete"),
            *("illegible", "filled_in_poorly", "pages_differ"),
        ),
        "",
    ),
    (
        "R-COL-3 手续",
        "签字、盖章、日期、文号俱全；复印件注明日期并盖章",
        (
            *("unsigned", "unsealed", "undated", "document_unnumbered"),
            *("form_not_accepted", "copy_undated", "copy_unsealed"),
        ),
        "",
    ),
    (
        "R-COL-4 纸张",
        "A4、装订边、耐久的书写材料",
        ("paper_unfit", "margin_missing", "ink_fades"),
        "",
    ),
    (
        "R-COL-5 范围",
        "属归档范围、不重复",
        ("out_of_scope", "catalogued_already", "same_content"),
        "",
    ),
    (
        "R-COL-6 时间",
        "形成时间说得通；系统只提示，由人核定",
        ("formed_in_future", "formed_before_birth", "formed_too_young", "flags_undecided"),
        "",
    ),
    (
        "鉴别回避",
        "不鉴别本人的、不得经手的材料",
        ("inspector_is_subject", "inspector_is_barred"),
        "",
    ),
    (
        "R-COPY-1",
        "副处级以上才建副本；复制以审批所列为限",
        ("copies_unnamed", "duplicate_below_rank"),
        "副本随正本变动属收集归档的规定",
    ),
    (
        "只答复不提供",
        "非组织人事又非党员的只答复；亲属政审凭证明；本人权益走代查",
        (
            *("reader_answered_not_shown", "relatives_reviewed_by_certificate"),
            *("reader_outside_personnel", "rights_path_not_lent", "certify_matter_missing"),
        ),
        "",
    ),
    (
        "介绍信不替代审批表",
        "普通介绍信、公函不能代替《查（借）阅审批表》",
        ("consult_form_missing", "loan_form_missing", "organ_letter_missing"),
        "只带介绍信的，按未见审批表原件办",
    ),
    (
        "办案查阅",
        "直接报负责人，不通知其他任何人",
        (
            *("organ_at_the_window", "organ_letter_missing", "organ_not_signed_by_unit"),
            *("discipline_review_by_head", "discipline_not_outside", "reader_outside_personnel"),
        ),
        "",
    ),
    ("经手限制", "不得经手、取消资格的人不办", ("handler_is_barred", "reader_is_barred"), ""),
    ("暂缓办理", "组织决定暂缓的档案不动", ("dossier_on_hold",), ""),
    ("保密", "涉密档案不经网上渠道", ("secret_dossier", "work_secret_dossier"), ""),
    (
        "一卷一处",
        "同一卷同一时间只有一处保管，下落不明的不办",
        ("volume_in_open_custody", "volume_out_at_review", "volume_lost", "shelf_frozen"),
        "",
    ),
    (
        "实物凭据",
        "见到卷、见到码才交接",
        ("volume_evidence_missing", "collection_code_invalid"),
        "",
    ),
)


def slogan_table(book: RuleBook) -> tuple[SloganRow, ...]:
    """Every row; laws that a room has removed are left out of theirs."""
    return tuple(_all(book))


def _all(book: RuleBook) -> Iterator[SloganRow]:
    for slogan, says in (("三不借", "借阅的三条底线"), ("三不查", "查阅的三条底线")):
        yield SloganRow(slogan, says, tuple(law for law in book.laws if slogan in law.slogan))
    for code, title in book.lists[LOCAL_SLOGAN].items.items():
        yield SloganRow("四不查阅（本室核定）", title, _named(book, _FOUR.get(code, ())))
    for name, says, codes, instead in _ROWS:
        yield SloganRow(name, says, _named(book, codes), instead)


def _named(book: RuleBook, codes: tuple[str, ...]) -> tuple[Law, ...]:
    return tuple(law for law in book.laws if law.code in codes)
