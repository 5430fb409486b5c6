"""``diagnostic simulate``: the answers of an initiative that does not exist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from diagnostic.arguments import SeveralValues
from diagnostic.files import write_all
from diagnostic.i18n import say
from diagnostic.options import number
from diagnostic.terminal import Progress, refuse, refusing_bad_input

if TYPE_CHECKING:
    import pandas as pd

    from questionnaires.model import Questionnaire

MOST_SIMULATED = 100_000
LARGEST_SEED = 2**32 - 1
_STEPS = 1


@click.command(cls=SeveralValues, help=say("help.simulate"), short_help=say("help.simulate_short"))
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help=say("help.out"))
@click.option("--seed", type=int, default=1, show_default=True, metavar="N", help=say("help.simulate_seed"))
@click.option(
    "--organisations", type=int, default=30, show_default=True, metavar="N", help=say("help.simulate_organisations")
)
@click.option("--plant", multiple=True, metavar="BARRIER …", help=say("help.simulate_plant"))
@click.option(
    "--questionnaire",
    default="vollanalyse",
    show_default=True,
    metavar="ID|FILE",
    help=say("help.simulate_questionnaire"),
)
def simulate(out: Path, seed: int, organisations: int, plant: tuple[str, ...], questionnaire: str) -> None:
    """Make up the answers of an initiative."""
    write_simulation(out, seed=seed, organisations=organisations, plant=plant, questionnaire=questionnaire)


def write_simulation(out: Path, *, seed: int, organisations: int, plant: tuple[str, ...], questionnaire: str) -> None:
    """Make up the answers of an initiative and write them with its list of organisations."""
    from questionnaires.loading import find_or_load  # noqa: PLC0415 - as below
    from scoring.simulating import simulate as make_up  # noqa: PLC0415 - pandas takes longer than --help may

    number("--organisations", organisations, least=1, most=MOST_SIMULATED)
    number("--seed", seed, least=0, most=LARGEST_SEED)
    with refusing_bad_input():
        asked = find_or_load(questionnaire)
    if not asked.statements:
        refuse(say("error.nothing_to_answer", questionnaire=asked.id))
    means = _means(asked, plant)
    made = make_up(asked, organisations=organisations, means=means, seed=seed)
    answered = made.responses["organisation"].nunique()
    Progress(_STEPS).step(
        "step.simulated", persons=len(made.responses), organisations=answered, invited=len(made.organisations)
    )
    contents = {"answers.csv": _csv(made.responses), "organisations.csv": _csv(made.organisations)}
    for path in write_all(out, contents):
        click.echo(say("done.wrote", path=str(path)))


def _means(questionnaire: Questionnaire, barriers: tuple[str, ...]) -> dict[str, float]:
    from scoring.simulating import planted  # noqa: PLC0415 - as above

    scales = questionnaire.scales_of("barrier")
    known = list(dict.fromkeys(name for scale in scales for name in (scale.barrier or scale.id, scale.id)))
    for name in barriers:
        if name not in known:
            refuse(say("error.plant", name=name, questionnaire=questionnaire.id, known=", ".join(known)))
    return planted(questionnaire, barriers)


def _csv(frame: pd.DataFrame) -> bytes:
    from questionnaires.spreadsheet import neutral  # noqa: PLC0415 - as above

    words = frame.select_dtypes(include=["object", "string"])
    safe = frame.assign(**words.map(neutral, na_action="ignore")).rename(columns=neutral)
    return safe.to_csv(index=False, lineterminator="\n").encode()
