"""Loads the demo through the services that people use, as if months had passed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from babel.dates import format_date
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.demo.office import self_report_of
from diagnostic.demo.people import Answers, Partner, partners_of, rows_of
from diagnostic.demo.plan import DemoPlan, DemoRound, DemoSelfReport, Setting
from diagnostic.domain.caller import Caller
from diagnostic.services import (
    answering,
    founding,
    handing_in,
    importing,
    initiatives,
    responding,
    self_reporting,
    waves,
)
from diagnostic.services.answering import Sheet
from diagnostic.services.initiatives import InitiativeValues
from diagnostic.services.plans import PlanValues
from diagnostic.services.posting import Posted
from diagnostic.store import initiatives as kept
from diagnostic.store import invitations, respondents, users
from diagnostic.store.keys import Keys
from questionnaires.answering import form_of
from questionnaires.columns import tie_column, tie_of
from questionnaires.loading import find
from questionnaires.routing import first_open_page, next_page, pages_of

_DAY = timedelta(days=1)


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What was loaded: the ids of the initiative, its past round, and both accounts."""

    initiative: str
    past: str
    backbone: str
    consultant: str


async def load(db: AsyncSession, keys: Keys, now: datetime, *, plan: DemoPlan, passwords: dict[str, str]) -> Loaded:
    """Load the demo in one transaction; the past round is closed, and its analysis still to be made.

    Parameters
    ----------
    passwords : dict
        A password for each of the two accounts: ``backbone``, ``consultant``.
    """
    before = now - plan.past.began_days_ago * _DAY - 10 * _DAY
    accounts = await _accounts(db, before, plan, passwords)
    office = Caller(now=before, user=accounts["backbone"])
    initiative = await initiatives.found(db, office, values=values_of(plan.initiative, now))
    await kept.mark_simulated(db, initiative)
    await users.join(db, accounts["consultant"], initiative, "consultant", before)
    partners = partners_of(plan)
    await importing.take_over(db, office, initiative, rows=rows_of(plan, partners))
    fielding = Fielding(db=db, keys=keys, office=office, initiative=initiative, now=now)
    past = await field(fielding, plan.past, [(one, one.past) for one in partners])
    ended = now - (plan.past.began_days_ago - plan.past.lasts_days) * _DAY
    await waves.close(db, msgspec.structs.replace(office, now=ended), initiative, past)
    await field(fielding, plan.present, [(one, one.present) for one in partners])
    return Loaded(initiative=initiative, past=past, **accounts)


class Fielding(msgspec.Struct, frozen=True):
    """What a round is fielded with."""

    db: AsyncSession
    keys: Keys
    office: Caller
    initiative: str
    now: datetime


async def _accounts(db: AsyncSession, at: datetime, plan: DemoPlan, passwords: dict[str, str]) -> dict[str, str]:
    accounts: dict[str, str] = {}
    for role, member in plan.staff.items():
        values = founding.AccountValues(
            email=member.email,
            name=member.name,
            language="de",
            may_found=role == "backbone",
            password=passwords[role],
        )
        accounts[role] = await founding.create_account(db, Caller(now=at), values=values)
    return accounts


async def field(fielding: Fielding, asked: DemoRound, given: Sequence[tuple[Partner, Sequence[Answers]]]) -> str:
    """Draft, publish and open a round, let the people answer, and return its id."""
    db, keys, initiative = fielding.db, fielding.keys, fielding.initiative
    began = fielding.now - asked.began_days_ago * _DAY
    ends = began + asked.lasts_days * _DAY
    office = msgspec.structs.replace(fielding.office, now=began)
    wave = await waves.draft(db, office, initiative, values=_plan(asked, began, ends))
    await waves.publish(db, office, initiative, wave, keys=keys)
    await waves.open_(db, office, initiative, wave)
    invited = await invitations.of_wave(db, wave)
    people = [
        (one.id, answers)
        for partner, several in given
        for one, answers in zip([one for one in invited if one.organisation == partner.name], several, strict=False)
    ]
    answering_now = [one for number, one in enumerate(people, 1) if _answers_by_now(number, asked.answered)]
    places = await _places(db, wave, [partner.name for partner, _ in given])
    for number, (invitation, answers) in enumerate(answering_now):
        moment = began + _DAY + number * (min(ends, fielding.now) - began - 2 * _DAY) / len(answering_now)
        await _answer(fielding, Caller(now=moment, invitation=invitation), _of_partners(answers, places))
    if asked.self_report is not None:
        await _report(fielding, wave, asked.self_report, began + 2 * _DAY)
    return wave


def _answers_by_now(number: int, share: float) -> bool:
    """Whether somebody is among those who have answered: spread evenly over the organisations."""
    return int(number * share) > int((number - 1) * share)


async def _places(db: AsyncSession, wave: str, names: Sequence[str]) -> dict[str, str]:
    """Return the ids of the partners of a round, by their places in the demo."""
    ids = {one.name: one.id for one in await respondents.roster(db, wave)}
    return {str(place): ids[name] for place, name in enumerate(names) if name in ids}


def _of_partners(answers: Answers, places: Mapping[str, str]) -> Answers:
    """Return answers about partners under the ids that these have."""
    ties = {name: tie_of(name) for name in answers}
    return {
        name if tie is None else tie_column(tie[0], places.get(tie[1], tie[1])): answers[name]
        for name, tie in ties.items()
    }


async def _answer(fielding: Fielding, caller: Caller, answers: Answers) -> None:
    edition = (await responding.begin(fielding.db, caller, keys=fielding.keys)).edition
    revision, page = 0, first_open_page(edition, {})
    while page is not None:
        sent = _posted(page, revision, form_of(edition, page, answers).items())
        after = await answering.save(fielding.db, caller, sent, keys=fielding.keys)
        if not isinstance(after, Sheet):
            break
        edition, revision = after.questionnaire, after.revision
        page = next_page(edition, page)
    await handing_in.hand_in(fielding.db, caller, keys=fielding.keys)


async def _report(fielding: Fielding, wave: str, asked: DemoSelfReport, moment: datetime) -> None:
    """Let the backbone office report on itself."""
    db, initiative = fielding.db, fielding.initiative
    questionnaire, answers = find(asked.questionnaire), self_report_of(asked)
    office, revision = msgspec.structs.replace(fielding.office, now=moment), 0
    for page in pages_of(questionnaire):
        sent = _posted(page, revision, form_of(questionnaire, page, answers).items())
        revision = (await self_reporting.save(db, office, initiative, wave, sent)).revision
    await self_reporting.hand_in(db, office, initiative, wave)


def _posted(page: str, revision: int, fields: Iterable[tuple[str, Sequence[str]]]) -> Posted:
    return Posted(
        page=page,
        fields=dict(fields),
        base=revision,
        key=page,
        warned=True,
        go="next",
        asked_about=frozenset(),
        decided={},
    )


def values_of(one: Setting, now: datetime) -> InitiativeValues:
    """Return an initiative of the demo as it would be typed."""
    return InitiativeValues(name=one.name, theme=one.theme, region=one.region, founded=str(now.year - one.age))


def _plan(asked: DemoRound, began: datetime, ends: datetime) -> PlanValues:
    return PlanValues(
        title=format_date(began, "MMMM y", locale="de"),
        questionnaire=asked.questionnaire,
        mode=asked.mode,
        grouping=asked.grouping,
        minimum="5",
        network="yes" if asked.network else "",
        deadline=ends.date().isoformat(),
    )
