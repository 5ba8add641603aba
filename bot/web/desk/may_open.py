"""Who may open which pages of the desk (谁能打开)."""

from __future__ import annotations

from core.members.member import OFFICERS, ROOM_ROLES, Role

CASES = ROOM_ROLES | {Role.APPROVER}
MEMBERS = OFFICERS | {Role.HEAD}
LOG = OFFICERS | {Role.HEAD}
REGISTER = frozenset({Role.ARCHIVIST, Role.HEAD})
LABELS = frozenset({Role.ARCHIVIST})
IMPORT = frozenset({Role.ADMINISTRATOR})
SUBMISSIONS = ROOM_ROLES | {Role.UNIT_CONTACT, Role.APPROVER}
CAMPAIGNS = ROOM_ROLES | {Role.UNIT_CONTACT, Role.APPROVER}
GAPS = ROOM_ROLES | {Role.UNIT_CONTACT, Role.APPROVER}
ROOM_STAFF = frozenset({Role.ARCHIVIST, Role.HEAD})
CALENDAR = ROOM_STAFF | {Role.ADMINISTRATOR}
RESTRICTIONS = frozenset({Role.HEAD, Role.SECURITY_OFFICER})
