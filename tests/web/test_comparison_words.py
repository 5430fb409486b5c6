"""Whatever a comparison is like, its page has words for it, in both languages and without a blank left open."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
import pytest

from diagnostic.domain.comparisons import Absence, ComparedScale, Comparison, Refusal
from diagnostic.domain.portfolio import ScaleFigure
from diagnostic.domain.quarters import Quarter
from diagnostic.services.comparisons import Round, Standing
from diagnostic.store.initiatives import Initiative
from diagnostic.web.consultant.comparing import ComparisonPage, page_of
from diagnostic.web.consultant.drawing import WIDTH
from scoring.findings import Interval
from scoring.placement import Placement, Span
from scoring.published import Unit
from tests.factories import NOW

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
INITIATIVE = Initiative(
    id="a", name="Musterinitiative", theme="other", region="town", founded=None, simulated=False, compared_since=NOW
)
FIGURE = ScaleFigure(id="silos", barrier="silos", state="flagged", n=18, form="tenths", value=2.4, low=2.2, high=2.6)
PLACE = Placement(
    id="silos",
    others=8,
    middle=Interval(value=3.1, low=2.8, high=3.4, n=8),
    differ=True,
    percentile=Interval(value=13, low=0, high=38, n=8),
    near=Span(low=2.3, high=3.9),
    far=Span(low=1.9, high=4.3),
    position="inside",
)


def scale(own: ScaleFigure = FIGURE, **place: Any) -> ComparedScale:
    """Return a compared scale."""
    return ComparedScale(own=own, place=msgspec.structs.replace(PLACE, **place))


def standing(*scales: ComparedScale, **changes: Any) -> Standing:
    """Return where an initiative stands."""
    values: dict[str, Any] = {
        "questionnaire": "kurzcheck",
        "unit": "organisation",
        "initiatives": 9,
        "small": 5,
        "years": (2024, 2026),
    }
    comparison = Comparison(**(values | {"scales": scales or (scale(),)} | changes))
    return Standing(
        initiative=INITIATIVE,
        quarter=Quarter(2026, 4),
        round=Round(title="Frühjahr 2026", released_at=NOW),
        comparison=comparison,
    )


def without(absence: Absence) -> Standing:
    """Return an initiative without a comparison."""
    return Standing(initiative=INITIATIVE, quarter=Quarter(2026, 4), absence=absence)


def told(page: ComparisonPage) -> str:
    """Return all that a page says."""
    return msgspec.json.encode(msgspec.to_builtins(page)).decode()


def test_a_comparison_reads_as_it_should() -> None:
    page = page_of(standing(), "de")

    (one,) = page.scales
    assert page.lead == ("Bei keiner Barriere liegt die Initiative außerhalb dessen, was der Zufall erwarten lässt.",)
    assert dict(page.facts) == {
        "Mit wem": "Mit acht anderen Initiativen. Welche das sind, wird nicht gesagt.",
        "Warum mit diesen": "Sie haben denselben Fragebogen beantwortet (Kurzcheck der Zusammenarbeit), auch bei ihnen "
        "zählen Organisationen, und sie nehmen am Vergleich teil.",
        "Größe": "Fünf der neun Initiativen haben bis zu 20 antwortende Organisationen, die anderen mehr. Die Berichte "
        "sind von 2024 bis 2026.",
        "Eigene Runde": "Frühjahr 2026, freigegeben am 4. März 2026",
        "Stand": "4. Quartal 2026. Es zählt die letzte Befragungsrunde, deren Bericht vor dem 1. Oktober 2026 "
        "freigegeben war. Bis zum 31. Dezember 2026 bleibt der Vergleich, wie er ist.",
    }
    assert (one.own, one.others) == (("2,4", "2,2 bis 2,6, n = 18"), ("3,1", "2,8 bis 3,4, n = 8"))
    assert (one.percentile, one.position) == ("0. bis 38.", "innerhalb")
    assert one.sentences == (
        (
            "Die Initiative liegt zwischen dem 0. und dem 38. Prozentrang der anderen: sehr wahrscheinlich unter der "
            "Mitte. Genauer lässt sich der Platz nicht nennen."
        ),
        "Der Wert liegt innerhalb dessen, was der Zufall erwarten lässt.",
    )


@pytest.mark.parametrize(
    ("position", "direction", "sentence", "lead"),
    [
        ("between", "lower", "Der Wert ist niedriger, als der Zufall in 95 Prozent", "Vielleicht ungünstiger"),
        ("outside", "higher", "Der Wert ist höher, als der Zufall in 99,8 Prozent", "Günstiger"),
    ],
)
def test_what_lies_outside_is_said_first_and_how_far_outside(
    position: str, direction: str, sentence: str, lead: str
) -> None:
    page = page_of(standing(scale(position=position, direction=direction)), "de")

    assert page.scales[0].sentences[1].startswith(sentence)
    assert page.lead[0] == f"{lead}, als der Zufall erwarten lässt: „Versäulung und Hierarchien“."
    assert (len(page.lead) == 2) is (position == "between")


@LANGUAGES
def test_others_that_do_not_differ_are_never_called_alike(language: str) -> None:
    page = page_of(standing(scale(differ=False, percentile=None)), language)

    text = told(page).lower()
    expected = {
        "de": "Zwischen den anderen gibt es keinen Unterschied, der über Zufall hinausgeht.",
        "en": "Among the others there is no difference that goes beyond chance.",
    }
    assert page.scales[0].sentences[2] == expected[language]
    assert [word for word in ("alle gleich", "all alike", "all the same", "signifi") if word in text] == []


@LANGUAGES
@pytest.mark.parametrize("refused", ["withheld", "too_few"])
def test_a_scale_that_is_not_compared_says_why(language: str, refused: str) -> None:
    hidden = ScaleFigure(id="silos", barrier="silos", state="withheld", hidden="too_few")
    own = hidden if refused == "withheld" else FIGURE
    page = page_of(standing(ComparedScale(own=own, place=Placement(id="silos", others=3, refused=refused))), language)  # type: ignore[arg-type]

    (one,) = page.scales
    assert (one.percentiles, one.funnel, len(one.sentences)) == (None, None, 1)
    assert ("3" in one.sentences[0]) is (refused == "too_few")


@LANGUAGES
def test_every_reason_for_no_comparison_has_words_of_its_own(language: str) -> None:
    refused = [page_of(standing(refused=one, scales=()), language) for one in get_args(Refusal)]
    absent = [page_of(without(one), language) for one in get_args(Absence)]

    assert len({page.lead[1] for page in (*refused, *absent)}) == len(get_args(Refusal)) + len(get_args(Absence))
    assert {(page.facts, page.scales) for page in (*refused, *absent)} == {((), ())}


@LANGUAGES
@pytest.mark.parametrize("unit", get_args(Unit))
@pytest.mark.parametrize("small", [0, 1, 4, 9])
def test_every_mix_of_sizes_has_words_and_none_is_left_open(language: str, unit: Unit, small: int) -> None:
    for number in range(1, 5):
        page = page_of(
            msgspec.structs.replace(standing(unit=unit, small=small), quarter=Quarter(2026, number)), language
        )

        assert "{" not in "".join(text for _, text in page.facts)


@pytest.mark.parametrize("value", [1.0, 1.4, 3.0, 4.6, 5.0])
@pytest.mark.parametrize("ends", [(0, 0), (0, 100), (50, 50), (97, 100), (100, 100)])
def test_no_mark_lies_beside_its_drawing(value: float, ends: tuple[int, int]) -> None:
    own = msgspec.structs.replace(FIGURE, value=value, low=max(1.0, value - 0.5), high=min(5.0, value + 0.5))
    percentile = Interval(value=ends[0], low=ends[0], high=ends[1], n=8)
    page = page_of(standing(scale(own, percentile=percentile, far=Span(low=0.2, high=5.9))), "de")

    (one,) = page.scales
    assert one.percentiles is not None
    assert one.funnel is not None
    for begins, length in (one.percentiles.bar, one.funnel.far, one.funnel.near, one.funnel.spread):
        assert 0 <= begins < begins + length <= WIDTH
    assert 0 <= one.funnel.value <= WIDTH
    for place, _ in (one.percentiles.label, one.funnel.label):
        assert WIDTH / 10 < place < WIDTH * 9 / 10
