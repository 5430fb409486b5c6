"""From a diagnosis to a whole report: its parts in their order, its title, and what it refuses."""

from __future__ import annotations

import msgspec
import pytest

from questionnaires.model import Questionnaire
from questionnaires.versions import digest
from reports.building import build_report
from reports.material import Occasion
from scoring.diagnosis import Diagnosis, Participation, from_json, sealed, to_json
from tests.unit.reports.factories import (
    ENGLISH,
    FOREIGN,
    GERMAN,
    KURZCHECK,
    VOLLANALYSE,
    condition,
    diagnosis,
    foreign,
    hurdles,
    scales,
    simulated,
)
from tests.unit.reports.told import everything_told
from tests.unit.reports.wider import everything

SAY = GERMAN.say


def by_sector(whole: Diagnosis) -> Diagnosis:
    """Return a diagnosis with the scales of one whose wave was grouped by sector."""
    grouped = simulated(organisations=40, by_sector=True)
    return sealed(msgspec.structs.replace(whole, scales=grouped.scales, protection=grouped.protection))


def made_with(questionnaire: Questionnaire) -> Diagnosis:
    """Return a diagnosis of a questionnaire that is the vollanalyse but for its words or languages."""
    whole = diagnosis(scales())
    return sealed(
        msgspec.structs.replace(
            whole, instrument=msgspec.structs.replace(whole.instrument, digest=digest(questionnaire))
        )
    )


def test_the_parts_of_a_report_stand_in_their_order_and_the_contents_lead_to_them() -> None:
    view = build_report(everything_told(by_sector(everything())), VOLLANALYSE)
    parts = {
        "dissent": view.dissent,
        "sectors": view.sectors,
        "viewpoints": view.viewpoints,
        "way": view.conditions,
        "form": view.form,
        "motives": view.motives,
        "yields": view.yields,
        "steps": view.steps,
        "method": view.method,
    }
    assert view.change is not None
    pages = [("change", view.change.title), *((page.anchor, page.kicker) for page in view.barriers)]
    sections = [(name, part.title) for name, part in parts.items() if part is not None]
    assert len(sections) == len(parts)
    assert [(entry.anchor, entry.text) for entry in view.contents] == [*pages, *sections]


def test_parts_that_have_nothing_to_say_are_left_out() -> None:
    view = build_report(diagnosis(scales()), VOLLANALYSE)
    assert (view.barriers, view.conditions, view.sectors, view.steps) == ((), None, None, None)
    assert (view.change, view.viewpoints, view.form, view.motives, view.yields) == (None,) * 5
    assert [entry.anchor for entry in view.contents] == ["method"]


def test_a_report_without_any_figure_is_its_first_page_alone() -> None:
    view = build_report(diagnosis(scales("withheld")), VOLLANALYSE)
    assert (view.barriers, view.conditions, view.sectors, view.steps, view.method) == ((), None, None, None, None)
    assert view.contents == ()


def test_every_flagged_scale_has_a_page_the_ranked_ones_first() -> None:
    view = build_report(diagnosis(hurdles("priorities", "steering", "impact")), VOLLANALYSE)
    assert [page.anchor for page in view.barriers] == ["finding-priorities", "finding-impact", "finding-steering"]


@pytest.mark.parametrize(
    ("title", "made_up", "expected"),
    [
        ("Kreis A", False, "Kreis A"),
        ("Kreis A", True, "Kreis A (simulierte Daten)"),
        (None, False, VOLLANALYSE.texts["de"].title),
        (None, True, f"{VOLLANALYSE.texts['de'].title} (simulierte Daten)"),
    ],
)
def test_a_report_is_named_after_the_initiative_or_its_questionnaire(
    title: str | None,
    made_up: bool,  # noqa: FBT001 - pytest gives it
    expected: str,
) -> None:
    view = build_report(diagnosis(scales(), simulated=made_up), VOLLANALYSE, occasion=Occasion(title=title))
    assert view.subtitle == expected


@pytest.mark.parametrize("made_up", [False, True])
def test_simulated_data_are_called_so_on_every_page(made_up: bool) -> None:  # noqa: FBT001 - pytest gives it
    chrome = build_report(diagnosis(scales(), simulated=made_up), VOLLANALYSE).chrome
    assert chrome.simulated == (SAY("chrome.simulated") if made_up else None)
    assert chrome.running_head == SAY(f"chrome.running_head{'_simulated' if made_up else ''}")


