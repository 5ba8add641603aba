"""What commands print: the result on stdout, progress on stderr."""

from __future__ import annotations

from typing import Any

import click


def result(body: Any, as_json: bool, text: str) -> None:
    """The result: one JSON document, or the text."""
    if as_json:
        import orjson

        click.echo(orjson.dumps(body).decode())
    else:
        click.echo(text)


def progress(text: str) -> None:
    click.echo(text, err=True)
