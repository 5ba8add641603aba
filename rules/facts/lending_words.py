"""The listed values of the lending facts (查借阅事实的取值), each with its Chinese word."""

from __future__ import annotations

from typing import Literal

from rules.facts.attribute import Label

Step = Literal[
    "submit",
    "unit_sign",
    "room_review",
    "authority_approve",
    "hand_over",
    "resume",
    "swap_reader",
    "check_certificate",
    "extend",
    "return_check",
]
Mode = Literal["consult", "lend", "copy", "certify"]
Secrecy = Literal["none", "work_secret", "secret"]
Channel = Literal["counter", "inside", "outside"]
Source = Literal["unit", "section", "organ", "walk_in"]
SubPurpose = Literal["none", "listed", "unlisted"]
Scope = Literal["classes", "whole", "unnamed"]
ApprovalBy = Literal["paper", "confirm", "electronic"]
VolumeIs = Literal["original", "duplicate"]

STEPS = Label(
    "环节",
    {
        "submit": "提交申请",
        "unit_sign": "单位签批",
        "room_review": "档案部门审核",
        "authority_approve": "按管理权限审批",
        "hand_over": "出库交接",
        "resume": "续阅",
        "swap_reader": "更换查阅人",
        "check_certificate": "核对证明",
        "extend": "延期归还",
        "return_check": "归还核对",
    },
)
MODES = Label(
    "方式", {"consult": "查阅", "lend": "借阅", "copy": "复制摘录", "certify": "代查出证"}
)
SECRECY = Label("涉密标识", {"none": "无", "work_secret": "工作秘密", "secret": "国家秘密"})
CHANNEL = Label("申请来路", {"counter": "窗口", "inside": "内网", "outside": "外部渠道"})
SOURCE = Label(
    "申请来源",
    {
        "unit": "单位",
        "section": "组织部门内设科室",
        "organ": "纪检监察、巡视巡察、司法机关",
        "walk_in": "窗口代录",
    },
)
SUB_PURPOSE = Label("用途细项", {"none": "未细分", "listed": "在清单内", "unlisted": "不在清单内"})
SCOPE = Label("查阅范围", {"classes": "指明类别", "whole": "全卷", "unnamed": "未写明"})
APPROVAL_BY = Label(
    "签批方式", {"paper": "纸质签批", "confirm": "纸质签批，点确认", "electronic": "电子签批"}
)
VOLUME = Label("正副本", {"original": "正本", "duplicate": "副本"})
