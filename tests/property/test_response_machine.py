"""One response under whatever two devices may do, against a simple model of it in memory."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from diagnostic.services import handing_in, opening
from diagnostic.store import sessions
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from questionnaires.asking import fields_of
from questionnaires.columns import tie_column
from questionnaires.loading import find
from reports.context import Mode
from tests.databases import KINDS, Databases
from tests.factories import Round, make_round
from tests.services.answers import SKIPPED, Desk, fields_for, stored

T = TypeVar("T")

ASKED = find("kurzcheck")
PAGES = {page: [one.id for one in fields_of(ASKED, page)][:3] for page in ("offers", "goals")}
"""Two pages, of which three statements are answered: few enough for devices to meet."""

DEVICES = st.sampled_from((0, 1))
NUMBERS = st.sampled_from((0, 1))
ANSWERS = st.lists(st.sampled_from((None, 1, 2, 98)), min_size=3, max_size=3)
CHANCE = st.booleans()

Values = dict[str, int]


@dataclass
class Form:
    """A page as a device shows it, and what was kept of it then."""

    page: str
    seen: Values
    fields: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Device:
    """A browser: its cookie, the form before it, and what it has sent that has not arrived."""

    cookie: str | None = None
    form: Form | None = None
    base: dict[str, list[str]] = field(default_factory=dict)
    late: list[tuple[Form, dict[str, list[str]]]] = field(default_factory=list)


class ResponseMachine(RuleBasedStateMachine):
    """What is kept equals the model after every step, and whatever was acknowledged is there at the end."""

    questionnaire, organisations = "kurzcheck", 1

    def __init__(self, address: str, folder: Path, mode: Mode) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.address, self.mode = address, mode
        self.values: Values = {}
        self.submitted = self.done = False
        self.devices = (Device(), Device())
        database, keys = Database(address), Keys(folder)
        self.round = self.run(self._made(database, keys))
        self.pages = self.made_of(self.round)
        self.desk = Desk(database=database, keys=keys, invited=self.round.invited[0])
        self.run(self.desk.start())

    def run(self, step: Coroutine[Any, Any, T]) -> T:
        """Run a step to its end."""
        return self.runner.run(step)

    async def _made(self, database: Database, keys: Keys) -> Any:
        async with database.writing() as db:
            asked, count = self.questionnaire, self.organisations
            return await make_round(db, keys, questionnaire=asked, organisations=count, mode=self.mode)

    def made_of(self, made: Round) -> Mapping[str, Sequence[str]]:  # noqa: ARG002 - other pages are made of a round
        """Return the pages that are answered, and three questions of each."""
        return PAGES

    def code(self, page: str, answer: int) -> int:  # noqa: ARG002 - on other pages an answer means another code
        """Return what is sent for an answer."""
        return answer

    def left_out(self, form: Form, name: str) -> int | None:  # noqa: ARG002 - on other pages it is another answer
        """Return what a page says of a question that it does not mention: that an answer is taken back."""
        return None

    def asked(self, page: str, fields: Collection[str]) -> Iterable[str]:  # noqa: ARG002 - as above
        """Return every question of a page that is let go."""
        return (one.id for one in fields_of(ASKED, page))

    @precondition(lambda self: not self.done)
    @rule(number=DEVICES)
    def open_link(self, number: int) -> None:
        """Open the link: a page that was posted too late is saved after all."""
        self._begin(self.devices[number])

    @precondition(lambda self: not self.done)
    @rule(number=DEVICES, which=NUMBERS)
    def show(self, number: int, which: int) -> None:
        """Open a page, forwards or back."""
        device, page = self.devices[number], tuple(self.pages)[which]
        if device.cookie is None or self._has_ended(device):
            self._begin(device)
        shown = self.run(self.desk.sheet(page))
        assert shown.values == self.values
        device.form = Form(page, {name: self.values[name] for name in self.pages[page] if name in self.values})
        device.base = fields_for(shown, {})

    @precondition(lambda self: not self.done)
    @rule(number=DEVICES, answers=ANSWERS, warned=CHANCE, arrives=CHANCE)
    def send(self, number: int, answers: list[int | None], warned: bool, arrives: bool) -> None:  # noqa: FBT001
        """Send the page that is shown, the first time or once more after going back; it may arrive later."""
        device = self.devices[number]
        if device.form is None:
            return
        own = {name: given for name, given in device.base.items() if name.startswith("_")}
        page = device.form.page
        given = dict(zip(self.pages[page], answers, strict=True))
        fields = own | {name: [str(self.code(page, value))] for name, value in given.items() if value is not None}
        device.form.fields = fields | {"_warned": ["1" if warned else ""]}
        if arrives:
            self._arrive(device, device.form, device.form.fields)
        else:
            device.late.append((device.form, device.form.fields))

    @precondition(lambda self: not self.done)
    @rule(number=DEVICES)
    def send_again(self, number: int) -> None:
        """Send exactly the same once more, as a double click or a network does."""
        form = self.devices[number].form
        if form is not None and form.fields:
            self._arrive(self.devices[number], form, form.fields)

    @precondition(lambda self: not self.done)
    @rule(number=DEVICES, data=st.data())
    def arrive_late(self, number: int, data: st.DataObject) -> None:
        """Let something arrive that was sent earlier, in whatever order."""
        device = self.devices[number]
        if device.late:
            which = data.draw(st.integers(0, len(device.late) - 1))
            self._arrive(device, *device.late.pop(which))

    @rule()
    def wait(self) -> None:
        """Let every session end."""
        self.desk.now += timedelta(hours=3)

    @rule()
    def restart(self) -> None:
        """Start the service anew."""
        self.run(self.desk.database.close())
        self.desk.database = Database(self.address)

    @rule()
    def submit(self) -> None:
        """Hand in, the first time or once more."""
        expected = "apart" if self.mode == "anonymous" else "submitted"
        assert self.run(self._submitted()) == expected
        self.submitted, self.done = True, self.mode == "anonymous"

    def teardown(self) -> None:
        """Compare what is stored with the model."""
        (response,) = self.run(stored(self.desk.database, self.round.wave))
        assert response.values == self.values
        assert response.state == ("submitted" if self.submitted else "draft")
        assert response.revisions == tuple(range(1, len(response.revisions) + 1))
        assert response.revisions == () or not self.done
        self.run(self.desk.database.close())
        self.runner.close()

    def _has_ended(self, device: Device) -> bool:
        async def ended() -> bool:
            async with self.desk.database.reading() as db:
                found = await sessions.respondent(db, device.cookie or "", self.desk.now)
            return found is None or found.ended

        return self.run(ended())

    def _begin(self, device: Device) -> None:
        device.cookie = self.run(self.desk.start(cookie=device.cookie)).session

    def _arrive(self, device: Device, form: Form, fields: dict[str, list[str]]) -> None:
        clashes = self._expected(form, fields)
        if device.cookie is not None and self._has_ended(device):
            assert self.run(self._held(device.cookie, fields))
            begun = self.run(self.desk.start(cookie=device.cookie))
            device.cookie = begun.session
            assert begun.replayed is not None
            outcome = begun.replayed.outcome
            assert outcome is not None
        else:
            outcome = self.run(self.desk.send(fields))
        assert outcome.clashes == clashes

    def _expected(self, form: Form, fields: dict[str, list[str]]) -> tuple[str, ...]:
        """Change the model as a page does, and return what another device has changed differently."""
        clashes, asked = [], tuple(self.asked(form.page, fields))
        for name in self.pages[form.page]:
            mine = int(fields[name][0]) if name in fields else self.left_out(form, name)
            before, now = (_given(values, name) for values in (form.seen, self.values))
            if mine in (before, now):
                continue
            if now != before:
                clashes.append(name)
            else:
                self._keep(form, name, mine)
        if fields["_warned"] == ["1"]:
            for name in [one for one in asked if one not in {*fields, *clashes, *self.values}]:
                self._keep(form, name, SKIPPED)
        return tuple(clashes)

    def _keep(self, form: Form, name: str, value: int | None) -> None:
        """Change an answer, and the form with it: what it has sent itself it has seen."""
        for values in (self.values, form.seen):
            values.pop(name, None)
            if value is not None:
                values[name] = value

    async def _held(self, cookie: str, fields: dict[str, list[str]]) -> bool:
        async with self.desk.database.writing() as db:
            return await opening.hold(db, self.desk.caller, cookie, fields)

    async def _submitted(self) -> str:
        async with self.desk.database.writing() as db:
            return await handing_in.hand_in(db, self.desk.caller, keys=self.desk.keys)


class PartnersMachine(ResponseMachine):
    """The same with a list of partners, where what is said on one page decides whom the other one asks about."""

    questionnaire, organisations = "netzwerk", 4

    def made_of(self, made: Round) -> Mapping[str, Sequence[str]]:
        """Return what is asked of the three others."""
        others = [one.organisation for one in made.invited[1:]]
        return {
            page: [tie_column(part, one) for one in others]
            for page, part in (("partners", "known"), ("partners_intensity", "intensity"))
        }

    def code(self, page: str, answer: int) -> int:
        """Return what is sent for an answer."""
        return int(answer == 1) if page == "partners" else answer

    def left_out(self, form: Form, name: str) -> int | None:
        """Return what a page says of a partner whom it does not mention: nothing new."""
        return _given(form.seen, name)

    def asked(self, page: str, fields: Collection[str]) -> Iterable[str]:
        """Return every question of a page that is let go: those that are due when it arrives, and those it answers."""
        due = [name.replace("known", "intensity") for name in self.pages["partners"] if self.values.get(name) == 1]
        if page == "partners":
            return [*self.pages[page], "known__backbone"]
        return [name for name in self.pages[page] if name in due or name in fields]


def _given(values: Values, name: str) -> int | None:
    value = values.get(name)
    return None if value == SKIPPED else value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", ["confidential", "anonymous"])
def test_a_response_is_what_the_devices_made_of_it(kind: str, mode: Mode, databases: Databases, tmp_path: Path) -> None:
    _run(ResponseMachine, databases.address(kind, tmp_path), tmp_path, mode, examples=20)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_of_partners_is_what_the_devices_made_of_it(
    kind: str, databases: Databases, tmp_path: Path
) -> None:
    _run(PartnersMachine, databases.address(kind, tmp_path), tmp_path, "confidential", examples=20)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_a_response_is_what_the_devices_made_of_it_in_a_thousand_ways(
    kind: str, databases: Databases, tmp_path: Path
) -> None:
    _run(ResponseMachine, databases.address(kind, tmp_path), tmp_path, "confidential", examples=1000)


def _run(machine: type[ResponseMachine], address: str, folder: Path, mode: Mode, *, examples: int) -> None:
    own = settings(max_examples=examples, stateful_step_count=30, deadline=None)
    run_state_machine_as_test(partial(machine, address, folder, mode), settings=own)  # type: ignore[arg-type]  # makes one
