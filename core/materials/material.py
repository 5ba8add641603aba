"""Material (材料): one line of a dossier's catalogue (目录) and the paper it stands for.

Class, serial, title, day of formation and pages are the catalogue's columns since 2012
(组通字〔2012〕28号). A line is never deleted: what is taken out keeps it (《条例》第三十九条第六项).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from core.constraints import holds, one_of
from core.errors import ImpossibleStep
from core.ids import opaque

ONE_PER_PLACE = "uq_material_one_per_place"
_IN_PLACE = "serial IS NOT NULL AND state IN ('loose', 'bound')"


class MaterialForm(StrEnum):
    """What the paper is, best first: the order in which a gap is cured."""

    ORIGINAL = "original"  # 原件
    SEALED_COPY = "sealed_copy"  # 注明日期并盖章的复印件
    CERTIFICATE = "certificate"  # 证明
    EXPLANATION = "explanation"  # 短缺说明


class MaterialState(StrEnum):
    LOOSE = "loose"  # 零散材料：已编目，还没有装卷
    BOUND = "bound"  # 已装入卷内
    TAKEN_OUT = "taken_out"  # 已取出，另行保管
    DESTROYED = "destroyed"  # 已按规定销毁


class MaterialStep(StrEnum):
    BIND = "bind"
    UNBIND = "unbind"
    TAKE_OUT = "take_out"
    PUT_BACK = "put_back"
    DESTROY = "destroy"


MATERIAL_TRANSITIONS: dict[tuple[MaterialState, MaterialStep], MaterialState] = {
    (MaterialState.LOOSE, MaterialStep.BIND): MaterialState.BOUND,
    (MaterialState.BOUND, MaterialStep.UNBIND): MaterialState.LOOSE,
    (MaterialState.LOOSE, MaterialStep.TAKE_OUT): MaterialState.TAKEN_OUT,
    (MaterialState.BOUND, MaterialStep.TAKE_OUT): MaterialState.TAKEN_OUT,
    (MaterialState.TAKEN_OUT, MaterialStep.PUT_BACK): MaterialState.LOOSE,
    (MaterialState.TAKEN_OUT, MaterialStep.DESTROY): MaterialState.DESTROYED,
}
IN_DOSSIER = frozenset({MaterialState.LOOSE, MaterialState.BOUND})


class Material(SQLModel, table=True):
    """`class_code` is 1 … 10, 4-1 … 4-4, 9-1 … 9-4 as filed; `kind` the required kind it answers.

    `occasion` says which one of several it is: a year, a degree, an appointment. `formed` is
    YYYY, YYYY.MM or YYYY.MM.DD as far as the paper tells, empty if it does not.
    """

    __tablename__ = "material"
    __table_args__ = (
        one_of("form", MaterialForm),
        one_of("state", MaterialState),
        holds("serial_counts_from_one", "serial IS NULL OR serial >= 1"),
        holds("pages_count_from_one", "pages IS NULL OR pages >= 1"),
        holds("bound_into_a_volume", "state <> 'bound' OR volume_id IS NOT NULL"),
        Index(
            ONE_PER_PLACE,
            "dossier_id",
            "class_code",
            "serial",
            unique=True,
            sqlite_where=text(_IN_PLACE),
            postgresql_where=text(_IN_PLACE),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    ref: str = Field(default_factory=lambda: opaque(20), unique=True, max_length=20)
    dossier_id: int = Field(foreign_key="dossier.id", index=True)
    volume_id: int | None = Field(default=None, foreign_key="volume.id", index=True)
    class_code: str = Field(max_length=4)
    serial: int | None = None
    kind: str = Field(default="", max_length=8)
    occasion: str = Field(default="", max_length=60)
    title: str = Field(max_length=120)
    formed: str = Field(default="", max_length=10)
    pages: int | None = None
    form: str = Field(default=MaterialForm.ORIGINAL, max_length=12)
    state: str = Field(default=MaterialState.LOOSE, max_length=10)
    remark: str = Field(default="", max_length=120)
    # The piece that was handed in; none for what stood in the catalogue before.
    piece_id: int | None = Field(default=None, foreign_key="piece.id", unique=True)
    filed_by: int | None = Field(default=None, foreign_key="member.id")
    filed_at: datetime | None = None
    version: int = 1

    def take(self, step: MaterialStep) -> None:
        """Move by a step of MATERIAL_TRANSITIONS; raises ImpossibleStep where there is none."""
        target = MATERIAL_TRANSITIONS.get((MaterialState(self.state), step))
        if target is None:
            raise ImpossibleStep(state=self.state, step=step)
        self.state = target
        self.version += 1
