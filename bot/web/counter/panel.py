"""The large answer under the scan box (结果牌): yes, no or ask, a title and a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

YES, NO, ASK = "yes", "no", "ask"


@dataclass(frozen=True, slots=True)
class Panel:
    """What happened, and which case is in hand afterwards (`ref`, or none)."""

    outcome: str
    title: str
    text: str
    ref: str = ""
    reasons: list[dict[str, Any]] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    # The volume that is counted first, where one was scanned.
    label: str = ""
    # Who brought it back, kept from one volume to the next.
    returner: str = ""
    # The list in hand, where one is being counted in instead of a case.
    submission: str = ""


def unknown(ref: str = "") -> Panel:
    """The same for what does not exist and for what another room keeps."""
    text = (
        "可能不是本室的取档码、审批表、移交清单或档案标签，请核对后再扫；清单改过的，扫新打印的。"
        "还没有贴标签的卷，请键入档案编号、空一格、库位。没有改动任何内容。"
    )
    return Panel(NO, "这里没有对应的办件", text, ref)


def broken(ref: str = "") -> Panel:
    return Panel(NO, "编码不完整，请再扫一次", "也可以照码下面的字键入，空格和横线不用管。", ref)


def nothing(ref: str = "") -> Panel:
    return Panel(ASK, "没有扫到内容", "请把光标放在扫码框里，再扫一次。", ref)
