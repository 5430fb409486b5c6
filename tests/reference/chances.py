"""How often chance alone looks like a finding, as the method page prints it: simulated, and reproduced by the tests."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from questionnaires.model import Questionnaire
from scoring.scales import organisation_scores, person_scores
from scoring.simulating import Behaviour, Structure, simulate
from tests.unit.scoring.instruments import Asked, instrument

CAMPS = (2.0, 4.0)
MEANS = (2.4, 3.0, 3.7)

# Which share of scales is told as contested, by statements and organisations: at three latent means with ordinary
# spread (organisations SD 0.6), and with two camps. Simulated here, 40,000 scales a figure.
CONTESTED: Mapping[tuple[int, int], Mapping[float | tuple[float, float], float]] = {
    (4, 12): {2.4: 0.077, 3.0: 0.109, 3.7: 0.065, CAMPS: 0.821},
    (4, 20): {2.4: 0.041, 3.0: 0.069, 3.7: 0.035, CAMPS: 0.917},
    (4, 30): {2.4: 0.019, 3.0: 0.043, 3.7: 0.015, CAMPS: 0.967},
    (5, 12): {2.4: 0.057, 3.0: 0.085, 3.7: 0.050, CAMPS: 0.809},
    (5, 20): {2.4: 0.027, 3.0: 0.048, 3.7: 0.021, CAMPS: 0.909},
    (5, 30): {2.4: 0.012, 3.0: 0.026, 3.7: 0.009, CAMPS: 0.963},
}

# Which share of pairs of groups that do not differ has printed figures 1.0 apart or more, and 1.5 or more: by
# statements and by organisations in both groups, at three latent means. Simulated here, at least 20,000 pairs a figure.
APART: Mapping[tuple[int, int], Mapping[float, tuple[float, float]]] = {
    (4, 5): {2.4: (0.112, 0.006), 3.0: (0.136, 0.012), 3.7: (0.096, 0.004)},
    (4, 7): {2.4: (0.069, 0.001), 3.0: (0.085, 0.003), 3.7: (0.061, 0.001)},
    (4, 8): {2.4: (0.058, 0.001), 3.0: (0.070, 0.002), 3.7: (0.045, 0.000)},
    (4, 11): {2.4: (0.032, 0.000), 3.0: (0.041, 0.000), 3.7: (0.027, 0.000)},
    (2, 5): {2.4: (0.148, 0.012), 3.0: (0.179, 0.024), 3.7: (0.121, 0.007)},
    (2, 7): {2.4: (0.094, 0.004), 3.0: (0.115, 0.008), 3.7: (0.082, 0.002)},
    (2, 8): {2.4: (0.082, 0.003), 3.0: (0.097, 0.004), 3.7: (0.068, 0.001)},
    (2, 11): {2.4: (0.050, 0.001), 3.0: (0.062, 0.001), 3.7: (0.039, 0.000)},
}

# In which share of waves that are looked at several viewpoints are told, and where some are planted just their number:
# by the number planted, their strength and what else people differ in (`tests.reference.viewing.CLOUDS`), and by
# persons. Simulated here, 100 waves a figure, and 1,000 for the one that is promised.
FOUND: Mapping[tuple[int, float, str], Mapping[int, tuple[float, ...]]] = {
    (1, 0.0, "ordinary"): {20: (0.0,), 30: (0.028,)},
    (1, 0.0, "one factor"): {20: (0.0,), 30: (0.01,)},
    (1, 0.0, "wide"): {20: (0.0,), 30: (0.05,)},
    (1, 0.0, "wide, to five persons"): {30: (0.04,)},
    (2, 0.8, "ordinary"): {20: (0.8, 0.8), 30: (0.91, 0.9)},
    (2, 0.5, "ordinary"): {20: (0.1, 0.1), 30: (0.29, 0.21)},
    (3, 0.8, "ordinary"): {20: (0.07, 0.0), 30: (0.55, 0.44)},
}

COPIES = 40  # independent scales of one simulation: as good as so many initiatives, and faster


def scores_of(
    statements: int, planted: float | tuple[float, float], *, organisations: int, seed: int
) -> list[np.ndarray]:
    """Return the scores of many organisations that all answer, on many independent scales, none missing.

    Parameters
    ----------
    planted : float or pair of float
        Latent mean of every scale, or the two camps on it.
    """
    asked = _asked(statements)
    names = [scale.id for scale in asked.scale]
    made = simulate(
        asked,
        organisations=organisations,
        means={} if isinstance(planted, tuple) else dict.fromkeys(names, planted),
        structure=Structure(camps=dict.fromkeys(names, planted) if isinstance(planted, tuple) else {}),
        behaviour=Behaviour(response=1.0),
        seed=seed,
    )
    scores = organisation_scores(person_scores(made.responses, asked), made.responses["organisation"])
    return [scores[name].dropna().to_numpy() for name in names]


def groups_of(scores: list[np.ndarray], size: int) -> np.ndarray:
    """Return groups of so many organisations each, one a row."""
    return np.vstack([one[: len(one) // size * size].reshape(-1, size) for one in scores])


def _asked(statements: int) -> Questionnaire:
    return instrument(*(Asked(f"at_{place}", statements=statements, reversed=(2, 4)) for place in range(COPIES)))
