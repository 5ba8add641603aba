"""What an appointment form file says (任免审批表), as far as gaps need it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AppointmentForm:
    """Texts as the file has them, trimmed; `resume` keeps its line breaks (简历)."""

    name: str
    born: str
    began_work: str
    fulltime: str
    inservice: str
    title: str
    resume: str
    rewards: str
    reviews: str


class FileUnreadable(ValueError):
    """`code`: too_large, not_a_form, not_text, truncated, unsafe."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
