"""The fact sheet of one lending step (查借阅事实表): who × which volume × which step.

Every attribute is required: a law that reads a missing attribute would silently never fire.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from rules.facts.attribute import Attribute, Label, Plain, attributes_of, derived
from rules.facts.checked import FactsRefused, plain_values
from rules.facts.lending_words import (
    APPROVAL_BY,
    CHANNEL,
    MODES,
    SCOPE,
    SECRECY,
    SOURCE,
    STEPS,
    SUB_PURPOSE,
    VOLUME,
    ApprovalBy,
    Channel,
    Mode,
    Scope,
    Secrecy,
    Source,
    Step,
    SubPurpose,
    VolumeIs,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LendingFacts:
    """All that the lending laws may look at. Counts are people or approvals, never negative."""

    step: Annotated[Step, STEPS]
    mode: Annotated[Mode, MODES]
    purpose: Annotated[str, Label("用途类别")]
    purpose_is_listed: Annotated[bool, Label("用途在规定范围内")]
    purpose_detail_given: Annotated[bool, Label("已写明具体事由")]
    lending_reason_is_listed: Annotated[bool, Label("外借理由在本室清单内")]
    approvals_missing: Annotated[int, Label("尚缺的审批数")]
    authority_approval_required: Annotated[bool, Label("须按管理权限报批")]
    form_printed: Annotated[bool, Label("审批表已打印")]
    form_sighted: Annotated[bool, Label("已见审批表原件")]
    form_signed: Annotated[bool, Label("审批表已签字")]
    form_sealed: Annotated[bool, Label("审批表已盖公章")]
    form_dated: Annotated[bool, Label("审批表已填日期")]
    form_matches: Annotated[bool, Label("审批表与登记一致")]
    readers: Annotated[int, Label("查阅人数")]
    readers_outside_personnel: Annotated[int, Label("既非组织人事干部又未列入例外的人数")]
    readers_not_party_members: Annotated[int, Label("非中共党员的人数")]
    reader_is_subject: Annotated[bool, Label("查阅人中有本人")]
    applicant_is_subject: Annotated[bool, Label("经办人即本人")]
    reader_is_relative: Annotated[bool, Label("查阅人中有亲属")]
    readers_identified: Annotated[int, Label("已核对证件的人数")]
    volume_in_open_custody: Annotated[bool, Label("该卷现在库外")]
    volume_is_lost: Annotated[bool, Label("该卷下落不明")]
    shelf_frozen: Annotated[bool, Label("同架有卷下落不明，还没有清点")]
    dossier_secrecy: Annotated[Secrecy, SECRECY]
    channel: Annotated[Channel, CHANNEL]
    volume_evidence_present: Annotated[bool, Label("已扫描卷标签")]
    collection_code_valid: Annotated[bool, Label("取档码有效")]
    source: Annotated[Source, SOURCE]
    sub_purpose: Annotated[SubPurpose, SUB_PURPOSE]
    approval_document_given: Annotated[bool, Label("已写明批准文件或公函文号")]
    scope: Annotated[Scope, SCOPE]
    copies_named: Annotated[bool, Label("已列明复制摘录的材料")]
    approval_expired: Annotated[bool, Label("审批已过有效期")]
    within_opening_hours: Annotated[bool, Label("在阅档室开放时间内")]
    party_membership_certified: Annotated[bool, Label("单位已在表上证明查阅人政治面貌")]
    avoidance_declared: Annotated[bool, Label("查阅人均已签回避声明")]
    loan_over_most: Annotated[bool, Label("申请的借阅天数超过最长期限")]
    loan_is_overdue: Annotated[bool, Label("该卷借阅已逾期")]
    extensions_left: Annotated[int, Label("还可延期的次数")]
    unit_has_overdue_loan: Annotated[bool, Label("本单位有逾期未还的档案")]
    dossier_on_hold: Annotated[bool, Label("该档案暂缓办理")]
    handler_is_head: Annotated[bool, Label("由档案部门负责人办理")]
    handler_is_subject: Annotated[bool, Label("办理人即档案本人")]
    handler_is_barred: Annotated[bool, Label("办理人不得经手该档案")]
    reader_is_barred: Annotated[bool, Label("查阅人中有被取消查阅资格的人")]
    volume_counted: Annotated[bool, Label("已与查阅人清点件数页数")]
    carriers: Annotated[int, Label("押运人数")]
    bag_numbered: Annotated[bool, Label("已登记密封袋号")]
    carrying_way_is_listed: Annotated[bool, Label("运送方式在清单内")]
    reading_expired: Annotated[bool, Label("已过续阅的有效期")]
    certify_matter_given: Annotated[bool, Label("已写明要证明的事项")]
    reader_change_sealed: Annotated[bool, Label("更换查阅人处已盖公章")]
    volume_kind: Annotated[VolumeIs, VOLUME]
    rank_allows_duplicate: Annotated[bool, Label("干部职级可以建立副本")]
    superior_approval_required: Annotated[bool, Label("须先经上级组织部门批准")]
    readers_answered_only: Annotated[int, Label("既非组织人事干部又非党员的人数")]
    review_of_relatives: Annotated[bool, Label("事由是亲属政审")]
    approval_by: Annotated[ApprovalBy, APPROVAL_BY]
    signed_by_tap: Annotated[bool, Label("以点按钮签批")]
    returner_present: Annotated[bool, Label("送还的同志在场")]
    returner_is_counter: Annotated[bool, Label("送还的人就是清点的人")]
    counted_page_by_page: Annotated[bool, Label("已对照目录逐页清点")]
    material_changed: Annotated[bool, Label("归还时材料有增减、抽换或损坏")]


_FIELDS = attributes_of(LendingFacts)
ATTRIBUTES: dict[str, Attribute] = {
    **_FIELDS,
    "readers_unidentified": derived("readers_unidentified", "尚未核对证件的人数"),
}

_plain = plain_values(LendingFacts)
LONGEST_CODE = 64


def sheet(facts: LendingFacts) -> dict[str, Plain]:
    """The facts as plain values, derived ones added; raises FactsRefused for anything untyped.

    The engine fails on lone surrogates and long codes, so the one free code is settled here.
    """
    plain = _plain(facts)
    _require_code(str(plain["purpose"]))
    plain["readers_unidentified"] = readers_unidentified(facts)
    return plain


def readers_unidentified(facts: LendingFacts) -> int:
    """How many of the named readers have not yet shown their card at the counter."""
    return max(0, facts.readers - facts.readers_identified)


def _require_code(purpose: str) -> None:
    if len(purpose) > LONGEST_CODE:
        raise FactsRefused("purpose is too long for a code")
    if any("\ud800" <= mark <= "\udfff" for mark in purpose):
        raise FactsRefused("purpose is not proper text")
