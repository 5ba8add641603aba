"""What a press on a campaign's pages means (专项工作按钮): the form's fields as a command of the core."""

from __future__ import annotations

from collections.abc import Callable

from bot.web.posted import Posted
from core.campaigns.add_batch import AddBatch
from core.campaigns.add_units import AddUnits
from core.campaigns.close_campaign import CloseCampaign, ReopenCampaign
from core.campaigns.file_person import EndPerson, FilePerson
from core.campaigns.keep_problem import MoveProblem, OpenProblem
from core.command import Command

Verb = Callable[[str, Posted], Command]


def _add_batch(ref: str, form: Posted) -> Command:
    return AddBatch(campaign=ref, starts_on=form.day("starts_on"), due_on=form.day("due_on"))


def _add_units(ref: str, form: Posted) -> Command:
    return AddUnits(
        campaign=ref,
        nth=form.number("nth"),
        names=_lines(form, "names"),
        outside=_lines(form, "outside"),
        rest=form.ticked("rest"),
    )


def _close(ref: str, form: Posted) -> Command:
    return CloseCampaign(campaign=ref, seen_version=form.number("version"))


def _reopen(ref: str, form: Posted) -> Command:
    return ReopenCampaign(campaign=ref, seen_version=form.number("version"))


def _file_person(_ref: str, form: Posted) -> Command:
    return FilePerson(
        unit=form.text("unit"),
        part=form.text("part"),
        name=form.text("name"),
        post=form.text("post"),
        telephone=form.text("telephone"),
        document=form.text("document"),
    )


def _end_person(_ref: str, form: Posted) -> Command:
    return EndPerson(person=form.number("person"))


def _open_problem(ref: str, form: Posted) -> Command:
    return OpenProblem(
        campaign=ref,
        kind=form.text("kind"),
        words=form.text("words"),
        unit=form.text("problem_unit"),
        due_on=form.day("due_on") if form.text("due_on") else None,
    )


def _move_problem(_ref: str, form: Posted) -> Command:
    return MoveProblem(
        problem=form.text("problem"),
        seen_version=form.number("version"),
        step=form.text("step"),
        words=form.text("note"),
    )


def _lines(form: Posted, name: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in form.text(name).splitlines() if line.strip())


ON_BOARD: dict[str, Verb] = {
    "add_batch": _add_batch,
    "add_units": _add_units,
    "close": _close,
    "reopen": _reopen,
}
ON_LEDGERS: dict[str, Verb] = {
    "file_person": _file_person,
    "end_person": _end_person,
    "open_problem": _open_problem,
    "move_problem": _move_problem,
}
