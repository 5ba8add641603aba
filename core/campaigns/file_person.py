"""File a person (人员备案): who works on it in a unit, who guides them; by the filing form's number."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import select

from core.campaigns.campaign import Campaign
from core.campaigns.campaign_unit import CampaignPerson, CampaignUnit, Part
from core.campaigns.events import PersonEnded, PersonFiled
from core.campaigns.questions import room_of_campaign_unit, running_unit
from core.command import Answer, Command, Done, Place, use_case
from core.errors import BadValue, ImpossibleStep, NotFound
from core.members.entered import entered, entered_or_empty
from core.members.member import ROOM_ROLES
from core.unit import OpenUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePerson(Command):
    """`part` is one of `Part`; `unit` the reference of who takes part."""

    unit: str
    part: str
    name: str
    post: str
    document: str
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPerson(Command):
    """They do it no longer; the line stays."""

    person: int


@use_case(FilePerson, roles=ROOM_ROLES, place=room_of_campaign_unit)
def file_person(command: FilePerson, unit: OpenUnit) -> Answer:
    """Raises NotFound, BadValue, ImpossibleStep."""
    campaign, joined = running_unit(unit, command.unit)
    if command.part not in set(Part):
        raise BadValue(field="part")
    assert unit.principal.member_id is not None
    person = CampaignPerson(
        campaign_unit_id=joined.id or 0,
        part=command.part,
        name=entered("name", command.name, 40),
        post=entered("post", command.post, 40),
        telephone=entered_or_empty("telephone", command.telephone, 30),
        document=entered("document", command.document, 60),
        filed_by=unit.principal.member_id,
        filed_at=unit.now,
    )
    unit.session.add(person)
    unit.session.flush()
    unit.record(PersonFiled(ref=campaign.ref, person=person.id or 0, document=person.document))
    return Done({"person": person.id})


def _room_of_person(command: EndPerson, unit: OpenUnit) -> Place:
    return Place(room_id=_of(unit, command.person)[1].room_id)


@use_case(EndPerson, roles=ROOM_ROLES, place=_room_of_person)
def end_person(command: EndPerson, unit: OpenUnit) -> Answer:
    """Raises NotFound, ImpossibleStep."""
    person, campaign = _of(unit, command.person)
    if person.ended_at is not None:
        raise ImpossibleStep(state="ended")
    person.ended_by, person.ended_at = unit.principal.member_id, unit.now
    unit.record(PersonEnded(ref=campaign.ref, person=command.person))
    return Done()


def _of(unit: OpenUnit, person_id: int) -> tuple[CampaignPerson, Campaign]:
    person = unit.session.exec(
        select(CampaignPerson).where(CampaignPerson.id == person_id).with_for_update()
    ).first()
    if person is None:
        raise NotFound
    joined = unit.session.get_one(CampaignUnit, person.campaign_unit_id)
    return person, unit.session.get_one(Campaign, joined.campaign_id)
