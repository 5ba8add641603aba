"""Presses on the case page (办件办理): approve, send back, record, make ready, settle, withdraw."""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web

from bot.web.access import SIGNED, admits
from bot.web.desk.case_page import case_page
from bot.web.desk.case_press_words import DONE, FIELDS, action_words
from bot.web.desk.case_verbs import VERBS
from bot.web.desk.confirm import Ask, confirmed, sure_page
from bot.web.desk.shared import CASES, person_with
from bot.web.pages.person import Person
from bot.web.posted import Posted, posted
from bot.web.read_case import seen_case
from bot.web.told import audience_over, sentence, told_reasons, told_warnings
from core.custody.approve_extension import EXTENSION_STEPS
from core.errors import NotFound
from core.outcome import Outcome
from core.requests.approve import APPROVAL_STEPS
from core.requests.case import Case


@admits(SIGNED)
async def post_case_page(request: web.Request) -> web.Response:
    """One press on the case as it was shown."""
    who, form = await person_with(request, CASES), await posted(request)
    case = await seen_case(request, who, request.match_info["ref"])
    verb, _, of = form.text("press").partition(":")
    if case is None or not _is_step(case, verb, of):
        raise NotFound
    if verb == "withdraw" and form.text("sure") != "yes":
        return sure_page(request, who, _withdrawing(case))
    command = VERBS[verb](case.ref, of, form)
    outcome = await confirmed(request, who, form, command, _ask(case, form, verb, of))
    if isinstance(outcome, web.Response):
        return outcome
    return await _after(request, who, case, _as_shown(outcome, case, form), verb)


def _as_shown(outcome: Outcome, case: Case, form: Posted) -> Outcome:
    """A step that is no longer theirs, pressed on an old page: what changed is the case, not they."""
    is_old = form.text("version") not in ("", str(case.version))
    return replace(outcome, code="stale") if is_old and outcome.code == "forbidden" else outcome


def _withdrawing(case: Case) -> Ask:
    here = f"/desk/cases/{case.ref}"
    return Ask(
        f"撤回 {case.number}。撤回后这一件就结束了。", here, here, label="撤回", press="withdraw"
    )


def _is_step(case: Case, verb: str, of: str) -> bool:
    """Whether the press names something that this case could have offered."""
    if verb in ("approve", "record", "see_paper"):
        return of in APPROVAL_STEPS
    if verb in ("extend", "record_extension"):
        return of in EXTENSION_STEPS
    if verb == "settle":
        return of in {line.label for line in case.lines}
    return verb in VERBS


def _ask(case: Case, form: Posted, verb: str, of: str) -> Ask:
    here = f"/desk/cases/{case.ref}"
    carry = tuple(
        (name, form.text(name)) for name in ("version", "day", "cause") if form.text(name)
    )
    action = action_words(case, verb, of)
    return Ask(action, here, here, carry, "确认", form.text("press"))


async def _after(
    request: web.Request, who: Person, case: Case, outcome: Outcome, verb: str
) -> web.Response:
    audience = audience_over(who, case.room_id)
    if outcome.done:
        warned = [f"请注意：{title}。" for title in told_warnings(outcome, audience)]
        notice = {"kind": "yes", "text": "".join([DONE[verb], *warned])}
        return await case_page(request, who, case.ref, notice=notice)
    if outcome.status == "refused":
        reasons = told_reasons(outcome, audience)
        refusal = {"title": "暂不能往下办", "intro": "没有改动任何内容。", "reasons": reasons}
        return await case_page(request, who, case.ref, refusal=refusal)
    text = FIELDS.get(str(outcome.data.get("field"))) or sentence(outcome)
    return await case_page(request, who, case.ref, notice={"kind": "no", "text": text})
