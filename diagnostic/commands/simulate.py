"""``diagnostic simulate``: the answers of an initiative that does not exist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from diagnostic.arguments import SeveralValues
from diagnostic.files import write_all
from diagnostic.i18n import say
from diagnostic.options import number
from diagnostic.terminal import Progress, refuse, refusing_bad_input

if TYPE_CHECKING:
    import pandas as pd

    from questionnaires.model import Questionnaire
    from scoring.simulated import Simulation

MOST_SIMULATED = 100_000
MOST_SIMULATED_WITH_TIES = 500
"""With two people each, more rows than a spreadsheet program can hold otherwise."""
LARGEST_SEED = 2**32 - 1
_STEPS = 1


class Options(TypedDict):
    """What the command is called with."""

    out: Path
    seed: int
    organisations: int
    plant: tuple[str, ...]
    questionnaire: str
    ties: bool
    silo: float


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
@click.option("--ties", is_flag=True, help=say("help.simulate_ties"))
@click.option("--silo", type=float, default=0.0, show_default=True, metavar="D", help=say("help.simulate_silo"))
def simulate(**options: Unpack[Options]) -> None:
    """Make up the answers of an initiative."""
    write_simulation(options)


def write_simulation(options: Options) -> None:
    """Make up the answers of an initiative and write them with its list of organisations and, if wanted, its ties."""
    from questionnaires.loading import find_or_load  # noqa: PLC0415 - as below
    from scoring.simulating import simulate as make_up  # noqa: PLC0415 - pandas takes longer than --help may

    most = MOST_SIMULATED_WITH_TIES if options["ties"] else MOST_SIMULATED
    organisations = number("--organisations", options["organisations"], least=1, most=most)
    seed = number("--seed", options["seed"], least=0, most=LARGEST_SEED)
    if options["silo"] and not options["ties"]:
        refuse(say("error.silo_without_ties"))
    with refusing_bad_input():
        asked = find_or_load(options["questionnaire"])
    if not asked.statements and not (asked.rosters and options["ties"]):
        refuse(say("error.nothing_to_answer", questionnaire=asked.id))
    made = make_up(asked, organisations=organisations, means=_means(asked, options["plant"]), seed=seed)
    contents = _with_ties(made, options) if options["ties"] else _files(made.responses, made.organisations)
    answered = made.responses["organisation"].nunique()
    Progress(_STEPS).step(
        "step.simulated", persons=len(made.responses), organisations=answered, invited=len(made.organisations)
    )
    for path in write_all(options["out"], contents):
        click.echo(say("done.wrote", path=str(path)))


def _with_ties(made: Simulation, options: Options) -> dict[str, bytes]:
    """Return the files of an initiative with ties; what is answered to their consent is what the list tells."""
    from scoring.connecting import Tying, simulate_ties  # noqa: PLC0415 - as above

    try:
        ties = simulate_ties(
            made.organisations, made.responses, tying=Tying(silo=options["silo"]), seed=options["seed"]
        )
    except ValueError:
        refuse(say("error.silo", value=f"{options['silo']:g}"))
    agreed = made.organisations["organisation"].map(ties.share_ties)
    responses = made.responses
    if "share_ties" in responses:
        responses = responses.assign(share_ties=responses["organisation"].map(ties.share_ties))
    return _files(responses, made.organisations.assign(share_ties=agreed)) | {"ties.csv": _csv(_whole(ties.rows))}


def _files(responses: pd.DataFrame, organisations: pd.DataFrame) -> dict[str, bytes]:
    return {"answers.csv": _csv(responses), "organisations.csv": _csv(organisations)}


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose numbers are written without a decimal point."""
    numbers = frame.select_dtypes(include="float")
    return frame.assign(**numbers.astype("Int64"))


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
