"""A roster becomes pages of ordinary questions, and what was said of the partners comes back as ties."""

from __future__ import annotations

from typing import Any

import pytest

from questionnaires.answering import read_page, with_skipped
from questionnaires.asking import fields_of
from questionnaires.columns import tie_column, tie_of
from questionnaires.joining import joined
from questionnaires.loading import find
from questionnaires.model import Questionnaire
from questionnaires.rosters import (
    BACKBONE,
    Edition,
    Partner,
    expanded,
    gone,
    list_on,
    minutes_of,
    others_of,
    possible_pages,
)
from questionnaires.routing import first_open_page, pages_of
from questionnaires.ties import Tie, ties_of
from questionnaires.versions import digest

MODULE = find("netzwerk")
KNOWN, CLOSE, TRUST = "partners", "partners_intensity", "partners_reliable"
EVERYBODY = (
    Partner("school", "Schule", "education"),
    Partner("club", "Verein", "civil_society"),
    Partner("own", "Wir", "education"),
    Partner("office", "Amt", "administration"),
)
OTHERS = others_of(EVERYBODY, "own")


def asked(page: str, values: dict[str, Any], /, **more: Any) -> list[str]:
    """Return the variables of a page of the module."""
    return [one.id for one in fields_of(expanded(MODULE, OTHERS, values, **more), page)]


def about(part: str, **codes: int) -> dict[str, int]:
    """Return answers to one part, partner to code."""
    return {tie_column(part, partner): code for partner, code in codes.items()}


def test_a_list_has_the_others_by_sector_and_then_the_backbone_office() -> None:
    assert [one.id for one in OTHERS] == ["office", "club", "school", BACKBONE]
    assert others_of(EVERYBODY[:2], "own") == (EVERYBODY[1], EVERYBODY[0], Partner(BACKBONE))


@pytest.mark.parametrize("number", [0, 1, 2])
def test_one_partner_beside_oneself_is_nobody_to_ask_about(number: int) -> None:
    assert others_of(EVERYBODY[1 : 1 + number], "own") == ()


def test_at_first_a_page_asks_of_everybody_whether_they_are_known() -> None:
    edition = expanded(MODULE, OTHERS, {})

    assert pages_of(edition) == ("sharing", KNOWN)
    assert asked(KNOWN, {}) == ["known__office", "known__club", "known__school", "known__backbone"]
    listed = list_on(edition, KNOWN)
    assert listed is not None
    assert [(name, [one.id for one in ones]) for name, ones in listed.groups] == [
        ("administration", ["office"]),
        ("civil_society", ["club"]),
        ("education", ["school"]),
        (BACKBONE, [BACKBONE]),
    ]
    assert listed.leads_on == 1
    assert list_on(edition, "sharing") is None


def test_who_is_known_is_asked_about_further_and_who_is_in_contact_is_rated() -> None:
    known = about("known", office=1, club=1, school=0, backbone=99)
    said = known | about("intensity", office=3, club=0)

    assert asked(CLOSE, known) == ["intensity__office", "intensity__club"]
    assert pages_of(expanded(MODULE, OTHERS, known))[-1] == CLOSE
    assert asked(TRUST, said) == ["reliable__office", "mission__office", "open__office"]
    assert asked(TRUST, said | about("intensity", office=98, club=1))[0] == "reliable__club"


def test_an_answer_that_was_changed_hides_everything_that_hung_on_it() -> None:
    said = about("known", office=0) | about("intensity", office=3) | about("reliable", office=4)

    assert pages_of(expanded(MODULE, OTHERS, said)) == ("sharing", KNOWN)
    assert ties_of(MODULE, OTHERS, said) == (Tie("office", 0, 0, None, None, None),)


def test_a_page_that_stands_open_stays_and_asks_about_those_who_were_sent() -> None:
    assert asked(CLOSE, {}, page=CLOSE) == []
    assert asked(CLOSE, {}, page=CLOSE, sent=["intensity__club", "intensity__nobody"]) == ["intensity__club"]


def test_every_page_that_can_come_is_told_beforehand() -> None:
    assert possible_pages(MODULE) == {"sharing", KNOWN, CLOSE, TRUST}
    assert possible_pages(find("kurzcheck")) == set(pages_of(find("kurzcheck")))


def test_fields_about_somebody_who_left_are_found_and_no_others() -> None:
    fields = ["known__office", "known__left", "other__left", "known", "share_ties"]

    assert gone(MODULE, OTHERS, fields) == {"known__left"}
    assert tie_of("known__a__b") == ("known", "a__b")