@pytest.mark.parametrize(("invited", "footer"), [(26, "18 von 26 Organisationen"), (None, "18 Organisationen")])
def test_the_foot_of_every_page_says_on_how_many_it_rests(invited: int | None, footer: str) -> None:
    part = Participation(unit="organisation", contributors=18, invited=invited, persons=32)
    assert build_report(diagnosis(scales(), participation=part), VOLLANALYSE).chrome.footer == f"Beteiligung: {footer}"


def test_a_report_can_be_written_from_a_stored_diagnosis() -> None:
    stored = from_json(to_json(simulated()))
    assert build_report(stored, VOLLANALYSE) == build_report(simulated(), VOLLANALYSE)


def test_the_two_languages_tell_the_same_with_other_words() -> None:
    german, english = (build_report(simulated(), VOLLANALYSE, language=language) for language in ("de", "en"))
    assert [page.anchor for page in german.barriers] == [page.anchor for page in english.barriers]
    assert [finding.verdict.state for finding in german.cover.findings] == [
        finding.verdict.state for finding in english.cover.findings
    ]
    assert (german.title, english.title) == (SAY("chrome.title"), ENGLISH.say("chrome.title"))


def test_a_foreign_questionnaire_gives_a_whole_report() -> None:
    view = build_report(foreign(), FOREIGN)
    assert [page.running for page in view.barriers] == ["Führungsklima", "Wenig Feindseligkeit"]
    assert view.steps is None


def test_another_questionnaire_than_the_one_that_was_answered_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^the diagnosis is of vollanalyse/2026\.1, the questionnaire is kurzcheck"):
        build_report(diagnosis(scales()), KURZCHECK)
    newer = msgspec.structs.replace(VOLLANALYSE, version="2027.1")
    with pytest.raises(ValueError, match=r"the questionnaire is vollanalyse/2027\.1$"):
        build_report(diagnosis(scales()), newer)


def test_a_language_that_the_questionnaire_does_not_speak_is_refused() -> None:
    german = msgspec.structs.replace(VOLLANALYSE, languages=("de",))
    with pytest.raises(ValueError, match=r"^vollanalyse: written in de, not in en$"):
        build_report(made_with(german), german, language="en")


def test_a_language_that_reports_are_not_written_in_is_refused() -> None:
    french = msgspec.structs.replace(VOLLANALYSE, languages=("de", "fr"))
    with pytest.raises(ValueError, match=r"^reports: written in de, en, not in fr$"):
        build_report(made_with(french), french, language="fr")


def test_a_questionnaire_that_was_changed_since_it_was_answered_is_refused() -> None:
    texts = {**VOLLANALYSE.texts, "de": msgspec.structs.replace(VOLLANALYSE.texts["de"], frame="Heute.")}
    with pytest.raises(ValueError, match=r"^vollanalyse/2026\.1 has changed since it was answered"):
        build_report(diagnosis(scales()), msgspec.structs.replace(VOLLANALYSE, texts=texts))


def test_a_diagnosis_by_another_method_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^the diagnosis was made by method 2025\.9, not by 2026\.2$"):
        build_report(diagnosis(scales(), method_version="2025.9"), VOLLANALYSE)


def test_a_report_on_a_foreign_questionnaire_is_called_what_it_is() -> None:
    assert build_report(foreign(), FOREIGN).title == SAY("chrome.title_foreign")


@pytest.mark.parametrize("made_up", [False, True])
def test_a_long_title_is_cut_between_words_for_the_head_of_a_page(made_up: bool) -> None:  # noqa: FBT001 - pytest gives it
    title = "Bündnis für gutes Aufwachsen und Zusammenleben im Landkreis Musterstadt"
    view = build_report(diagnosis(scales(), simulated=made_up), VOLLANALYSE, occasion=Occasion(title=title))
    assert view.subtitle.startswith(title)
    assert len(view.running_title) <= 60
    cut, _, rest = view.running_title.partition("…")
    assert title.startswith(f"{cut} ")
    assert rest == (SAY("chrome.simulated_suffix") if made_up else "")


def test_conditions_keep_a_report_whose_scales_are_all_withheld() -> None:
    whole = diagnosis(scales("withheld"), conditions=(condition("agenda"),))
    view = build_report(whole, VOLLANALYSE)
    assert view.conditions is not None
    assert view.method is not None
    assert [entry.anchor for entry in view.contents] == ["way", "method"]
    assert (view.cover.heading, view.cover.closing) == (SAY("cover.all_withheld"), ())
