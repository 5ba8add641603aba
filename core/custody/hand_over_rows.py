"""The rows of a hand-over (出库交接): what it reads and writes, as statements prepared once.

Hand-over is the step that many counters take at once, so it works on rows, not on entities.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import SQLModel, col

from core.custody.custody import Custody
from core.holdings.dossier import Volume
from core.prepared import Prepared
from core.requests.collection_code import CollectionCode
from core.requests.line import Line
from core.requests.request import Request


def _columns(table: type[SQLModel]) -> Any:
    return SQLModel.metadata.tables[str(table.__tablename__)]


REQUEST = Prepared(
    select(_columns(Request)).where(col(Request.ref) == bindparam("ref")).with_for_update()
)
# One order for all, or two hand-overs wait for each other.
LINES = Prepared(
    select(col(Line.id), col(Line.volume_id), col(Line.state), col(Volume.label))
    .join(Volume, col(Volume.id) == col(Line.volume_id))
    .where(col(Line.request_id) == bindparam("request_id"))
    .order_by(col(Line.volume_id))
)
_NAMED = ("volume_id", "kind", "line_id", "due_on", "package_id")
OPEN_CUSTODY = Prepared(
    insert(Custody)
    .values(
        {name: bindparam(name) for name in _NAMED}
        | {"opened_at": bindparam("now"), "opened_by": bindparam("member_id")}
        | {"returner": "", "remark": "", "extensions": 0, "version": 1}
    )
    .returning(col(Custody.id))
)
MOVE_LINE = Prepared(
    update(Line)
    .where(col(Line.id) == bindparam("line_id"))
    .values(state=bindparam("to"), version=col(Line.version) + 1)
)
TOUCH = Prepared(
    update(Request)
    .where(col(Request.id) == bindparam("request_id"))
    .values(version=col(Request.version) + 1)
)
# A code opens one hand-over.
USE_CODE = Prepared(
    update(CollectionCode)
    .where(
        col(CollectionCode.request_id) == bindparam("of_request"),
        col(CollectionCode.used_at).is_(None),
    )
    .values(used_at=bindparam("now"))
)
