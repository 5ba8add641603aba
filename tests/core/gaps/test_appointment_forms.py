"""任免审批表文件：.lrm 与 .lrmx 都读得懂，GBK、UTF-8 都行；残缺的、不是的、带实体的，各说一句，什么也不留。

Appointment form files are read by their content; broken, foreign and hostile ones are refused.
"""

from __future__ import annotations

import pytest

from core.gaps.lrm.appointment_form import FileUnreadable
from core.gaps.lrm.facts_told import facts_told
from core.gaps.lrm.read_file import MOST_BYTES, read_form
from tests.support.gaps import RESUME, REVIEWS, REWARDS, lrmx


def lrm() -> str:
    fields = [""] * 33
    fields[0], fields[2], fields[8] = "吴远山", "198508", "200707"
    fields[9], fields[10] = "大学#学士@省委党校研究生#", "省财经大学#@省委党校#"
    fields[17], fields[18], fields[19] = RESUME, REWARDS, REVIEWS
    return '"' + '","'.join(fields) + '"\r\n'


@pytest.mark.parametrize(
    "content",
    [
        lrmx().encode(),
        lrmx().encode("utf-8-sig"),
        lrmx().replace("utf-8", "gb2312").encode("gbk"),
        lrmx().encode("utf-16"),
        lrm().encode("gbk"),
        lrm().encode(),
    ],
    ids=["lrmx", "lrmx-bom", "lrmx-gbk", "lrmx-utf16", "lrm-gbk", "lrm-utf8"],
)
def test_both_kinds_say_the_same_in_every_usual_encoding(content: bytes) -> None:
    form = read_form(content)
    assert (form.name, form.born, form.began_work) == ("吴远山", "198508", "200707")
    told = [(it.kind, it.occasion, it.grade) for it in facts_told(form)]
    assert told == [
        ("degree", "全日制本科", "fulltime_bachelor"),
        ("degree", "在职研究生", "inservice_graduate"),
        ("appointment", "2007.07 市财政局科员", "below_section"),
        ("appointment", "2012.05 市财政局预算科副科长", "section_up"),
        ("appointment", "2018.03 市财政局预算科科长", "section_up"),
        ("award", "2016年被评为全市先进工作者", ""),
        ("not_assessed", "2021", ""),
    ]


def test_the_family_is_not_the_person() -> None:
    assert read_form(lrmx().encode()).name == "吴远山"


BOMB = '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_form"),
        (b"PK\x03\x04 not a form", "not_a_form"),
        (lrmx(XingMing=" ").encode(), "not_a_form"),
        (b"<Person></Person>", "not_a_form"),
        (b"<a>" * 500, "not_a_form"),
        (b"\xff\xfe\x00", "not_text"),
        (b'"\x81\xff\xff\xff"', "not_text"),
        (lrmx().encode()[:-40], "truncated"),
        (lrm().encode("gbk")[:-60], "truncated"),
        (lrm()[:40].encode() + b'"', "truncated"),
        (f"{BOMB}<Person><XingMing>&b;</XingMing></Person>".encode(), "unsafe"),
        (f"{OUTSIDE}<Person><XingMing>&x;</XingMing></Person>".encode(), "unsafe"),
        (f"{BOMB}<Person/>".encode("utf-16"), "unsafe"),
        (b'"' + b"a" * MOST_BYTES + b'"', "too_large"),
    ],
)
def test_what_is_broken_foreign_or_hostile_is_refused_by_its_kind(
    content: bytes, code: str
) -> None:
    with pytest.raises(FileUnreadable) as refused:
        read_form(content)
    assert refused.value.code == code
