"""Impossible, stale and unknown steps: exceptions whose docstring is the message.

`dispatch` rolls back, remembers the code under the command's key and answers with it.
"""

from __future__ import annotations


class CodedError(Exception):
    """The step could not be taken."""

    code = "not_done"

    def __init__(self, **facts: str | int) -> None:
        super().__init__(self.__doc__)
        self.facts = facts


class ImpossibleStep(CodedError):
    """This step does not follow from the state the thing is in."""

    code = "impossible_step"


class Stale(CodedError):
    """The thing has moved on since it was shown."""

    code = "stale"


class NotFound(CodedError):
    """There is no such thing, or none that this person may know of."""

    code = "not_found"


class Forbidden(CodedError):
    """This step belongs to another post."""

    code = "forbidden"


class SecondStepBySamePerson(CodedError):
    """Nobody approves their own request or acts twice in one chain."""

    code = "same_person"


class VolumeIsOut(CodedError):
    """The volume already has an open custody."""

    code = "volume_is_out"


class UrgedToday(CodedError):
    """This case has been urged today already."""

    code = "urged_today"


class SecondCheckNeeded(CodedError):
    """This step asks for the second check (二次核验) first."""

    code = "second_check_needed"


class KeyReused(CodedError):
    """The same idempotency key came with other content."""

    code = "key_reused"


class BadValue(CodedError):
    """A value is missing or not of the expected form."""

    code = "bad_value"


class SheetsOut(CodedError):
    """Numbered sheets are still with the readers."""

    code = "sheets_out"


class SheetsUncounted(CodedError):
    """Every sheet that was issued must be counted back."""

    code = "sheets_uncounted"


class CopyNotNamed(CodedError):
    """The approval does not name this piece for copying."""

    code = "copy_not_named"


class ForThePersonThemselves(CodedError):
    """A certificate is handed to the unit, never to the person."""

    code = "for_the_person"


class BagIsOut(CodedError):
    """A bag with this number has left and is not back yet."""

    code = "bag_is_out"
