"""What is written down as a volume goes out (出库时登记): the count with a reader, or bag and carriers."""

from __future__ import annotations

from bot.web.counter.counter_step import Step
from bot.web.counter.panel import NO, Panel
from core.custody.count_before import CountBefore
from core.custody.pack_for_loan import PackForLoan
from core.requests.request import Mode

COUNTED = (Mode.CONSULT, Mode.COPY)


async def keep_going_out(step: Step, labels: list[str]) -> Panel | None:
    """Keep what was filled in; None where that went well. What is missing the law will say."""
    if step.case.mode == Mode.LEND:
        return await _pack(step)
    return await _count(step, labels) if step.case.mode in COUNTED else None


async def _count(step: Step, labels: list[str]) -> Panel | None:
    first = str(step.case.readers[0].ordinal) if step.case.readers else ""
    reader = step.form.text("count.reader") or first
    for label in labels:
        pieces, pages = (step.form.text(f"count.{label}.{it}") for it in ("pieces", "pages"))
        if not pieces and not pages:
            continue
        if not all(it.isdecimal() and it.isascii() for it in (pieces, pages, reader)):
            text = "件数和页数请填数字，两项都要填，再点一次。"
            return Panel(NO, "清点数还没有填对", text, step.case.ref)
        command = CountBefore(
            request=step.case.ref,
            label=label,
            reader=int(reader),
            pieces=int(pieces),
            pages=int(pages),
        )
        outcome = await step.do(command, f"count.{label}")
        if not outcome.done:
            return step.told(outcome, "清点数没有记下")
    return None


async def _pack(step: Step) -> Panel | None:
    carriers = [it.ordinal for it in step.case.readers if step.form.ticked(f"carrier.{it.ordinal}")]
    bag, way = step.form.text("bag"), step.form.text("way")
    if not (bag or way or carriers):
        return None
    command = PackForLoan(request=step.case.ref, bag=bag, way=way, carriers=tuple(carriers[:2]))
    outcome = await step.do(command, "pack")
    return None if outcome.done else step.told(outcome, "封装没有记下")
