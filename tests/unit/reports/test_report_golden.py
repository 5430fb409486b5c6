"""The words of a whole report, line by line: read the difference as its reader would."""

from __future__ import annotations

import datetime as dt

import pytest

from reports.building import build_report
from reports.languages import Language
from reports.material import Occasion
from reports.rendering import render_paper
from scoring.diagnosis import Diagnosis
from tests.conftest import Golden
from tests.unit.reports.factories import VOLLANALYSE, simulated
from tests.unit.reports.pages import Page, lines_of
from tests.unit.reports.tied import organisations, with_network
from tests.unit.reports.wider import everything, everything_coarse, everything_refused

DAYS = (dt.date(2026, 5, 4), dt.date(2026, 5, 29))


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_report_on_eighteen_organisations_reads_as_it_was_read_before(golden: Golden, language: Language) -> None:
    whole = simulated()
    assert whole.participation.contributors == 18
    occasion = Occasion(title="Musterinitiative", fielded=DAYS)
    view = build_report(whole, VOLLANALYSE, language=language, occasion=occasion)
    lines = Page(render_paper(view, ())).lines()
    golden.check(f"reports/vollanalyse.{language}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    ("name", "whole"),
    [("everything", everything()), ("refused", everything_refused()), ("coarse", everything_coarse())],
    ids=["everything", "refused", "coarse"],
)
def test_change_viewpoints_form_motives_and_yields_read_as_they_were_read_before(
    golden: Golden, name: str, whole: Diagnosis, language: Language
) -> None:
    built = build_report(whole, VOLLANALYSE, language=language)
    parts = ("change", "viewpoints", "way", "form", "motives", "yields", "method")
    page = Page(render_paper(built, ()))
    sections = [section for section in page.all("section") if section.get("id") in parts]
    lines = [line for section in sections for line in lines_of(section)]
    golden.check(f"reports/{name}.{language}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_network_reads_as_it_was_read_before(golden: Golden, language: Language) -> None:
    occasion = Occasion(names=organisations(60))
    page = Page(render_paper(build_report(with_network(), VOLLANALYSE, language=language, occasion=occasion), ()))
    (section,) = (one for one in page.all("section") if one.get("id") == "network")
    golden.check(f"reports/network.{language}.txt", "\n".join(lines_of(section)) + "\n")
