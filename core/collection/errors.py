"""Steps that a submission does not allow: exceptions whose docstring is the message."""

from __future__ import annotations

from core.errors import CodedError


class NothingListed(CodedError):
    """A list needs at least one piece."""

    code = "nothing_listed"


class NothingCounted(CodedError):
    """Nothing of the list was there: there is nothing to sign for."""

    code = "nothing_counted"
