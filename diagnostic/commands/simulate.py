"""``diagnostic simulate``: the answers of an initiative that does not exist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diagnostic.files import write_all
from diagnostic.i18n import Language, language_of, say
from diagnostic.terminal import Progress, refuse, refusing_bad_input

if TYPE_CHECKING:
    import pandas as pd

    from questionnaires.model import Questionnaire

MOST_ORGANISATIONS = 100_000
_STEPS = 1


def simulate(
    out: Annotated[Path, typer.Option(help=say("help.out"), metavar="DIR")],
    seed: Annotated[int, typer.Option(help=say("help.simulate_seed"), metavar="N", min=0)] = 1,
    organisations: Annotated[int, typer.Option(help=say("help.simulate_organisations"), metavar="N")] = 30,
    plant: Annotated[list[str] | None, typer.Option(help=say("help.simulate_plant"), metavar="BARRIER …")] = None,
    questionnaire: Annotated[
        str, typer.Option(help=say("help.simulate_questionnaire"), metavar="ID|FILE")
    ] = "vollanalyse",
) -> None:
    """Make up the answers of an initiative."""
    import os  # noqa: PLC0415 - the environment is asked once, here

    from questionnaires.loading import find  # noqa: PLC0415 - as below
    from scoring.simulating import simulate as make_up  # noqa: PLC0415 - pandas takes longer than --help may

    language = language_of(os.environ)
    if not 1 <= organisations <= MOST_ORGANISATIONS:
        text = say("error.organisations_number", language=language, value=organisations, most=MOST_ORGANISATIONS)
        refuse(text, language=language)
    with refusing_bad_input(language):
        asked = find(questionnaire)
    means = _means(asked, tuple(plant or ()), language)
    made = make_up(asked, organisations=organisations, means=means, seed=seed)
    answered = made.responses["organisation"].nunique()
    Progress(_STEPS).step(
        say("step.simulated", persons=len(made.responses), organisations=answered, invited=len(made.organisations))
    )
    contents = {"answers.csv": _csv(made.responses), "organisations.csv": _csv(made.organisations)}
    for path in write_all(out, contents, language=language):
        typer.echo(say("done.wrote", path=str(path)))


def _means(questionnaire: Questionnaire, barriers: tuple[str, ...], language: Language) -> dict[str, float]:
    from scoring.simulating import planted  # noqa: PLC0415 - as above

    scales = questionnaire.scales_of("barrier")
    known = list(dict.fromkeys(name for scale in scales for name in (scale.barrier or scale.id, scale.id)))
    for name in barriers:
        if name not in known:
            text = say(
                "error.plant", language=language, name=name, questionnaire=questionnaire.id, known=", ".join(known)
            )
            refuse(text, language=language)
    return planted(questionnaire, barriers)


def _csv(frame: pd.DataFrame) -> bytes:
    return frame.to_csv(index=False, lineterminator="\n").encode()
