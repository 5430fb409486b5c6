"""The names of the sectors, as the report has them."""

from __future__ import annotations

from collections.abc import Mapping

from questionnaires.profile import SECTORS
from reports.wording.loading import load_wording


def sector_names(language: str) -> Mapping[str, str]:
    """Return sector to its name, in the declared order of the sectors."""
    names = load_wording(language).barriers.sectors
    return {sector: names[sector] for sector in SECTORS}
