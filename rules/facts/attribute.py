"""One attribute of a fact sheet (事实项): its type, its words, and the values it may take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

Plain = bool | int | str


@dataclass(frozen=True, slots=True)
class Label:
    """The Chinese name of an attribute, and of each of its values where these are listed."""

    title: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a law may say about one attribute. `allowed` is empty when any value of `type` will do.

    `derived` marks an attribute that the sheet works out from the others by itself.
    """

    name: str
    type: type[Plain]
    allowed: tuple[str, ...]
    label: str
    value_labels: Mapping[str, str]
    derived: bool = False

    def say(self, value: Plain) -> str:
        """A value as office people read it."""
        if isinstance(value, bool):
            return "是" if value else "否"
        return self.value_labels.get(str(value), str(value))


def attributes_of(sheet: type[Any]) -> dict[str, Attribute]:
    """Read the attributes of a dataclass whose fields are `Annotated[type, Label(...)]`."""
    hints = get_type_hints(sheet, include_extras=True)
    return {item.name: _attribute(item.name, hints[item.name]) for item in fields(sheet)}


def derived(name: str, label: str) -> Attribute:
    """A whole number that the sheet computes."""
    return Attribute(name, int, (), label, {}, derived=True)


def _attribute(name: str, hint: Any) -> Attribute:
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{name} has no Label")
    plain, label = get_args(hint)
    if get_origin(plain) is not Literal:
        return Attribute(name, plain, (), label.title, label.values)
    allowed = get_args(plain)
    if set(allowed) != set(label.values):
        raise TypeError(f"{name} needs one Chinese word for each of {allowed}")
    return Attribute(name, str, allowed, label.title, label.values)
