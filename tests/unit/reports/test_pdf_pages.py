"""How the parts beyond the hurdles lie on the pages of a PDF: each on one, and refusals together."""

from __future__ import annotations

import pytest

from reports.building import build_report
from reports.languages import Language
from reports.material import Occasion
from scoring.diagnosis import Diagnosis
from scoring.published import State
from tests.unit.reports.factories import VOLLANALYSE, diagnosis, scales
from tests.unit.reports.test_pdf import LONG, drawn, from_groups, read
from tests.unit.reports.tied import named, network, organisations, with_network
from tests.unit.reports.wider import change, everything, everything_refused, moved


def pages_of(whole: Diagnosis, language: Language = "de") -> list[str]:
    """Return the words of each page of a report."""
    view = build_report(whole, VOLLANALYSE, language=language, occasion=LONG)
    return [" ".join(page.extract_text().split()) for page in read(drawn(view)).pages]


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_crowded_first_page_has_room_for_what_has_changed(language: Language) -> None:
    names = [part.id for part in scales()]
    states: dict[str, State] = {**dict.fromkeys(names[:5], "flagged"), **dict.fromkeys(names[5:], "strength")}
    moves = change(*(moved(name, 0.5, direction="higher") for name in names[:6]))
    whole = diagnosis(tuple(map(from_groups, scales(**states))), simulated=True, change=moves)
    view = build_report(whole, VOLLANALYSE, language=language)
    assert view.change is not None
    first, second = pages_of(whole, language)[:2]
    assert view.cover.change in first
    assert view.change.heading in second[:120]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_part_beyond_the_hurdles_fits_one_page(language: Language) -> None:
    view = build_report(everything(), VOLLANALYSE, language=language)
    parts = (view.change, view.viewpoints, view.form, view.motives, view.yields)
    pages = pages_of(everything(), language)
    for part in parts:
        assert part is not None
        (place,) = [
            number for number, page in enumerate(pages) if part.title.replace("\N{NO-BREAK SPACE}", " ") in page
        ]
        assert sum(part.heading in page[:200] for page in pages[place : place + 2]) == 1


def test_parts_that_are_refused_share_a_page() -> None:
    view = build_report(everything_refused(), VOLLANALYSE)
    pages = pages_of(everything_refused())
    parts = (view.viewpoints, view.form, view.motives, view.yields)
    places = {number for part in parts for number, page in enumerate(pages) if part and part.title in page}
    assert len(places) <= 2


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_map_of_sixty_stands_on_the_page_that_its_finding_opens(language: Language) -> None:
    whole = with_network(network(named=named(60, alone=0), agreed=60))
    view = build_report(whole, VOLLANALYSE, language=language, occasion=Occasion(names=organisations(60)))
    assert view.network is not None
    assert view.network.map is not None
    pages = [" ".join(page.extract_text().split()) for page in read(drawn(view)).pages]
    title = view.network.title.replace("\N{NO-BREAK SPACE}", " ")
    (opening,) = [page for page in pages[1:] if title in page and view.network.heading in page[:200]]
    assert view.network.map.heading in opening
    assert "Handwerkskammer" in opening
    assert sum(view.network.heading in page[:200] for page in pages) <= 6
