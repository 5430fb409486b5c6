"""``diagnostic user``: the first accounts of an installation."""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
from datetime import UTC, datetime

import click

from diagnostic.i18n import LANGUAGES, Language, language_of, say
from diagnostic.installation import installation, opened, require_current
from diagnostic.settings import Settings
from diagnostic.terminal import refuse

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
"""Without those that look alike."""
_GROUPS, _LONG = 4, 5


@click.group(name="user", help=say("help.user"), short_help=say("help.user_short"))
def group() -> None:
    """Look after accounts."""


@group.command(help=say("help.user_create"), short_help=say("help.user_create_short"))
@click.option("--email", required=True, metavar="ADDRESS", help=say("help.user_email"))
@click.option("--name", required=True, metavar="TEXT", help=say("help.user_name"))
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="de", show_default=True, help=say("help.user_language")
)
@click.option("--consultant", is_flag=True, help=say("help.user_consultant"))
@click.option("--ask", is_flag=True, help=say("help.user_ask"))
def create(*, email: str, name: str, language: Language, consultant: bool, ask: bool) -> None:
    """Create an account; without ``--ask`` its password is drawn and printed."""
    with installation() as settings:
        password = _asked() if ask else _drawn()
        asyncio.run(_create(settings, email=email, name=name, language=language, founder=not consultant, key=password))
    click.echo(say("done.user_created", email=email.strip().lower()))
    if not ask:
        click.echo(say("done.user_password", password=password))


async def _create(settings: Settings, *, email: str, name: str, language: Language, founder: bool, key: str) -> None:
    from diagnostic.domain.caller import Caller  # noqa: PLC0415 - only a command that runs needs them
    from diagnostic.domain.failures import Invalid  # noqa: PLC0415 - as above
    from diagnostic.services.founding import AccountValues, create_account  # noqa: PLC0415 - as above

    await require_current(settings)
    values = AccountValues(email=email, name=name, language=language, may_found=founder, password=key)
    async with opened(settings) as database:
        try:
            async with database.writing() as db:
                await create_account(db, Caller(now=datetime.now(UTC)), values=values)
        except Invalid as wrong:
            spoken = language_of(os.environ)
            refuse(*(problem.text(spoken) for problem in wrong.fields.values()))


def _drawn() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_LONG)) for _ in range(_GROUPS))


def _asked() -> str:
    """Return what somebody types twice without seeing it, or the first line that another program hands over."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first: str = click.prompt(say("done.ask_password"), hide_input=True)
    if click.prompt(say("done.ask_again"), hide_input=True) != first:
        refuse(say("error.password_differs"))
    return first
