"""`danggui token`: a Bearer token, for a program that acts as a member."""

from __future__ import annotations

import click

from bot.cli import say
from bot.cli.options import as_json, as_member


@click.command()
@click.argument("member")
@click.option("--scope", required=True, help="What the token may be used for.")
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 366))
@as_member
@as_json
def token(member: str, scope: str, days: int, acting: str | None, as_json: bool) -> None:
    """Issue a token for MEMBER (number or name). It is shown once."""
    from bot.cli.house import open_house
    from bot.cli.who import member_named, principal_of
    from core.members.codes import new_token, token_hash
    from core.members.issue_token import IssueToken

    secret = new_token()
    with open_house() as house:
        principal = principal_of(house, acting)
        command = IssueToken(
            member_id=member_named(house, member),
            token_hash=token_hash(secret),
            scope=scope,
            days=days,
        )
        data = house.do(principal, command).data
    body = {"token": secret, **data}
    say.result(body, as_json, f"{secret}\n{data['ref']} until {data['expires']}")
