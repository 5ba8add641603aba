"""本室表样：放进文件夹就用它（网页或 Word），没有就用通用的；写错了照样能打，并且说得出哪里错。
A room's own forms replace ours; a broken one falls back to ours and is named by check-config.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import zxingcpp
from docx import Document
from PIL import Image

from bot.web.counter.scanned import form_code
from bot.web.forms.own_template import form_names, problems
from tests.support.counter_case import staff_of
from tests.support.desk import Office

ROOM = "青川市委组织部档案室"
HTML = """<!doctype html><title>本室审批表</title><style>h1 { color: #000 }</style>
<h1>青川市查档审批表</h1><p>{{ form.number }}　{{ form.subjects[0].name }}</p>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the office's room keeps its own forms."""
    made = tmp_path / "forms" / ROOM
    made.mkdir(parents=True)
    return made


def word_form(path: Path, *lines: str) -> None:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))


async def printed(office: Office) -> tuple[str, str, bytes, str]:
    """The approval form as the contact gets it: reference, media type, body, policy."""
    ref = await office.staff.submit("DW-0412")
    browser = await office.browser(office.staff.contact)
    async with browser.client.get(f"/forms/approval/{ref}") as answer:
        policy = answer.headers["Content-Security-Policy"]
        return ref, answer.content_type, await answer.read(), policy


async def test_a_rooms_html_takes_the_place_of_ours(office: Office, folder: Path) -> None:
    (folder / "approval_form.html").write_text(HTML, "utf-8")
    ref, kind, body, policy = await printed(office)
    assert kind == "text/html"
    text = body.decode()
    assert "青川市查档审批表" in text
    assert office.staff.case(ref).number in text
    assert "程望舒" in text
    assert "script-src 'self';" in policy


async def test_a_rooms_word_form_is_filled_in_with_its_code(office: Office, folder: Path) -> None:
    word_form(
        folder / "approval_form.docx",
        "编号：{{ form.number }}",
        "{% for it in form.readers %}{{ it.name }}；{% endfor %}",
        "{{ form.svg }}",
    )
    ref, kind, body, _ = await printed(office)
    assert kind.endswith("wordprocessingml.document")
    filled = Document(io.BytesIO(body))
    text = "\n".join(paragraph.text for paragraph in filled.paragraphs)
    assert office.staff.case(ref).number in text
    assert "周文启；" in text
    (picture,) = filled.part.package.image_parts
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.blob)))
    assert code.text == form_code(ref)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
async def test_a_page_is_read_as_the_office_saved_it(
    office: Office, folder: Path, encoding: str
) -> None:
    (folder / "approval_form.html").write_text(HTML, encoding)
    _, _, body, _ = await printed(office)
    assert "青川市查档审批表" in body.decode()
    assert list(problems(folder.parents[1])) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "{{ form.number",
        "{{ form.no.such.thing }}",
        "{% include 'x' %}",
        "{{ 1 / 0 }}",
        "{{ form + 1 }}",
        "{% for it in range(10 ** 9) %}多{% endfor %}",
        " ",
    ],
)
async def test_a_broken_form_prints_ours_and_says_so(
    office: Office, folder: Path, wrong: str
) -> None:
    (folder / "approval_form.html").write_text(wrong, "utf-8")
    _, _, body, _ = await printed(office)
    assert "本室表样有误" in body.decode()
    assert "单位负责人意见" in body.decode()


async def test_a_page_in_an_unknown_encoding_prints_ours_and_is_told_before(
    office: Office, folder: Path, tmp_path: Path
) -> None:
    (folder / "approval_form.html").write_bytes(HTML.encode("utf-16"))
    _, _, body, _ = await printed(office)
    assert "本室表样有误" in body.decode()
    assert [path.name for path, _ in problems(tmp_path)] == ["approval_form.html"]


async def test_a_file_that_is_no_word_document_prints_ours(office: Office, folder: Path) -> None:
    (folder / "approval_form.docx").write_bytes(b"PK\x03\x04 nonsense")
    _, kind, body, _ = await printed(office)
    assert kind == "text/html"
    assert "本室表样有误" in body.decode()


@pytest.mark.parametrize("reach", ["{{ ''.__class__.__mro__ }}", "{{ form.__init__.__globals__ }}"])
async def test_a_form_cannot_reach_the_program(office: Office, folder: Path, reach: str) -> None:
    (folder / "approval_form.html").write_text(reach, "utf-8")
    _, _, body, _ = await printed(office)
    assert "本室表样有误" in body.decode()


async def test_another_rooms_form_is_not_ours(office: Office, tmp_path: Path) -> None:
    other = staff_of(office.staff.house, "教育局档案室")
    assert other.room != office.staff.room
    folder = tmp_path / "forms" / "教育局档案室"
    folder.mkdir(parents=True)
    (folder / "approval_form.html").write_text(HTML, "utf-8")
    _, _, body, _ = await printed(office)
    assert "青川市查档审批表" not in body.decode()


def test_problems_are_told_before_anyone_prints(tmp_path: Path, folder: Path) -> None:
    (folder / "approval_form.html").write_text("{{ form.number", "utf-8")
    (folder / "审批表.docx").write_bytes(b"")
    word_form(folder / "collection_slip.docx", "{% for it in slips %}")
    (folder / "register.html").write_text("{{ day }}", "utf-8")
    assert sorted(path.name for path, _ in problems(tmp_path)) == [
        "approval_form.html",
        "collection_slip.docx",
        "审批表.docx",
    ]


def test_every_form_can_be_replaced() -> None:
    assert {"approval_form", "collection_slip", "register"} <= set(form_names())
