"""The page a mayor reads: at most three findings, a measure for each, a strength, and what it says if there is none."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from reports.catalogue import load_catalogue
from reports.figures import Fact, Verdict
from reports.languages import Language
from reports.material import Occasion
from reports.sections.cover import cover_page
from reports.sections.method import method_facts
from reports.view import Finding
from scoring.diagnosis import Participation
from scoring.findings import DontKnow
from scoring.flags import ranking_holds
from scoring.published import State
from tests.unit.reports.factories import (
    FOREIGN,
    GERMAN,
    VOLLANALYSE,
    among,
    cell,
    diagnosis,
    foreign,
    hurdles,
    material,
    scale,
    scales,
)

SAY, WORDS = GERMAN.say, GERMAN.wording.barriers.scales
SILOS = load_catalogue().measures_for("silos")


def part(*, organisations: int = 18, invited: int | None = 26) -> Participation:
    """Return who took part."""
    return Participation(unit="organisation", contributors=organisations, invited=invited, persons=32)


def test_a_finding_has_its_rank_its_sentence_how_sure_it_is_and_what_to_do_first() -> None:
    page = cover_page(material(hurdles("silos")))
    best = min(SILOS, key=lambda measure: (measure.evidence, measure.effort != "low")).texts["de"]
    assert (page.heading, page.action_heading) == (SAY("cover.findings_1"), SAY("cover.action_heading"))
    assert page.findings == (
        Finding(
            number="1",
            sentence=GERMAN.unwidowed(WORDS["silos"].finding),
            verdict=Verdict(state="flagged", word="Hürde", rest=", sehr sicher: 2,6 von 5 (2,4 bis 2,8), n = 18"),
            anchor="finding-silos",
            action=best.title,
            action_detail=best.opening,
        ),
    )
    assert (page.lead, page.more, page.strengths, page.closing) == ((), (), (), ())


@pytest.mark.parametrize(
    ("names", "told", "further"),
    [
        (("silos", "impact"), 2, ()),
        (("silos", "impact", "overview"), 3, ()),
        (("silos", "overview", "knowhow", "personal", "impact"), 3, ("personal", "impact")),
    ],
)
def test_three_findings_at_most_are_told_and_the_others_are_named(
    names: tuple[str, ...], told: int, further: tuple[str, ...]
) -> None:
    page = cover_page(material(hurdles(*names)))
    others = GERMAN.quoted([GERMAN.scale(scale(name)) for name in further])
    assert page.heading == SAY(f"cover.findings_{told}")
    assert page.more == ((SAY("cover.more", names=others),) if further else ())
    assert [finding.number for finding in page.findings] == ["1", "2", "3"][:told]


def test_the_other_part_of_leadership_is_a_further_hurdle() -> None:
    page = cover_page(material(hurdles("priorities", "steering")))
    assert [finding.anchor for finding in page.findings] == ["finding-priorities"]
    assert page.more == (SAY("cover.more", names="„Unklare Führung“"),)


def test_one_strength_follows_the_highest() -> None:
    higher = scale("impact", "strength", cell=cell("strength", value=4.3, low=4.1, high=4.5))
    (strength,) = cover_page(material(among(scales(silos="flagged", overview="strength"), higher))).strengths
    assert (
        strength.sentence
        == "Die Partner prüfen gemeinsam, was ihre Arbeit bewirkt, und lernen\N{NO-BREAK SPACE}daraus."
    )
    assert strength.verdict == Verdict(
        state="strength", word="Stärke", rest=", sehr sicher: 4,3 von 5 (4,1 bis 4,5), n = 18"
    )
    assert (strength.number, strength.anchor, strength.action_detail) == ("", None, SAY("cover.strength_rest"))


def test_nothing_flagged_tells_what_to_watch_the_likeliest_first() -> None:
    likely = scale("impact", "watch", cell=cell("watch", below=0.75))
    page = cover_page(material(among(scales(silos="watch", overview="watch", logics="watch"), likely)))
    assert page.more == (SAY("cover.more_unclear", names="„Fehlender Überblick über Akteure und Angebote“"),)
    assert (page.heading, page.action_heading) == (SAY("cover.findings_none"), SAY("cover.watch_heading"))
    assert page.lead == (SAY("cover.no_flag_barrier"),)
    sentences = [GERMAN.unwidowed(WORDS[name].watch) for name in ("impact", "logics", "silos")]
    assert [finding.sentence for finding in page.findings] == sentences
    assert {(finding.number, finding.anchor) for finding in page.findings} == {("", None)}
    once = [(SAY("cover.watch_action"), SAY("cover.watch_detail")), ("", ""), ("", "")]
    assert [(finding.action, finding.action_detail) for finding in page.findings] == once
    assert {finding.verdict.rest for finding in page.findings} == {", 2,9 von 5 (2,7 bis 3,2), n = 18"}


def test_nothing_flagged_and_nothing_to_watch_says_so_and_keeps_the_overview() -> None:
    page = cover_page(material(scales(impact="strength")))
    assert page.heading == SAY("cover.findings_none")
    assert page.lead == (SAY("cover.no_flag_no_watch_barrier"),)
    assert page.findings == ()
    assert len(page.strengths) == 1
    assert page.profile is not None


@pytest.mark.parametrize(
    ("organisations", "answered"),
    [(0, "keine Organisation"), (1, "eine Organisation"), (4, "4 Organisationen")],
)
def test_too_few_answers_give_one_page_with_the_reason_and_what_to_do(organisations: int, answered: str) -> None:
    whole = diagnosis(scales("withheld"), participation=part(organisations=organisations))
    page = cover_page(material(whole))
    assert page.heading == SAY("cover.all_withheld")
    assert page.lead == (
        f"{GERMAN.counted('cover.answered', organisations)} {SAY('cover.too_few', minimum=5)}",
        SAY("cover.too_few_next"),
        SAY("method.hidden_lead", minimum=5),
    )
    assert f" {answered} geantwortet." in page.lead[0]
    assert (page.findings, page.strengths, page.more, page.profile) == ((), (), (), None)
    assert page.facts[0].label == SAY("participation.label")
    assert page.closing == method_facts(material(whole))


def test_too_few_answers_name_the_minimum_that_the_initiative_chose() -> None:
    rules = msgspec.structs.replace(diagnosis(scales()).protection, minimum=8)
    whole = diagnosis(scales("withheld"), participation=part(organisations=6), protection=rules)
    said = f"{SAY('cover.answered', n=6)} {SAY('cover.too_few', minimum=8)}"
    assert cover_page(material(whole)).lead[0] == said


def test_enough_organisations_but_too_few_on_every_scale_is_told_as_that() -> None:
    page = cover_page(material(diagnosis(scales("withheld"))))
    assert page.lead[:2] == (SAY("cover.too_few_by_scale", n=18, minimum=5), SAY("cover.too_few_next"))


def test_a_questionnaire_without_scales_of_barriers_says_so() -> None:
    assert cover_page(material(())).lead[0] == SAY("cover.no_scales")


@pytest.mark.parametrize(
    ("organisations", "invited", "numbers"),
    [(17, 26, ["1", "2"]), (16, 26, ["", ""]), (13, 20, ["1", "2"]), (12, 20, ["", ""]), (6, None, ["1", "2"])],
)
def test_findings_are_numbered_only_if_sixty_five_per_cent_answered(
    organisations: int, invited: int | None, numbers: list[str]
) -> None:
    who = part(organisations=organisations, invited=invited)
    parts = hurdles("silos", "impact")
    page = cover_page(material(diagnosis(parts, participation=who, ranking_holds=ranking_holds(who))))
    said = SAY("cover.low_response")
    assert page.heading == SAY("cover.findings_2" if numbers[0] else "cover.findings_unranked")
    assert [finding.number for finding in page.findings] == numbers
    assert (said in page.lead) == (numbers == ["", ""])


def test_an_unknown_number_of_invited_organisations_is_said_on_the_first_page() -> None:
    whole = diagnosis(hurdles("silos"), participation=part(invited=None))
    page = cover_page(material(whole))
    assert page.lead == (SAY("cover.unknown_population"),)
    assert page.facts[0] == Fact(label=SAY("participation.label"), value="18 Organisationen")


def test_an_unknown_number_of_invited_organisations_is_said_without_a_finding_too() -> None:
    page = cover_page(material(diagnosis(scales(), participation=part(invited=None))))
    assert page.lead[-1] == SAY("cover.unknown_population")


@pytest.mark.parametrize(
    ("language", "who", "when", "what"),
    [
        ("de", "18 von 26 Organisationen", "4. bis 29. Mai 2026", "Fassung 2026.1"),
        ("en", "18 of 26 organisations", "4 to 29 May 2026", "version 2026.1"),
    ],
)
def test_the_facts_say_who_when_and_with_what(language: Language, who: str, when: str, what: str) -> None:
    days = Occasion(fielded=(dt.date(2026, 5, 4), dt.date(2026, 5, 29)))
    facts = cover_page(material(scales(), language=language, occasion=days)).facts
    assert [fact.value for fact in facts] == [who, when, f"{VOLLANALYSE.texts[language].title}, {what}"]


def test_days_that_nobody_gave_are_not_told() -> None:
    labels = [fact.label for fact in cover_page(material(scales())).facts]
    assert labels == [SAY("participation.label"), SAY("participation.instrument")]


def test_a_scale_without_a_barrier_sends_the_reader_to_its_statements() -> None:
    page = cover_page(material(foreign(), questionnaire=FOREIGN))
    sentences = [SAY("generic.finding", name=name) for name in ("Führungsklima", "Wenig Feindseligkeit")]
    assert [finding.sentence.replace("\N{NO-BREAK SPACE}", " ") for finding in page.findings] == sentences
    told = {(finding.action, finding.action_detail) for finding in page.findings}
    assert told == {(SAY("cover.read_action"), SAY("cover.read_detail"))}


def test_a_low_response_is_told_without_a_finding_too() -> None:
    page = cover_page(material(diagnosis(scales(), ranking_holds=False)))
    assert page.lead[-1] == SAY("cover.low_response_no_flag")


def test_hurdles_without_a_rank_stand_in_the_order_of_the_questionnaire() -> None:
    light, heavy = scale("logics", "flagged", cell=cell(value=2.9, below=0.81)), scale("impact", "flagged")
    page = cover_page(material(diagnosis(among(scales(), heavy, light), ranking_holds=False)))
    assert [finding.anchor for finding in page.findings] == ["finding-logics", "finding-impact"]


@pytest.mark.parametrize(
    ("hidden", "shown", "withheld"),
    [
        (("impact",), SAY("cover.no_flag_of_shown_barrier", n=9), SAY("cover.withheld_1")),
        (
            ("impact", "silos", "priorities", "steering"),
            SAY("cover.no_flag_of_shown_barrier", n=7),
            SAY("cover.withheld", n=3),
        ),
        (
            ("steering",),
            SAY("cover.no_flag_no_watch_barrier"),
            SAY("cover.withheld_part", names="„Unklare Führung“"),
        ),
    ],
)
def test_barriers_that_are_withheld_are_not_told_as_fine(hidden: tuple[str, ...], shown: str, withheld: str) -> None:
    page = cover_page(material(among(scales(), *(scale(name, "withheld") for name in hidden))))
    assert page.lead == (f"{shown} {withheld}",)


def test_the_only_barrier_that_is_shown_is_told_in_the_singular() -> None:
    page = cover_page(material(among(scales("withheld"), scale("impact"))))
    said = f"{SAY('cover.no_flag_of_shown_barrier_1')} {SAY('cover.withheld', n=9)}"
    assert page.lead == (said,)


def test_unclear_and_withheld_barriers_are_both_told() -> None:
    page = cover_page(material(among(scales(), scale("impact", "watch"), scale("silos", "withheld"))))
    assert page.lead == (f"{SAY('cover.no_flag_barrier')} {SAY('cover.withheld_1')}",)


def test_many_who_cannot_judge_a_scale_that_is_no_hurdle_are_told() -> None:
    many = DontKnow(much=True, share=40, step=20)
    parts = among(hurdles("silos"), scale("impact", dont_know=many), scale("silos", "flagged", dont_know=many))
    names = "„Wenig Auseinandersetzung mit Wirkung“"
    assert cover_page(material(parts)).more == (SAY("cover.more_unknown", names=names),)


def test_without_a_hurdle_up_to_three_strengths_are_told_and_what_they_are_good_for_once() -> None:
    names = ("logics", "funding", "overview", "impact")
    states: dict[str, State] = dict.fromkeys(names, "strength")
    page = cover_page(material(scales(**states)))
    once = [SAY("cover.strength_rest"), "", ""]
    assert [strength.action_detail for strength in page.strengths] == once


def test_a_foreign_scale_with_a_barriers_name_keeps_its_own() -> None:
    texts = msgspec.structs.replace(FOREIGN.texts["de"], scales={**FOREIGN.texts["de"].scales, "impact": "Einfluss"})
    asked = msgspec.structs.replace(FOREIGN, texts={**FOREIGN.texts, "de": texts})
    own = scale("impact", "flagged", barrier=None, family=None)
    page = cover_page(material(diagnosis((own,)), questionnaire=asked))
    assert page.findings[0].sentence.replace("\N{NO-BREAK SPACE}", " ") == SAY("generic.finding", name="Einfluss")


@pytest.mark.parametrize(("barrier", "told"), [("silos", "silos"), ("leadership", "steering")])
def test_a_foreign_scale_that_measures_a_barrier_gets_its_words_and_its_measures(barrier: str, told: str) -> None:
    texts = msgspec.structs.replace(FOREIGN.texts["de"], scales={**FOREIGN.texts["de"].scales, "own": "Eigenes"})
    asked = msgspec.structs.replace(FOREIGN, texts={**FOREIGN.texts, "de": texts})
    own = scale("own", "flagged", barrier=barrier)
    page = cover_page(material(diagnosis((own,)), questionnaire=asked))
    assert page.findings[0].sentence == GERMAN.unwidowed(WORDS[told].finding)
    titles = {measure.texts["de"].title for measure in load_catalogue().measures_for(told)}
    assert page.findings[0].action in titles
    assert page.profile is not None
    assert [row.name for family in page.profile.families for row in family.rows] == ["Eigenes"]
