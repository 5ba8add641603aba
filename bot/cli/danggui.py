"""The group of all commands, and how a command ends that met something unexpected."""

from __future__ import annotations

from typing import Any

import click

from bot.cli.audit import audit
from bot.cli.backup import backup
from bot.cli.bench import bench
from bot.cli.certs import certs
from bot.cli.check_config import check_config
from bot.cli.demo import demo
from bot.cli.device import device
from bot.cli.drill import drill
from bot.cli.exits import BadInput, Unavailable
from bot.cli.import_roster import import_roster
from bot.cli.init import init
from bot.cli.invite import invite
from bot.cli.remind import remind
from bot.cli.restore import restore
from bot.cli.rules import rules
from bot.cli.scans import scans
from bot.cli.serve import serve
from bot.cli.story import story
from bot.cli.template import template
from bot.cli.token import token


class House(click.Group):
    """Turns what a command could not foresee into an exit code and a sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            raise _ending(error) from error


@click.group(cls=House, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="danggui", message="%(version)s")
def danggui() -> None:
    """Danggui 当归: rules, custody and evidence for archive rooms.

    Settings come from the environment (DANGGUI_…); `danggui check-config` lists them.
    Exit codes: 0 done, 1 refused or false, 2 bad usage or input, 3 unavailable.
    """


COMMANDS = (
    serve,
    demo,
    init,
    import_roster,
    scans,
    template,
    invite,
    token,
    device,
    rules,
    remind,
    audit,
    backup,
    restore,
    drill,
    check_config,
    certs,
    story,
    bench,
)
for command in COMMANDS:
    danggui.add_command(command)


def _ending(error: Exception) -> click.ClickException:
    from sqlalchemy.exc import OperationalError

    from bot.logs import keep_to_our_rules
    from bot.migrate import NotReady
    from bot.problems import remember
    from bot.settings import BadSettings
    from core.audit.signing_key import OpenKey
    from core.errors import CodedError
    from rules.page import BookRefused

    if isinstance(error, BadSettings):
        return BadInput("\n".join(f"{name}: {text}" for name, text in error.problems.items()))
    if isinstance(error, NotReady | OpenKey | CodedError):
        return Unavailable(str(error))
    if isinstance(error, BookRefused):
        return BadInput(str(error))
    if isinstance(error, OperationalError):
        return Unavailable(f"The database does not answer: {type(error.orig).__name__}.")
    if isinstance(error, OSError) and error.strerror:
        return Unavailable(f"{error.strerror}: {error.filename or error.args[0]}")
    keep_to_our_rules()
    number = remember(error, "cli")
    return Unavailable(f"Something went wrong (problem {number}). The log above names the place.")
