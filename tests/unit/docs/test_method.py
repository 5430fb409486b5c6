"""The method page says what the program does: its tables are the data, its examples are recomputed."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import msgspec
import numpy as np
import pytest
from scipy.special import stdtrit

from questionnaires.profile import SECTORS
from scoring.disclosure import cell, form_for, rules_with
from scoring.merging import merge
from scoring.pipeline import METHOD_VERSION
from scoring.rounding import Form
from scoring.simulating import HEALTHY, PLANTED, Behaviour
from scoring.thresholds import Threshold, thresholds
from scoring.uncertainty import WEAK, cell_interval, mean_interval
from tests.reference.operating import operating_table
from tests.unit.docs.drawn import (
    drawn_agreement_told,
    drawn_apart,
    drawn_contested,
    drawn_numbers,
    drawn_silos,
    drawn_viewpoints,
    table,
)
from tests.unit.docs.pages import DOCS, block, flowing, read, rows, with_block

PAGE = DOCS / "method.md"
EXAMPLE = (2.0, 2.5, 3.0, 2.5, 2.0)
INVITED = 9
ANSWERED = {"administration": 7, "civil_society": 8, "education": 3, "health": 2, "business": 2}
LONGEST_LINE = 118


def test_the_page_names_the_version_of_the_method() -> None:
    assert f"This is method **{METHOD_VERSION}**." in read(PAGE)


def drawn_thresholds() -> str:
    """Return every threshold as a table, with the sources below it, each once."""
    values: Mapping[str, Threshold] = {
        field: getattr(thresholds(), field) for field in msgspec.structs.asdict(thresholds())
    }
    sources = list(dict.fromkeys(threshold.source for threshold in values.values()))
    return (
        table(
            ("name", "value", "unit", "since", "source"),
            [
                (
                    f"`{name}`",
                    f"{threshold.value:g}",
                    threshold.unit,
                    threshold.since.isoformat(),
                    str(sources.index(threshold.source) + 1),
                )
                for name, threshold in values.items()
            ],
        )
        + "".join(f"\n{number}. {_folded(source)}" for number, source in enumerate(sources, start=1))
        + "\n"
    )


def drawn_operating_table() -> str:
    """Return the operating characteristics as a table."""
    found = operating_table()
    expected = ("mean of the answers", "", *(f"{truth:.2f}" for truth in found.expected), "")
    return table(
        ("questionnaire", "n of N", *(f"{mean}" for mean in found.means), "range holds the truth"),
        [
            expected,
            *(
                (
                    row.questionnaire,
                    f"{row.answering} of {row.population}",
                    *(f"{share:.2f}" for share in row.flagged),
                    f"{row.covered[0]:.2f}–{row.covered[1]:.2f}",
                )
                for row in found.row
            ),
        ],
    )


def drawn_merging() -> str:
    """Return an example of merged sectors as a table."""
    groups = merge(ANSWERED, minimum=rules_with().minimum)
    of = {category: group for group in groups for category in group.categories}
    return table(
        ("sector", "answered", "shown in the group", "n of the group"),
        [
            (
                sector.replace("_", " "),
                str(ANSWERED.get(sector, 0)),
                " + ".join(of[sector].categories).replace("_", " ") if sector in of else "none",
                str(of[sector].size) if sector in of else "0",
            )
            for sector in SECTORS
        ],
    )


BLOCKS: Mapping[str, Callable[[], str]] = {
    "numbers": drawn_numbers,
    "thresholds": drawn_thresholds,
    "operating characteristics": drawn_operating_table,
    "merging": drawn_merging,
    "agreement told": drawn_agreement_told,
    "contested": drawn_contested,
    "apart": drawn_apart,
    "viewpoints": drawn_viewpoints,
    "silos": drawn_silos,
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_of_the_page_is_its_data(name: str, request: pytest.FixtureRequest) -> None:
    drawn = BLOCKS[name]()
    if request.config.getoption("--renew-golden"):
        PAGE.write_text(with_block(read(PAGE), name, drawn), encoding="utf-8")

    assert block(read(PAGE), name) == drawn, "If the change is wanted: pytest --renew-golden"


def test_the_shapes_behind_the_operating_table_are_told() -> None:
    shapes = {name: (shape.statements, shape.reliability) for name, shape in operating_table().questionnaires.items()}

    assert shapes == {"vollanalyse": (5, 0.75), "kurzcheck": (2, 0.55)}
    assert "five statements and ρ = 0.75" in flowing(read(PAGE))
    assert "one of two and ρ = 0.55" in flowing(read(PAGE))


def test_the_forms_by_n_are_those_of_the_disclosure_rules() -> None:
    limits = thresholds()
    few, tenths, full = (int(t.value) for t in (limits.minimum_contributors, limits.tenths_from, limits.full_from))
    told = [row[0] for row in rows(block(read(PAGE), "formats"))]
    forms: list[Form | None] = [form_for(n, rules_with()) for n in (few - 1, few, tenths - 1, tenths, full - 1, full)]

    assert told == [f"fewer than {few}", f"{few}–{tenths - 1}", f"{tenths}–{full - 1}", f"{full} and more"]
    assert forms == [None, "halves", "halves", "tenths", "tenths", "full"]


def test_the_limits_of_the_decision_are_those_of_the_thresholds() -> None:
    limits = thresholds()
    flagged, clearly, fine = (t.value for t in (limits.flagged_from, limits.clearly_from, limits.not_flagged_to))
    section = read(PAGE).partition("## Flags\n")[2].partition("### ")[0]

    assert [row[:2] for row in rows(section)] == [
        [f"at least {flagged:.2f}", f"flagged; from {clearly:.2f} on *very sure*"],
        ["between", "watch"],
        [f"at most {fine:.2f}", f"not flagged; from {1 - clearly:.2f} down *very sure*"],
        [f"at most {fine:.2f}, and the whole range above {limits.strength_above.value}", "strength"],
        [f"n below {limits.minimum_contributors.value:g}", "withheld"],
    ]
    assert f"less than {limits.ranking_response.value:.0%}".replace("%", " %") in flowing(section)
    assert f"P × ({limits.severity_reference.value} − mean)" in section


def test_the_worked_example_is_recomputed() -> None:
    n, df = len(EXAMPLE), WEAK.df + len(EXAMPLE)
    mean = math.fsum(EXAMPLE) / n
    seen = mean_interval(EXAMPLE, population=INVITED, threshold=thresholds().barrier_line.value)
    unseen = (WEAK.weight * WEAK.mean + n * mean) / (WEAK.weight + n)
    squares = math.fsum((score - mean) ** 2 for score in EXAMPLE)
    shrink = WEAK.weight * n * (mean - WEAK.mean) ** 2 / (WEAK.weight + n)

    steps = [mean, unseen, squares, (WEAK.df * WEAK.spread**2 + squares + shrink) / df, seen.value]
    steps += [_scale(seen.value, seen.high, df) ** 2, seen.low, seen.high, seen.below or 0.0]

    _compare("worked example", steps)


def test_the_worked_example_of_a_cell_is_recomputed() -> None:
    n, rest = len(EXAMPLE), INVITED - len(EXAMPLE)
    shown = cell(np.array(EXAMPLE), population=INVITED, rules=rules_with(), prior=WEAK).cell
    printed = shown.value or 0.0
    ends = [
        (n * mean + rest * (WEAK.weight * WEAK.mean + n * mean) / (WEAK.weight + n)) / INVITED
        for mean in (printed - 0.25, printed + 0.25)
    ]
    within = cell_interval(printed, contributors=n, population=INVITED)
    scale2 = within.variance - (ends[1] - ends[0]) ** 2 / 12

    _compare(
        "worked example of a cell", [printed, *ends, scale2, shown.low or 0.0, shown.high or 0.0, shown.below or 0.0]
    )


def test_the_simulated_initiatives_are_as_described() -> None:
    behaviour, text = Behaviour(), flowing(read(PAGE))

    assert f"{HEALTHY} if healthy, {PLANTED} if planted" in text
    assert f"{behaviour.dont_know:.0%}".replace("%", " %") + " of answers" in text
    assert f"{behaviour.response:.0%}".replace("%", " %") + " on the command line" in text
    assert behaviour.most_persons == 3
    assert "one to three persons" in text


def test_a_block_can_be_written_anew_and_nothing_else_changes() -> None:
    page = "before\n<!-- a -->\nold\n<!-- /a -->\nafter\n"

    assert with_block(page, "a", "new\n") == "before\n<!-- a -->\nnew\n<!-- /a -->\nafter\n"
    with pytest.raises(ValueError, match="the page has no block b"):
        block(page, "b")


def _compare(name: str, computed: Sequence[float]) -> None:
    """Compare the last column of a block with numbers, each to the digits that the page prints."""
    printed = [row[-1] for row in rows(block(read(PAGE), name))]
    digits = [len(figure.partition(".")[2]) for figure in printed]

    assert printed == [f"{value:.{places}f}" for value, places in zip(computed, digits, strict=True)]


def _scale(value: float, high: float, df: float) -> float:
    """Return the scale of the t distribution whose 95 % point is known."""
    return (high - value) / float(stdtrit(df, 0.95))


def _folded(source: str) -> str:
    """Return a source as an item of a list, broken to the width of the page."""
    words, lines = source.split(), [""]
    for word in words:
        if len(lines[-1]) + len(word) > LONGEST_LINE - 5:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n   ".join(lines)
