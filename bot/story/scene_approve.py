"""Leader, head and authority approve (审批); wrong, foreign and stale presses each get a sentence."""

from __future__ import annotations

from bot.story.approving import approve, make_ready, token_on
from bot.story.counter import look
from bot.story.screen import shown_on, token_of
from bot.story.stage import Case, Stage

WRONG_PIN = "908172"
SIGN = "确认已签批"


async def play(stage: Stage) -> None:
    case = stage.cases["main"]
    await _before_the_form(stage, case)
    await _sign(stage, case)
    for persona, state in (("head", "unit_signed"), ("authority", "room_reviewed")):
        said = await approve(stage[persona], case, state, "同意")
        stage.watched.see(f"{persona} 同意", "已记下", said.split("\n")[0], "已记下" in said)
    await make_ready(stage, case, "authority_approved")
    card = await stage["contact-a"].card(case.ref, "ready")
    stage.watched.same("管理员备妥案卷", "卡片：已备档", shown_on(card))


async def _before_the_form(stage: Stage, case: Case) -> None:
    """Nothing can be confirmed that is not on paper yet: no button, and the law says why."""
    leader = stage["leader"]
    offered = token_of(await leader.card(case.ref, "submitted"), SIGN)
    stage.watched.same(
        "审批表还没打印时领导的卡片", "没有确认按钮", "有" if offered else "没有确认按钮"
    )
    seen = (await look(leader, case))["version"]
    answer = await leader.command(
        "approve_request", pin=True, request=case.ref, step="unit_sign", seen_version=seen
    )
    stage.watched.same("审批表还没打印就确认", ["form_not_printed"], sorted(answer.laws))


async def _sign(stage: Stage, case: Case) -> None:
    leader = stage["leader"]
    printed = await stage["contact-a"].command("print_form", request=case.ref)
    stage.watched.same("联络员打印审批表", "办成", printed.said)
    token = await token_on(leader, case, "submitted", SIGN)
    said = await stage["contact-b"].press_and_read(token)
    stage.watched.see("别人点领导的按钮", "没有执行", said.split("\n")[0], "没有执行" in said)
    sheet = (await leader.press(token)).body
    asked = "要求输入办理密码" if "second_check" in sheet else str(sheet)
    stage.watched.same("领导点确认已签批", "要求输入办理密码", asked)
    wrong = str((await leader.press(token, WRONG_PIN)).body.get("message", ""))
    stage.watched.see("领导输错密码", "还可再试", wrong, "还可试" in wrong)
    said = await leader.press_and_read(token, leader.persona.pin)
    stage.watched.see("领导确认已在纸上签批", "已记下", said.split("\n")[0], "已记下" in said)
    stale = await leader.press_and_read(token, leader.persona.pin)
    expected = "您这次点击没有产生任何变化"
    stage.watched.see("领导再点一次旧按钮", expected, stale.split("\n")[-1], expected in stale)
