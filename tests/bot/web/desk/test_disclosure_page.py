"""外部渠道级别：一位管理员凭文号和期限提请，另一位（其中一位是安全员）同意才放宽，到期自动恢复。
How far Telegram may be told: two officers by a document until a day; without that it is tickets,
whatever the rule book lets.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from core.audit.entry import LogEntry
from core.clock import local_date
from core.members.disclosure_decision import DisclosureDecision, level_in_force
from core.members.member import Role
from rules.book import RuleBook
from tests.support.desk import PIN, Office
from tests.support.house import House
from tests.support.web import Browser, Page

HERE = "/desk/telegram"


def raised(book: RuleBook, level: str) -> RuleBook:
    """The book of a site whose overlay lets Telegram be told this much."""
    entry = replace(book.disclosures["telegram"], level=level)
    return replace(book, disclosures=book.disclosures | {"telegram": entry})


def level(house: House, let: str, days: int = 0) -> str:
    """What is in force, so many days from now."""
    now = house.clock.now() + timedelta(days=days)
    with house.database.reading() as session:
        return level_in_force(session, raised(house.law.book, let), "telegram", now)


async def ask(browser: Browser, house: House, **more: str) -> Page:
    until = local_date(house.clock.now()) + timedelta(days=90)
    asked = {"press": "ask", "level": "names", "document": "密〔2026〕8号", "until": str(until)}
    return await browser.post(HERE, {**asked, **more})


async def agree(browser: Browser, house: House) -> Page:
    row = house.all(DisclosureDecision)[-1]
    return await browser.post(HERE, {"press": f"agree:{row.id}", "pin": PIN})


async def test_two_officers_raise_it_until_its_day(office: Office) -> None:
    house = office.staff.house
    administrator = await office.browser(house.add_member(Role.ADMINISTRATOR))
    security = await office.browser(house.add_member(Role.SECURITY_OFFICER))
    assert "六位办理密码" in (await ask(administrator, house)).text
    assert "另一位管理员同意后生效" in (await ask(administrator, house, pin=PIN)).text
    assert level(house, "names") == "tickets"
    assert "请由另一位同志办理" in (await agree(administrator, house)).text
    assert "已同意" in (await agree(security, house)).text
    assert [level(house, "names", days) for days in (0, 90, 91)] == ["names", "names", "tickets"]
    assert "密〔2026〕8号" in (await administrator.get(HERE)).text
    actions = [entry.action for entry in house.all(LogEntry)]
    assert actions.count("disclosure_asked") == actions.count("disclosure_decided") == 1


async def test_without_a_decision_tickets_are_in_force_whatever_the_book_lets(
    office: Office,
) -> None:
    house = office.staff.house
    assert [level(house, let) for let in ("tickets", "names", "files")] == ["tickets"] * 3


async def test_a_decision_lets_no_more_than_the_book(office: Office) -> None:
    house = office.staff.house
    administrator = await office.browser(house.add_member(Role.ADMINISTRATOR))
    security = await office.browser(house.add_member(Role.SECURITY_OFFICER))
    await ask(security, house, pin=PIN, level="files")
    await agree(administrator, house)
    assert [level(house, let) for let in ("tickets", "names", "files")] == [
        *("tickets", "names", "files")
    ]


async def test_one_of_the_two_is_the_security_officer(office: Office) -> None:
    house = office.staff.house
    first = await office.browser(house.add_member(Role.ADMINISTRATOR))
    second = await office.browser(house.add_member(Role.AUDITOR))
    await ask(first, house, pin=PIN)
    assert "已同意" not in (await agree(second, house)).text
    assert level(house, "names") == "tickets"


async def test_what_is_missing_is_said(office: Office) -> None:
    house = office.staff.house
    officer = await office.browser(house.add_member(Role.SECURITY_OFFICER))
    assert "请写明批准的文号" in (await ask(officer, house, pin=PIN, document=" ")).text
    assert "请选放宽到哪一级" in (await ask(officer, house, pin=PIN, level="all")).text
    for until in ("", "昨天", "2020-01-01", "2999-01-01"):
        assert "一年以内" in (await ask(officer, house, pin=PIN, until=until)).text
    assert house.all(DisclosureDecision) == []


async def test_asking_anew_drops_what_waited(office: Office) -> None:
    house = office.staff.house
    administrator = await office.browser(house.add_member(Role.ADMINISTRATOR))
    security = await office.browser(house.add_member(Role.SECURITY_OFFICER))
    await ask(administrator, house, pin=PIN)
    first = house.all(DisclosureDecision)[0]
    await ask(administrator, house, pin=PIN, document="密〔2026〕9号")
    old = {"press": f"agree:{first.id}", "pin": PIN}
    assert "这一步现在还不能办" in (await security.post(HERE, old)).text


def test_the_database_itself_takes_two(office: Office) -> None:
    house = office.staff.house
    now, officer = house.clock.now(), house.add_member(Role.SECURITY_OFFICER)
    with pytest.raises(IntegrityError):
        house.keep(
            DisclosureDecision(
                channel="telegram",
                level="names",
                document="密〔2026〕8号",
                until=local_date(now),
                asked_by=officer,
                asked_at=now,
                agreed_by=officer,
                agreed_at=now,
            )
        )


async def test_nobody_else_has_such_a_page(office: Office) -> None:
    for member in (office.staff.head, office.staff.archivist, office.staff.leader):
        browser = await office.browser(member)
        assert (await browser.get(HERE)).status == 404
        assert (await ask(browser, office.staff.house, pin=PIN)).status == 404
    assert office.staff.house.all(DisclosureDecision) == []
