"""Coefficients of a scale beside the same of named packages: the same answers, in turns, in one process."""

from __future__ import annotations

import math
import statistics
import time
import tomllib
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypedDict

import numpy as np
import pandas as pd
import pingouin
from statsmodels.multivariate.factor import Factor

from benchmarks.work import SIZES
from questionnaires.loading import find
from scoring.agreement import icc
from scoring.reliability import cronbach_alpha, omega_total
from scoring.simulating import Behaviour, simulate

RESAMPLES = 200
_SEED = 3
_SCALE = "knowhow"
_COLLEAGUES = 2
_LEAST_SECONDS = 0.02
_HEADINGS = ("", "answers", "here, ms", "peer, ms", "peer ÷ here", "peer")


class Row(TypedDict):
    """What `peers.toml` says of a coefficient."""

    name: str
    peer: str


class Answers(NamedTuple):
    """Answers to one scale, two people an organisation.

    Parameters
    ----------
    items : DataFrame, shape (persons, statements)
        On the health scale, none missing.
    people : DataFrame, shape (persons, 3)
        ``organisation``, ``place`` of the person in it, and ``score``.
    """

    items: pd.DataFrame
    people: pd.DataFrame


class Pair(NamedTuple):
    """The same figure computed twice."""

    ours: Callable[[], float]
    peer: Callable[[], float]


class Compared(NamedTuple):
    """Seconds of processor time, and how many times as long the peer takes: medians over the runs."""

    ours: float
    peer: float
    ratio: float


def answers_of(size: int) -> Answers:
    """Make up the answers of as many people."""
    asked = find("vollanalyse")
    all_answer = Behaviour(response=1.0, dont_know=0.0)
    made = simulate(asked, organisations=size, behaviour=all_answer, seed=_SEED).responses
    made["place"] = made.groupby("organisation").cumcount()
    several = made.groupby("organisation")["place"].transform("size") >= _COLLEAGUES
    kept = made[several & (made["place"] < _COLLEAGUES)].head(size).reset_index(drop=True)
    items = pd.DataFrame(
        {
            one.id: (6 - kept[one.id] if one.reversed else kept[one.id]).astype(float)
            for one in asked.statements_of(_SCALE)
        }
    )
    return Answers(items, kept[["organisation", "place"]].assign(score=items.mean(axis="columns")))


def pairs(answers: Answers) -> dict[str, Pair]:
    """Return what is compared, by the name in `peers.toml`."""
    items, people = answers
    drawn = np.random.default_rng(_SEED).integers(0, len(items), (RESAMPLES, len(items)))
    return {
        "alpha": Pair(partial(_alpha, items), partial(_alpha_of_pingouin, items)),
        "omega": Pair(lambda: omega_total(items).value, partial(_omega_of_statsmodels, items)),
        "icc": Pair(lambda: icc(people["score"], people["organisation"]).icc1, partial(_icc_of_pingouin, people)),
        "bootstrap": Pair(
            partial(_bootstrap, items, drawn, of=_alpha), partial(_bootstrap, items, drawn, of=_alpha_of_pingouin)
        ),
    }


def coefficient_figures(*, runs: int) -> dict[str, dict[int, Compared]]:
    """Measure every coefficient with answers of every size."""
    found: dict[str, dict[int, Compared]] = {name: {} for name in rows()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the peers, who use what pandas will drop
        for size in SIZES:
            for name, pair in pairs(answers_of(size)).items():
                found[name][size] = compare(pair, runs=runs)
    return found


def compare(pair: Pair, *, runs: int) -> Compared:
    """Measure both sides of a pair in turns."""
    ours, peer = [], []
    repeats = [_repeats(side) for side in pair]
    for _ in range(runs):
        ours.append(_seconds(pair.ours, repeats[0]))
        peer.append(_seconds(pair.peer, repeats[1]))
    ratio = statistics.median(theirs / own for own, theirs in zip(ours, peer, strict=True))
    return Compared(statistics.median(ours), statistics.median(peer), ratio)


def rows() -> dict[str, Row]:
    """Return what `peers.toml` says of each coefficient."""
    content = tomllib.loads((Path(__file__).parent / "peers.toml").read_text(encoding="utf-8"))
    found: dict[str, Row] = content["coefficients"]
    return found


def growth(compared: Mapping[int, Compared]) -> tuple[float, float]:
    """Return the exponents with which we and the peer grow from 1,000 to 10,000 answers; 1 is linear."""
    _, small, large = SIZES
    before, after, per = compared[small], compared[large], math.log10(large / small)
    return math.log10(after.ours / before.ours) / per, math.log10(after.peer / before.peer) / per


def coefficient_rows(figures: Mapping[str, Mapping[int, Compared]]) -> dict[str, dict[str, object]]:
    """Return all that was measured, for programs."""
    return {
        name: {
            **row,
            "seconds": {size: round(one.ours, 6) for size, one in figures[name].items()},
            "peer_seconds": {size: round(one.peer, 6) for size, one in figures[name].items()},
            "ratio": {size: round(one.ratio, 2) for size, one in figures[name].items()},
            "growth_exponents": [round(exponent, 2) for exponent in growth(figures[name])],
        }
        for name, row in rows().items()
    }


def coefficient_table(figures: Mapping[str, Mapping[int, Compared]]) -> list[str]:
    """Return all that was measured as the lines of a Markdown table."""
    return ["| " + " | ".join(_HEADINGS) + " |", "|---|" + "---:|" * 4 + "---|", *_lines(figures)]


def _lines(figures: Mapping[str, Mapping[int, Compared]]) -> Iterator[str]:
    for name, row in rows().items():
        for size, one in figures[name].items():
            yield (
                f"| {row['name']} | {size:,} | {1000 * one.ours:.3f} | {1000 * one.peer:.3f} "
                f"| {one.ratio:.1f} | {row['peer']} |"
            )
        ours, peer = growth(figures[name])
        yield f"| its growth, as an exponent | 1,000 to 10,000 | {ours:.2f} | {peer:.2f} |  |  |"


def _repeats(work: Callable[[], object]) -> int:
    """Return how often work is done in one measurement; it is done once here, to warm up."""
    work()
    return max(1, math.ceil(_LEAST_SECONDS / max(_seconds(work, 1), 1e-6)))


def _seconds(work: Callable[[], object], repeats: int) -> float:
    start = time.process_time()
    for _ in range(repeats):
        work()
    return (time.process_time() - start) / repeats


def _alpha(items: pd.DataFrame) -> float:
    return cronbach_alpha(items).value


def _alpha_of_pingouin(items: pd.DataFrame) -> float:
    return float(pingouin.cronbach_alpha(items)[0])


def _omega_of_statsmodels(items: pd.DataFrame) -> float:
    answers = items.to_numpy()
    spreads = answers.std(axis=0, ddof=1)
    fitted = Factor(answers, 1, method="ml").fit()
    common = float((fitted.loadings[:, 0] * spreads).sum()) ** 2
    return common / (common + float((fitted.uniqueness * spreads**2).sum()))


def _icc_of_pingouin(people: pd.DataFrame) -> float:
    table = pingouin.intraclass_corr(people, targets="organisation", raters="place", ratings="score")
    return float(table["ICC"].iloc[0])


def _bootstrap(items: pd.DataFrame, drawn: np.ndarray, *, of: Callable[[pd.DataFrame], float]) -> float:
    """Return the lower end of a 90 % interval by resampling persons: the harness is the same for both sides."""
    return float(np.quantile([of(items.take(rows_drawn)) for rows_drawn in drawn], 0.05))