def test_a_question_has_the_name_of_the_partner_and_its_own_words_where_there_are_several() -> None:
    said = about("known", office=1, backbone=1) | about("intensity", office=1, backbone=1)
    edition = expanded(MODULE, OTHERS, said)
    first, *_, last = fields_of(edition, TRUST)

    assert [one.texts["en"] for one in fields_of(edition, KNOWN)][-2:] == [
        "Schule",
        "Backbone office of the initiative",
    ]
    assert first.texts["de"] == "Amt: Hält diese Organisation ihre Zusagen ein?"
    assert last.texts["de"] == "Geschäftsstelle der Initiative: Kann man mit dieser Organisation offen reden?"
    assert [edition.texts["de"].pages[one].title for one in (KNOWN, CLOSE, TRUST)] == [
        "Welche Partner kennen Sie?",
        "Wie eng arbeiten Sie zusammen?",
        "Wie erleben Sie diese Partner?",
    ]


def test_pages_without_words_of_their_own_have_those_of_the_first() -> None:
    edition = expanded(find("netzwerk/2026.1"), OTHERS, about("known", office=1))

    assert edition.texts["en"].pages[CLOSE] == edition.texts["en"].pages[KNOWN]


def test_a_page_is_read_and_let_go_like_any_other() -> None:
    edition = expanded(MODULE, OTHERS, {})
    read = read_page(edition, KNOWN, {"known__office": ["1"], "known__club": ["2"], "known__left": ["1"]})

    assert (dict(read.values), read.open) == ({"known__office": 1}, ("known__school", "known__backbone"))
    assert [one.field for one in read.problems] == ["known__club", "known__left"]
    assert with_skipped(edition, KNOWN, read).values == {"known__office": 1} | about("known", school=99, backbone=99)


def test_one_goes_on_where_something_is_open() -> None:
    values: dict[str, int | str] = {"share_ties": "no"}
    places = []
    for more in ({}, about("known", office=1, club=0, school=0, backbone=0), about("intensity", office=2)):
        values |= more
        places.append(first_open_page(expanded(MODULE, OTHERS, values), values))
    values |= {name: 99 for part in ("reliable", "mission", "open") for name in about(part, office=99)}

    assert places == [KNOWN, CLOSE, TRUST]
    assert first_open_page(expanded(MODULE, OTHERS, values), values) is None


def test_editions_are_equal_where_they_ask_the_same_and_share_what_never_changes() -> None:
    both = joined(find("kurzcheck"), MODULE)
    first, same = (expanded(both, OTHERS, about("known", office=1) | more) for more in ({}, about("known", club=0)))
    other = expanded(both, OTHERS, {})

    assert first == same
    assert hash(first) == hash(same)
    assert first not in (other, both)
    assert fields_of(first, "offers") is fields_of(other, "offers")


def test_a_module_comes_after_its_base_and_both_stand_in_the_digest() -> None:
    base = find("kurzcheck")
    both = joined(base, MODULE)

    assert pages_of(both) == (*pages_of(base), "sharing", "partners")
    assert (both.texts["de"].title, both.texts["de"].frame) == (base.texts["de"].title, base.texts["de"].frame)
    assert digest(both) not in {digest(base), digest(MODULE), digest(joined(base, find("netzwerk/2026.1")))}
    assert isinstance(expanded(both, OTHERS, {}), Edition)
    assert expanded(both, OTHERS, {}).minutes == (base.minutes or 0) + minutes_of(len(OTHERS))


@pytest.mark.parametrize("base", ["kurzcheck", "vollanalyse"])
def test_a_module_shares_no_name_with_what_it_follows(base: str) -> None:
    def names(one: Questionnaire) -> list[str]:
        asked = [part.id for part in one.statements] + [part.id for part in one.questions]
        return [*(page.id for page in one.page), *(scale.id for scale in one.scale), *asked]

    assert set(names(find(base))) & set(names(MODULE)) == set()


def test_a_questionnaire_without_a_list_is_asked_as_it_is() -> None:
    base = find("kurzcheck")

    assert expanded(base, OTHERS, {}) is base


def test_ties_tell_what_was_answered_and_leave_out_who_was_passed_over() -> None:
    said = about("known", office=1, club=1, school=99, backbone=0) | about("intensity", office=4, club=98)
    rated = about("reliable", office=3, club=4) | about("mission", office=98) | about("open", office=99)

    assert ties_of(MODULE, OTHERS, said | rated) == (
        Tie("office", 1, 4, 3, 98, None),
        Tie("club", 1, 98, None, None, None),
        Tie(BACKBONE, 0, 0, None, None, None),
    )
