"""``diagnostic user``: the first accounts of an installation, and new passwords for those who forgot theirs."""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from diagnostic.i18n import LANGUAGES, Language, language_of, say
from diagnostic.installation import installation, opened, require_current
from diagnostic.settings import Settings
from diagnostic.terminal import refuse

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from diagnostic.domain.caller import Caller

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


@group.command(name="password", help=say("help.user_renew"), short_help=say("help.user_renew_short"))
@click.option("--email", required=True, metavar="ADDRESS", help=say("help.user_renew_email"))
@click.option("--ask", is_flag=True, help=say("help.user_ask"))
def renew(*, email: str, ask: bool) -> None:
    """Give an account a new password; without ``--ask`` it is drawn and printed."""
    with installation() as settings:
        password = _asked() if ask else _drawn()
        asyncio.run(_renew(settings, email=email, key=password))
    click.echo(say("done.user_renewed", email=email.strip().lower()))
    if not ask:
        click.echo(say("done.user_password", password=password))


async def _create(settings: Settings, *, email: str, name: str, language: Language, founder: bool, key: str) -> None:
    from diagnostic.services.founding import AccountValues, create_account  # noqa: PLC0415 - only a command that runs

    values = AccountValues(email=email, name=name, language=language, may_found=founder, password=key)
    async with _written(settings) as (db, caller):
        await create_account(db, caller, values=values)


async def _renew(settings: Settings, *, email: str, key: str) -> None:
    from diagnostic.services.founding import renew_password  # noqa: PLC0415 - only a command that runs

    async with _written(settings) as (db, caller):
        await renew_password(db, caller, email=email, password=key)


@asynccontextmanager
async def _written(settings: Settings) -> AsyncIterator[tuple[AsyncSession, Caller]]:
    """Give a transaction and who acts in it; what a service refuses is printed."""
    from diagnostic.domain.caller import Caller  # noqa: PLC0415 - only a command that runs
    from diagnostic.domain.failures import Invalid  # noqa: PLC0415 - as above

    await require_current(settings)
    async with opened(settings) as database:
        try:
            async with database.writing() as db:
                yield db, Caller(now=datetime.now(UTC))
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
