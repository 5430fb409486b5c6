"""The command line: the one place that wires ``diagnostic`` and its commands."""

from __future__ import annotations

import os
from importlib.metadata import version

import click

from diagnostic.commands import questionnaire, user
from diagnostic.commands.analyse import analyse
from diagnostic.commands.demo import demo
from diagnostic.commands.doctor import doctor
from diagnostic.commands.migrate import migrate
from diagnostic.commands.serve import serve
from diagnostic.commands.simulate import simulate
from diagnostic.commands.worker import worker
from diagnostic.i18n import language_of, say, translate_click
from diagnostic.terminal import refusing_full_output, use_utf8

_COMMANDS: tuple[click.Command, ...] = (
    analyse,
    simulate,
    demo,
    questionnaire.group,
    serve,
    worker,
    migrate,
    user.group,
    doctor,
)
_HELP = {"help_option_names": ["--help", "-h"]}


def create_cli() -> click.Group:
    """Wire all commands."""
    return click.Group(
        name="diagnostic",
        help=say("help.app"),
        commands={command.name or "": command for command in _COMMANDS},
        params=[
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_version,
                help=say("help.version"),
            )
        ],
        context_settings=_HELP,
    )


def main() -> None:
    """Run the command that the arguments name."""
    use_utf8()
    translate_click(language_of(os.environ))
    with refusing_full_output():
        create_cli()(prog_name="diagnostic")


def _show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click calls it so
    if not asked or ctx.resilient_parsing:
        return
    from scoring.pipeline import METHOD_VERSION  # noqa: PLC0415 - pandas takes longer than --help may

    click.echo(say("done.version", version=version("zusammenspiel"), method=METHOD_VERSION))
    ctx.exit()
