"""Options that several commands share."""

from __future__ import annotations

import click

as_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
as_member = click.option(
    "--as",
    "acting",
    metavar="MEMBER",
    envvar="DANGGUI_AS",
    help="Who acts: a member's number or name, or setup. [env: DANGGUI_AS]",
)
