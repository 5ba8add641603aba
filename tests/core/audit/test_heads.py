"""日志签名：随日志增长而签，打印成文字和二维码，贴入当日登记簿。
Heads are signed as the log grows, and go on paper as text and QR."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from sqlmodel import Session, select

from core.audit.append import append
from core.audit.chain import head_message, moment
from core.audit.entry import LogEntry, SignedHead
from core.audit.heads import head_qr, head_text, parse_head_text, sign_head
from core.audit.printed_head import UnreadableHead
from core.audit.signing_key import public_bytes
from core.audit.verify import verify
from tests.core.audit.sample_log import FOREIGN_KEY, KEY, NOON, a_record, minute

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


@pytest.fixture
def head(session: Session) -> SignedHead:
    append(session, [a_record(1), a_record(2)], NOON)
    return sign_head(session, KEY, minute(1))


def test_a_head_is_signed_by_the_key(head: SignedHead) -> None:
    message = head_message(head.log_id, head.size, head.chain, moment(head.at))
    KEY.public_key().verify(bytes.fromhex(head.signature), message)


def test_a_log_that_has_not_grown_is_not_signed_again(session: Session, head: SignedHead) -> None:
    assert sign_head(session, KEY, minute(9)).at == head.at
    append(session, [a_record(3)], minute(10))
    assert sign_head(session, KEY, minute(11)).size == 3


def test_an_empty_log_can_be_signed(session: Session) -> None:
    assert sign_head(session, KEY, NOON).size == 0
    assert verify(session, [public_bytes(KEY)]) == []


def test_no_entry_is_dated_before_the_last_signed_head(session: Session, head: SignedHead) -> None:
    append(session, [a_record(3)], NOON)
    assert session.get_one(LogEntry, 3).at == head.at


def test_a_head_is_not_dated_before_its_entries(session: Session) -> None:
    append(session, [a_record(1)], NOON)
    assert sign_head(session, KEY, NOON - timedelta(days=1)).at == NOON


def test_a_new_key_leaves_an_entry_before_it_signs(session: Session, head: SignedHead) -> None:
    signed = sign_head(session, FOREIGN_KEY, minute(5))
    assert signed.size == 3
    assert session.get_one(LogEntry, 3).action == "signing_key_changed"
    assert verify(session, [public_bytes(KEY), public_bytes(FOREIGN_KEY)]) == []
    assert len(session.exec(select(SignedHead)).all()) == 2


def test_the_text_says_all_of_the_head(head: SignedHead) -> None:
    text, read = head_text(head), parse_head_text(head_text(head))
    assert re.fullmatch("DGH[A-Z2-7]{234}", text)
    assert all(getattr(read, name) == getattr(head, name) for name in read.__slots__)
    assert head_text(read) == text


def test_a_text_typed_by_hand_is_forgiven_case_and_spaces(head: SignedHead) -> None:
    text = head_text(head)
    typed = " ".join(text[i : i + 8] for i in range(0, len(text), 8)).lower().replace("o", "0")
    assert parse_head_text(typed) == parse_head_text(text)


def test_a_wrong_letter_is_noticed_wherever_it_is(head: SignedHead) -> None:
    text = head_text(head)
    for place, letter in enumerate(text):
        other = ALPHABET[ALPHABET.index(letter) ^ 1]
        with pytest.raises(UnreadableHead):
            parse_head_text(text[:place] + other + text[place + 1 :])


@pytest.mark.parametrize("text", ["", "DGH", "DGHAAAA", "当归", "DGH" + "A" * 234, "\x00"])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(UnreadableHead):
        parse_head_text(text)


def test_the_qr_is_small_reads_back_and_fetches_nothing(head: SignedHead) -> None:
    svg, text = head_qr(head_text(head)), head_text(head)
    assert not re.search(r"href|url\(|<script|<style", svg)
    image = _drawn(svg)
    assert image.width == (53 + 8) * 4  # version 9 is 53 modules wide, with 4 of quiet zone around
    assert zxingcpp.read_barcodes(image)[0].text == text


def _drawn(svg: str) -> Image.Image:
    width = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])  # type: ignore[index]
    image = Image.new("L", (width * 4, width * 4), 255)
    for x, y in re.findall(r"M(\d+),(\d+)H", svg):
        left, top = int(x) * 4, int(y) * 4
        ImageDraw.Draw(image).rectangle((left, top, left + 3, top + 3), fill=0)
    return image
