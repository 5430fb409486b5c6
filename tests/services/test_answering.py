"""A page is saved once, merged with what came meanwhile, and nothing that was acknowledged is lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Invalid, NotFound
from diagnostic.services import answering, handing_in, opening
from diagnostic.services.posting import posted
from diagnostic.store import sessions
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from tests.factories import make_round
from tests.services.answers import SKIPPED, Desk, fields_for, stored

pytestmark = pytest.mark.anyio

OFFERS = ("overview_01", "activities_01", "overview_02", "knowhow_01", "communication_01", "knowhow_02")


@pytest.fixture
async def desk(database: Database, tmp_path: Path) -> Desk:
    """A person of a confidential round who has begun."""
    async with database.writing() as db:
        made = await make_round(db, Keys(tmp_path), organisations=1)
    desk = Desk(database=database, keys=Keys(tmp_path), invited=made.invited[0])
    await desk.start()
    return desk


async def values(desk: Desk) -> dict[str, int]:
    """Everything that is kept of the person."""
    return dict((await desk.sheet("offers")).values)  # type: ignore[arg-type]


async def revision(desk: Desk) -> int:
    """How often something was changed."""
    return (await desk.sheet("offers")).revision


async def test_a_page_is_kept_as_one_revision(desk: Desk) -> None:
    outcome = await desk.answer("offers", {"overview_01": 4, "activities_01": 98})

    assert (outcome.problems, outcome.clashes, outcome.open) == ((), (), OFFERS[2:])
    assert await values(desk) == {"overview_01": 4, "activities_01": 98}
    assert await revision(desk) == 1


async def test_the_same_page_twice_is_kept_once(desk: Desk) -> None:
    fields = fields_for(await desk.sheet("offers"), {"overview_01": 4})

    first = await desk.send(fields)
    await desk.answer("offers", {"overview_01": 2})
    again = await desk.send(fields)

    assert again == first
    assert await values(desk) == {"overview_01": 2}
    assert await revision(desk) == 2


async def test_the_same_page_ten_times_at_once_is_kept_once(desk: Desk) -> None:
    fields = fields_for(await desk.sheet("offers"), {"overview_01": 4})

    outcomes = await asyncio.gather(*(desk.send(fields) for _ in range(10)))

    assert {one.clashes for one in outcomes} == {()}
    assert await revision(desk) == 1


async def test_a_page_that_changes_nothing_makes_no_revision(desk: Desk) -> None:
    await desk.answer("offers", {"overview_01": 4})
    await desk.answer("offers", {})

    assert await revision(desk) == 1


async def test_a_page_sent_again_after_going_back_is_kept_as_it_was_sent_last(desk: Desk) -> None:
    fields = fields_for(await desk.sheet("offers"), {"overview_01": 4})

    outcomes = [await desk.send(fields | {"overview_01": [code]}) for code in ("4", "2", "4")]

    assert [one.clashes for one in outcomes] == [(), (), ()]
    assert await values(desk) == {"overview_01": 4}
    assert await revision(desk) == 3


async def test_what_two_devices_changed_in_different_places_is_merged(desk: Desk) -> None:
    shown = await desk.sheet("offers")

    await desk.send(fields_for(shown, {"overview_01": 4, "knowhow_01": 1}))
    outcome = await desk.send(fields_for(shown, {"activities_01": 2, "knowhow_01": 1}))

    assert outcome.clashes == ()
    assert await values(desk) == {"overview_01": 4, "activities_01": 2, "knowhow_01": 1}


async def test_what_two_devices_changed_differently_is_told_and_the_rest_is_kept(desk: Desk) -> None:
    shown = await desk.sheet("offers")

    await desk.send(fields_for(shown, {"overview_01": 4}))
    outcome = await desk.send(fields_for(shown, {"overview_01": 2, "knowhow_01": 5}))

    assert outcome.clashes == ("overview_01",)
    assert outcome.mine == {"overview_01": 2, "knowhow_01": 5}
    assert await values(desk) == {"overview_01": 4, "knowhow_01": 5}


@pytest.mark.parametrize(("side", "kept"), [("mine", 2), ("theirs", 4)])
async def test_the_person_decides_which_of_two_answers_stays(desk: Desk, side: str, kept: int) -> None:
    shown = await desk.sheet("offers")
    await desk.send(fields_for(shown, {"overview_01": 4}))
    await desk.send(fields_for(shown, {"overview_01": 2}))

    asked = fields_for(await desk.sheet("offers"), {"overview_01": 2}, _clash="overview_01")
    undecided = await desk.send(asked)
    outcome = await desk.send(asked | {"_keep.overview_01": [side]})

    assert (undecided.clashes, outcome.clashes) == (("overview_01",), ())
    assert await values(desk) == {"overview_01": kept}


async def test_what_is_left_open_is_told_once_and_then_let_go(desk: Desk) -> None:
    first = await desk.answer("offers", {"overview_01": 4})
    second = await desk.answer("offers", {"overview_01": 4}, _warned="1")
    third = await desk.answer("offers", {})

    assert (first.open, second.open, third.open) == (OFFERS[1:], (), ())
    assert await values(desk) == {"overview_01": 4} | dict.fromkeys(OFFERS[1:], SKIPPED)


async def test_an_answer_gives_way_neither_to_a_page_that_lets_it_go_nor_the_other_way_round(desk: Desk) -> None:
    shown = await desk.sheet("offers")

    await desk.send(fields_for(shown, {"overview_01": 4}))
    skipping = await desk.send(fields_for(shown, {}, _warned="1"))
    late = await desk.send(fields_for(shown, {"activities_01": 3}))

    assert (skipping.clashes, late.clashes) == ((), ())
    assert await values(desk) == dict.fromkeys(OFFERS, SKIPPED) | {"overview_01": 4, "activities_01": 3}


async def test_an_answer_that_is_taken_back_is_gone(desk: Desk) -> None:
    await desk.answer("offers", {"overview_01": 4, "knowhow_01": 3})
    await desk.answer("offers", {"overview_01": None})

    assert await values(desk) == {"knowhow_01": 3}


async def test_what_cannot_be_read_stays_as_it_was_and_the_rest_is_kept(desk: Desk) -> None:
    await desk.answer("offers", {"overview_01": 4})
    outcome = await desk.answer("offers", {"overview_01": 7, "knowhow_01": 3})

    assert [one.asked for one in outcome.problems] == ["overview_01"]
    assert outcome.texts["overview_01"] == ("7",)
    assert await values(desk) == {"overview_01": 4, "knowhow_01": 3}


async def test_a_field_of_another_page_is_refused_and_nothing_is_kept(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        await desk.answer("offers", {"overview_01": 4, "agenda_01": 3})

    assert set(refused.value.fields) == {"agenda_01"}
    assert await values(desk) == {}


async def test_a_page_that_there_is_not_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        await desk.sheet("nowhere")


@pytest.mark.parametrize("own", [{"_base": ["x"]}, {"_base": ["1", "2"], "_key": [""]}, {"_key": ["a b"]}, {}])
def test_a_form_that_does_not_say_which_it_is_is_refused(own: dict[str, list[str]]) -> None:
    with pytest.raises(Invalid):
        posted({"_page": ["offers"], "overview_01": ["3"], **own})


async def test_a_page_of_a_response_deleted_meanwhile_is_kept_in_the_new_one(desk: Desk) -> None:
    for code in (1, 2, 3):
        await desk.answer("offers", {"overview_01": code})
    shown = await desk.sheet("offers")
    assert shown.revision == 3

    async with desk.database.writing() as db:
        assert await handing_in.withdraw(db, desk.caller, keys=desk.keys)
    await desk.start()
    outcome = await desk.send(fields_for(shown, {"knowhow_01": 5}))

    assert outcome.clashes == ()
    assert await values(desk) == {"overview_01": 3, "knowhow_01": 5}


async def test_a_page_posted_after_the_session_ended_is_saved_when_the_link_is_opened_again(desk: Desk) -> None:
    session = (await desk.start()).session
    fields = fields_for(await desk.sheet("offers"), {"overview_01": 4})
    desk.now += opening.LASTS
    async with desk.database.writing() as db:
        assert await opening.hold(db, desk.caller, session or "", fields)
    assert await values(desk) == {}

    begun = await desk.start(cookie=session)

    assert begun.replayed is not None
    assert await values(desk) == {"overview_01": 4}
    async with desk.database.reading() as db:
        assert await sessions.respondent(db, session or "", desk.now) is None
        fresh = await sessions.respondent(db, begun.session or "", desk.now)
    assert fresh == sessions.RespondentSession(invitation=desk.invited.invitation, ended=False, held=None)


async def test_a_held_page_that_another_device_contradicts_is_held_until_the_person_decides(desk: Desk) -> None:
    session = (await desk.start()).session
    fields = fields_for(await desk.sheet("offers"), {"overview_01": 4})
    await desk.answer("offers", {"overview_01": 1})
    async with desk.database.writing() as db:
        await opening.hold(db, desk.caller, session or "", fields)

    begun = await desk.start(cookie=session)

    async with desk.database.reading() as db:
        fresh = await sessions.respondent(db, begun.session or "", desk.now)
        assert fresh is not None
        shown = await answering.sheet(db, desk.caller, "offers", keys=desk.keys, held=fresh.held)
    assert isinstance(shown, answering.Sheet)
    assert shown.outcome is not None
    assert shown.outcome.clashes == ("overview_01",)
    assert await values(desk) == {"overview_01": 1}


async def test_a_session_holds_one_page_and_takes_the_same_again(desk: Desk) -> None:
    session = (await desk.start()).session or ""
    offers, goals = [fields_for(await desk.sheet(page), {}) for page in ("offers", "goals")]

    async with desk.database.writing() as db:
        held = [await opening.hold(db, desk.caller, session, one) for one in (offers, goals, offers)]
        unknown = await opening.hold(db, desk.caller, "unknown", offers)

    assert (held, unknown) == ([True, False, True], False)


async def test_a_page_held_for_one_person_is_not_saved_for_another(database: Database, tmp_path: Path) -> None:
    keys = Keys(tmp_path)
    async with database.writing() as db:
        made = await make_round(db, keys, organisations=2)
    one, other = (Desk(database=database, keys=keys, invited=invited) for invited in made.invited)
    session = (await one.start()).session or ""
    fields = fields_for(await one.sheet("offers"), {"overview_01": 4})
    async with database.writing() as db:
        await opening.hold(db, one.caller, session, fields)

    begun = await other.start(cookie=session)

    assert begun.replayed is None
    assert [response.values for response in await stored(database, made.wave)] == [{}, {}]


async def test_a_held_page_that_cannot_be_ours_is_let_go(desk: Desk) -> None:
    begun = await desk.start(carried={"_page": ["offers"], "overview_01": ["4"]})

    assert (begun.replayed, begun.page) == (None, "offers")


async def test_asking_without_a_link_needs_one(desk: Desk) -> None:
    async with desk.database.reading() as db:
        with pytest.raises(Exception, match="sign_in_needed"):
            await answering.sheet(db, Caller(now=desk.now), "offers", keys=desk.keys)
