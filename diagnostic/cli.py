"""The command line: the one place that wires ``diagnostic`` and its commands."""

from __future__ import annotations

import sys

import typer

from diagnostic.commands.analyse import analyse
from diagnostic.commands.demo import demo
from diagnostic.commands.questionnaire import group
from diagnostic.commands.simulate import simulate
from diagnostic.i18n import say
from diagnostic.terminal import spread, use_utf8

_SEVERAL_VALUES = frozenset({"--ignore-column", "--plant"})


def create_cli() -> typer.Typer:
    """Wire all commands."""
    app = typer.Typer(
        name="diagnostic",
        help=say("help.app"),
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.command(help=say("help.analyse"))(analyse)
    app.command(help=say("help.simulate"))(simulate)
    app.command(help=say("help.demo"))(demo)
    app.add_typer(group, name="questionnaire")
    return app


def main() -> None:
    """Run the command that the arguments name."""
    use_utf8()
    create_cli()(spread(sys.argv[1:], _SEVERAL_VALUES))
