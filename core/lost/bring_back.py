"""Bring back (恢复): the volume is itself again; what counted on it goes on."""

from __future__ import annotations

from core.holdings.dossier import Volume
from core.lost.events import VolumeFound
from core.lost.held_lines import let_go_on
from core.lost.search import Search, SearchStep
from core.lost.sighting import Sighting
from core.unit import OpenUnit


def bring_back(unit: OpenUnit, search: Search, sighting: Sighting, step: SearchStep) -> None:
    """End the search by this step and let the held-up requests go on. Raises ImpossibleStep."""
    search.end(step, unit.now)
    unit.session.get_one(Volume, search.volume_id).lost = False
    let_go_on(unit, search, sighting)
    unit.record(VolumeFound(ref=search.label, search=search.ref, document=sighting.document))
