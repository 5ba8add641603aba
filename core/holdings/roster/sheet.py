"""A sheet that comes in (导入的表): its name, its columns, the type of its rows; and columns that several have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.holdings.roster.cells import person_name, text_up_to
from core.holdings.roster.columns import Column, must


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row; where it stands in its sheet is no part of what it says."""

    row: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`columns` name the fields of `row`, a SheetRow or the roster's own."""

    name: str
    columns: tuple[Column, ...]
    row: type[Any]


NAME = must("name", "姓名", person_name)
POST = must("post", "职务", text_up_to(40))
# A person is filed by a sealed form with a number of its own.
FILED = must("document", "备案表编号", text_up_to(60), "备案编号")
