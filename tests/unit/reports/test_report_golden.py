"""The words of a whole report, line by line: read the difference as its reader would."""

from __future__ import annotations

import datetime as dt

import pytest

from reports.building import build_report
from reports.languages import Language
from reports.material import Occasion
from reports.rendering import render_paper
from tests.conftest import Golden
from tests.unit.reports.factories import VOLLANALYSE, simulated
from tests.unit.reports.pages import Page

DAYS = (dt.date(2026, 5, 4), dt.date(2026, 5, 29))


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_report_on_eighteen_organisations_reads_as_it_was_read_before(golden: Golden, language: Language) -> None:
    whole = simulated()
    assert whole.participation.contributors == 18
    occasion = Occasion(title="Musterinitiative", fielded=DAYS)
    view = build_report(whole, VOLLANALYSE, language=language, occasion=occasion)
    lines = Page(render_paper(view, ())).lines()
    golden.check(f"reports/vollanalyse.{language}.txt", "\n".join(lines) + "\n")
