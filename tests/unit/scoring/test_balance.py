"""Named benefits against named costs, told as coarsely as any other figure."""

from __future__ import annotations

import msgspec
import pandas as pd
import pytest

from questionnaires.model import Choices, Question, Questionnaire
from scoring.answers import Answers, check_answers
from scoring.pipeline import diagnose
from scoring.purposes import Balance, Named
from tests.unit.scoring.instruments import Asked, instrument

BENEFITS, COSTS = ("contacts", "reach"), ("time", "money")


def questionnaire() -> Questionnaire:
    """Return a questionnaire that asks for benefits and costs."""
    made = instrument(Asked("trust", statements=1))
    (page,) = made.page
    questions = tuple(Question(id=name, kind="multiple", choices=name) for name in ("benefits", "costs"))
    choices = {"benefits": Choices(codes=BENEFITS), "costs": Choices(codes=COSTS)}
    return msgspec.structs.replace(
        made, choices=made.choices | choices, page=(msgspec.structs.replace(page, question=questions),)
    )


ASKED = questionnaire()


def named(*rows: str, times: int) -> Answers:
    """Return answers of one person each, a row of 0 and 1 for contacts, reach, time and money; blank: not reached."""
    columns = [f"benefits_{code}" for code in BENEFITS] + [f"costs_{code}" for code in COSTS]
    table = pd.DataFrame([list(row.replace(".", " ")) for row in rows * times], columns=columns).replace(" ", "")
    table.insert(0, "trust_1", "3")
    table.insert(0, "organisation", [f"o{place:03d}" for place in range(len(table))])
    table.insert(0, "respondent", [f"p{place:03d}" for place in range(len(table))])
    return check_answers(table, ASKED)


def balance(*rows: str, times: int, strict: bool = False) -> Balance | None:
    """Return what is told of benefits and costs."""
    return diagnose(named(*rows, times=times), ASKED, strict=strict).balance


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        (["1110", "1010"], "even"),
        (["1110", "1110"], "favourable"),
        (["1011"], "costly"),
        (["1100"], "favourable"),
        (["0010"], "costly"),
        (["1110", "1010", "1110", "1110", "0010"], "even"),
        (["1110", "1110", "1010", "1110", "0110"], "favourable"),
    ],
)
def test_the_verdict_compares_benefits_with_costs(rows: list[str], verdict: str) -> None:
    found = balance(*rows, times=60 // len(rows))

    assert found is not None
    assert found.verdict == verdict


def test_from_12_on_the_balance_is_a_word_and_shares_in_steps_of_20() -> None:
    assert balance("1110", "1010", times=7) == Balance(
        n=14,
        population=14,
        verdict="even",
        benefits=(Named(option="contacts", share=80), Named(option="reach", share=60)),
        costs=(Named(option="time", share=80), Named(option="money", share=20)),
        step=20,
    )


def test_from_25_on_the_balance_has_a_ratio_with_its_interval() -> None:
    found = balance("1110", "1010", times=15)

    assert found is not None
    assert found.ratio is not None
    assert (found.ratio.value, found.ratio.n, found.step) == (1.5, 30, 10)
    assert 1.3 <= found.ratio.low < found.ratio.value < found.ratio.high <= 1.7


def test_where_hardly_anybody_names_a_cost_there_is_no_ratio() -> None:
    rows = ["1100"] * 29 + ["1110"]

    found = balance(*rows, times=1)

    assert found is not None
    assert (found.verdict, found.ratio) == ("favourable", None)


def test_people_who_did_not_get_there_are_not_counted() -> None:
    assert balance("1110", "....", times=10) is None
    found = balance("1110", "....", times=12)
    assert found is not None
    assert found.n == 12


@pytest.mark.parametrize(("times", "strict"), [(11, False), (30, True)])
def test_nothing_is_told_below_12_or_in_half_steps(*, times: int, strict: bool) -> None:
    assert balance("1110", times=times, strict=strict) is None


def test_a_questionnaire_that_does_not_ask_has_no_balance() -> None:
    made = instrument(Asked("trust", statements=1))
    table = pd.DataFrame({"respondent": [f"p{n}" for n in range(15)], "organisation": [f"o{n}" for n in range(15)]})

    assert diagnose(table.assign(trust_1=3), made).balance is None
