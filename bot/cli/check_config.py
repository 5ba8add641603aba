"""`danggui check-config`: every setting, and what is amiss with it."""

from __future__ import annotations

import os
from typing import Any

import click

from bot.cli import say
from bot.cli.exits import not_done
from bot.cli.options import as_json


@click.command("check-config")
@as_json
def check_config(as_json: bool) -> None:
    """List the settings and what to put right; exit 1 if something keeps serve from starting."""
    from bot.clock import SystemClock
    from bot.config_check.finding import Finding
    from bot.config_check.findings import findings
    from bot.settings import PREFIX, BadSettings, load_settings

    try:
        settings = load_settings()
    except BadSettings as bad:
        shown: dict[str, Any] = {}
        found = [Finding(n.removeprefix(PREFIX), text, True) for n, text in bad.problems.items()]
    else:
        shown = listed(settings)
        found = findings(settings, os.environ, SystemClock().now())
    rows = [{"setting": f.setting, "problem": f.sentence, "stops": f.stops} for f in found]
    lines = [f"{PREFIX}{name}={value}" for name, value in shown.items()] + [str(f) for f in found]
    say.result({"settings": shown, "findings": rows}, as_json, "\n".join(lines))
    if any(finding.stops for finding in found):
        raise not_done()


def listed(settings: Any) -> dict[str, str]:
    """Each setting as text, secrets masked."""
    from sqlalchemy.engine import make_url

    shown = {
        name.upper(): "" if value is None else str(value)
        for name, value in settings.model_dump().items()
    }
    shown["DATABASE_URL"] = make_url(settings.database_url).render_as_string(hide_password=True)
    return shown
