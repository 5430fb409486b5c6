"""The figures of a report computed once more: plain Python, exact fractions, and the formulas typed from the handbook.

Nothing here comes from ``scoring``. The posterior is that of a finite group's mean with a weak conjugate prior (Ericson
1969, JRSS-B 31:195; Little 2004, 10.1198/016214504000000467): prior mean 3, weight 1, 4 degrees of freedom, spread 0.9.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from statistics import fmean

from scipy.stats import t as student

PRIOR_MEAN, PRIOR_WEIGHT, PRIOR_DF, PRIOR_SPREAD = 3.0, 1.0, 4.0, 0.9

Row = dict[str, str]
Health = Callable[[int], Fraction]


@dataclass(frozen=True)
class Estimate:
    """A mean of all organisations with its 90 % interval and the probability that it lies below 3, as printed."""

    n: int
    population: int
    value: float
    low: float
    high: float
    below: float

    @property
    def state(self) -> str:
        """The decision that follows."""
        if self.below >= 0.8:
            return "flagged"
        if self.below > 0.2:
            return "watch"
        return "strength" if self.low > 3.5 else "not_flagged"


def rows(file: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with file.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def agreement(code: int) -> Fraction:
    """Answers 1 to 5 of which 5 is good, as they are."""
    return Fraction(code)


def burden(code: int) -> Fraction:
    """Answers 0 to 4 of which 0 is good: 0 becomes 5, 4 becomes 1."""
    return 6 - (1 + Fraction(code) * 4 / 4)


def person_score(row: Row, statements: Sequence[str], health: Health) -> Fraction:
    """Return the mean of one person's answers, all of which must be there."""
    return sum((health(int(row[name])) for name in statements), Fraction(0)) / len(statements)


def organisation_scores(answers: Sequence[Row], statements: Sequence[str], health: Health) -> list[Fraction]:
    """Return the mean of each company's people."""
    people = defaultdict(list)
    for row in answers:
        people[row["COMPID"]].append(person_score(row, statements, health))
    return [sum(scores, Fraction(0)) / len(scores) for scores in people.values()]


def estimate(scores: Sequence[Fraction], *, population: int, reliability: float) -> Estimate:
    """Estimate the mean of all organisations of which some answered, and round it for print."""
    values = [float(score) for score in scores]
    n, mean = len(values), fmean(values)
    kappa, nu = PRIOR_WEIGHT + n, PRIOR_DF + n
    mu = (PRIOR_WEIGHT * PRIOR_MEAN + n * mean) / kappa
    squares = math.fsum((value - mean) ** 2 for value in values)
    variance = (PRIOR_DF * PRIOR_SPREAD**2 + squares + PRIOR_WEIGHT * n * (mean - PRIOR_MEAN) ** 2 / kappa) / nu
    unseen = population - n
    location = (n * mean + unseen * mu) / population
    square = (1 - reliability) * variance / population
    if unseen:
        square += (unseen / population) ** 2 * variance * (1 / kappa + 1 / unseen)
    posterior = student(df=nu, loc=location, scale=math.sqrt(square))
    low, high = (rounded(end, "0.1") for end in posterior.interval(0.9))
    return Estimate(
        n=n,
        population=population,
        value=rounded(location, "0.1"),
        low=low,
        high=high,
        below=rounded(posterior.cdf(3.0), "0.01"),
    )


def shares(scores: Sequence[Fraction]) -> tuple[int, int, int]:
    """Return how many organisations are low, in the middle and high, in tenths between 10 and 90 per cent."""
    low = sum(score < Fraction(5, 2) for score in scores)
    high = sum(score >= Fraction(7, 2) for score in scores)
    counts = (low, len(scores) - low - high, high)
    tenths = [int(rounded(10 * count / len(scores), "1")) for count in counts]
    lowest, middle, highest = (10 * min(max(tenth, 1), 9) for tenth in tenths)
    return lowest, middle, highest


def rounded(value: float, step: str) -> float:
    """Round to a decimal step, halves up."""
    return float(Decimal(repr(float(value))).quantize(Decimal(step), rounding=ROUND_HALF_UP))
