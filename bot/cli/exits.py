"""How commands end: 0 done · 1 refused, false or not all observed · 2 bad input · 3 unavailable."""

from __future__ import annotations

from typing import IO, Any

import click


class Refused(click.ClickException):
    """It was understood, and the answer is no."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:
        if self.message:
            click.echo(self.message, err=True)


class BadInput(Refused):
    """The command or what it was given is not usable as it stands."""

    exit_code = 2


class Unavailable(Refused):
    """Something that the command needs is not there now."""

    exit_code = 3


def not_done() -> Refused:
    """Exit 1 after everything has been said."""
    return Refused("")
