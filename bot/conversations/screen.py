"""Screening (来言筛查): text that looks like an id number or dossier content is not kept.

It is looked at in memory before anything is stored; only the fact that it was dropped remains.
"""

from __future__ import annotations

import re
import unicodedata

_ID = re.compile(
    r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_CONTENT = re.compile(
    r"(党内(警告|严重警告)|留党察看|开除党籍|记过|记大过|撤销职务|政务处分|立案审查|审查调查"
    r"|出生日期(是|为|应)|改(了)?年龄|病历|离婚)"
)


def looks_private(text: str) -> bool:
    """Whether the text holds an id or phone number, or speaks of what is in a dossier."""
    plain = unicodedata.normalize("NFKC", text)
    digits = re.sub(r"[\s\-—]", "", plain)
    return bool(_ID.search(digits) or _PHONE.search(digits) or _CONTENT.search(plain))
