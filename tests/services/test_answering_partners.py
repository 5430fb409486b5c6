"""A list of partners is answered page by page, on two devices too, and by nobody who answers anonymously."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from diagnostic.domain.failures import Invalid
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Organisation
from questionnaires.columns import tie_column
from questionnaires.routing import pages_of
from tests.factories import Round, make_round
from tests.services.answers import SKIPPED, Desk, fields_for

pytestmark = pytest.mark.anyio

KNOWN, CLOSE, TRUST = "partners", "partners_intensity", "partners_reliable"


async def begun(database: Database, keys: Keys, **values: Any) -> tuple[Desk, Round]:
    """Let the first person of a round begin."""
    async with database.writing() as db:
        wanted: dict[str, Any] = {"questionnaire": "netzwerk", "organisations": 4} | values
        made = await make_round(db, keys, **wanted)
    desk = Desk(database=database, keys=keys, invited=made.invited[0])
    await desk.start()
    return desk, made


def others(made: Round, part: str, *codes: int | None) -> dict[str, int | None]:
    """Return answers about the other organisations, in the order of their sectors."""
    ids = [one.organisation for one in made.invited[1:]]
    return {tie_column(part, one): code for one, code in zip(ids, codes, strict=False)}


async def test_each_is_asked_about_the_others_and_the_backbone_office(database: Database, keys: Keys) -> None:
    desk, made = await begun(database, keys)

    shown = await desk.sheet(KNOWN)

    ids = [*(one.organisation for one in made.invited[1:]), "backbone"]
    assert [one.id for one in shown.asked] == [tie_column("known", one) for one in ids]


async def test_a_page_leads_to_the_next_that_its_answers_make_necessary(database: Database, keys: Keys) -> None:
    desk, made = await begun(database, keys)

    await desk.answer(KNOWN, others(made, "known", 1, 0, 1) | {"known__backbone": 0})
    await desk.answer(CLOSE, others(made, "intensity", 0, None, 2))

    shown = await desk.sheet("sharing")
    assert pages_of(shown.questionnaire) == ("sharing", KNOWN, CLOSE, TRUST)
    assert len((await desk.sheet(TRUST)).asked) == 3


async def test_all_of_a_sector_are_known_by_one_button_and_no_answer_is_changed(database: Database, keys: Keys) -> None:
    desk, made = await begun(database, keys, organisations=13)
    first, second = (one.organisation for one in made.invited if one.sector == "civil_society")
    own = [one.organisation for one in made.invited if one.sector == "administration"][1:]

    outcome = await desk.answer(KNOWN, {tie_column("known", first): 0}, _go="fill.civil_society")

    values = (await desk.sheet(KNOWN)).values
    assert values == {tie_column("known", first): 0, tie_column("known", second): 1}
    assert outcome.posted.go == "stay"
    await desk.answer(KNOWN, {}, _go="fill.administration", _warned="1")
    after = (await desk.sheet(KNOWN)).values
    assert {after[tie_column("known", one)] for one in own} == {1}
    assert after["known__backbone"] == SKIPPED
    await desk.answer(KNOWN, {}, _go="fill.health")
    assert sorted((await desk.sheet(KNOWN)).values.values()).count(1) == 1 + len(own) + 2


async def test_a_button_for_no_group_says_nothing(database: Database, keys: Keys) -> None:
    desk, _ = await begun(database, keys)

    await desk.answer(KNOWN, {}, _go="fill.nobody")
    await desk.answer("sharing", {"share_ties": "yes"}, _go="fill.health")

    assert (await desk.sheet(KNOWN)).values == {"share_ties": "yes"}


async def test_what_is_hidden_meanwhile_is_kept_and_comes_back(database: Database, keys: Keys) -> None:
    desk, made = await begun(database, keys)
    await desk.answer(KNOWN, others(made, "known", 1, 1))
    shown = await desk.sheet(CLOSE)
    await desk.answer(KNOWN, others(made, "known", 0, 1))
    (hidden,) = others(made, "intensity", 3)

    outcome = await desk.send(fields_for(shown, others(made, "intensity", 3, 2)))

    assert (outcome.clashes, outcome.problems) == ((), ())
    assert [one.id for one in (await desk.sheet(CLOSE)).asked] == [
        tie_column("intensity", made.invited[2].organisation)
    ]
    await desk.answer(KNOWN, others(made, "known", 1, 1))
    assert (await desk.sheet(CLOSE)).values[hidden] == 3


async def test_a_page_shown_before_somebody_came_back_takes_no_answer_away(database: Database, keys: Keys) -> None:
    desk, made = await begun(database, keys)
    await desk.answer(KNOWN, others(made, "known", 1, 1))
    await desk.answer(CLOSE, others(made, "intensity", 3, 2))
    await desk.answer(KNOWN, others(made, "known", 0, 1))
    without = await desk.sheet(CLOSE)
    await desk.answer(KNOWN, others(made, "known", 1, 1))

    await desk.send(fields_for(without, others(made, "intensity", None, 5)))

    values = (await desk.sheet(CLOSE)).values
    assert [values[name] for name in others(made, "intensity", 0, 0)] == [3, 5]


async def test_two_devices_that_say_different_things_of_one_partner_are_asked(database: Database, keys: Keys) -> None:
    desk, made = await begun(database, keys)
    shown = await desk.sheet(KNOWN)
    await desk.answer(KNOWN, others(made, "known", 1, 1))

    outcome = await desk.send(fields_for(shown, others(made, "known", 0, 1)))

    assert outcome.clashes == tuple(others(made, "known", 0))


async def test_who_has_left_the_round_is_let_go_and_anything_else_foreign_is_refused(
    database: Database, keys: Keys
) -> None:
    desk, made = await begun(database, keys)
    shown = await desk.sheet(KNOWN)
    async with database.writing() as db:
        await db.execute(sa.delete(Organisation).where(Organisation.id == made.invited[1].organisation))

    await desk.send(fields_for(shown, others(made, "known", 1, 0)))

    assert (await desk.sheet(KNOWN)).values == {tie_column("known", made.invited[2].organisation): 0}
    with pytest.raises(Invalid):
        await desk.send(fields_for(shown, {"share_ties": "yes"}))


async def test_a_page_on_which_nothing_is_to_be_answered_any_more_still_stands(database: Database, keys: Keys) -> None:
    desk, _ = await begun(database, keys)

    assert (await desk.sheet(TRUST)).asked == ()
    assert (await desk.answer(TRUST, {})).open == ()


@pytest.mark.parametrize(
    "values", [{"mode": "anonymous"}, {"organisations": 2}], ids=["anonymous", "too few organisations"]
)
async def test_where_there_is_nobody_to_ask_about_the_module_is_not_asked(
    database: Database, keys: Keys, values: dict[str, Any]
) -> None:
    desk, _ = await begun(database, keys, questionnaire="kurzcheck+netzwerk", **values)

    assert "sharing" not in pages_of((await desk.sheet("offers")).questionnaire)
