"""People who answer while the server is killed: each sends again what was not acknowledged, and remembers what was."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from queue import Empty, Queue
from random import Random

import httpx

from reports.context import Mode
from tests.browser.respondents import Respondent
from tests.factories import Invited

PATIENCE = 60.0
"""Seconds after which a test gives up that waits for a client, or for the server."""


@dataclass(kw_only=True)
class Record:
    """What one person knows of their answers.

    Parameters
    ----------
    values
        Answers that were acknowledged, by field.
    forms
        How many pages were acknowledged.
    pending
        A page on its way, of which nobody has said whether it arrived.
    submitting
        Whether handing in is on its way, or done.
    """

    invited: Invited
    mode: Mode
    values: dict[str, int] = field(default_factory=dict)
    forms: int = 0
    pending: Mapping[str, int] | None = None
    submitting: bool = False
    submitted: bool = False


class Gate:
    """Counts requests, and keeps those waiting whose server has died until it is up again."""

    def __init__(self, clients: int) -> None:
        """Begin open, with so many clients at work."""
        self._changed = threading.Condition()
        self._at_work, self._waiting, self._generation = clients, 0, 0
        self.requests = 0

    def counted(self) -> None:
        """Note that a request begins."""
        with self._changed:
            self.requests += 1
            self._changed.notify_all()

    def wait_for_restart(self, seen: int) -> None:
        """Wait until the server has begun once more than when a request was sent."""
        with self._changed:
            self._waiting += 1
            self._changed.notify_all()
            assert self._changed.wait_for(lambda: self._generation > seen, PATIENCE)
            self._waiting -= 1

    @property
    def generation(self) -> int:
        """How often the server has begun again."""
        with self._changed:
            return self._generation

    def leave(self) -> None:
        """Note that a client has ended."""
        with self._changed:
            self._at_work -= 1
            self._changed.notify_all()

    def wait_for_requests(self, more: int) -> bool:
        """Wait for so many requests more, and say whether anybody is left to send them."""
        with self._changed:
            goal = self.requests + more
            assert self._changed.wait_for(lambda: self.requests >= goal or not self._at_work, PATIENCE)
            return self._at_work > 0

    def wait_for_rest(self) -> None:
        """Wait until everybody has noticed that the server has died."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._waiting == self._at_work, PATIENCE)

    def reopen(self) -> None:
        """Let everybody go on."""
        with self._changed:
            self._generation += 1
            self._changed.notify_all()


@dataclass(kw_only=True)
class Client(threading.Thread):
    """One connection at a time, and one person after the other."""

    address: str
    people: Queue[Record]
    gate: Gate
    chance: Random
    failures: list[BaseException]

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        """Let everybody who is left answer."""
        try:
            while True:
                with httpx.Client(base_url=self.address, timeout=PATIENCE) as browser:
                    self._live(browser, self.people.get_nowait())
        except Empty:
            pass
        except BaseException as error:  # noqa: BLE001 - told by the test, in whose thread this is not
            self.failures.append(error)
        finally:
            self.gate.leave()

    def _live(self, browser: httpx.Client, record: Record) -> None:
        link = f"/start/{record.invited.token}"
        page = self._get(browser, link)
        place = self._post(browser, link, {"csrf": page.hidden["csrf"]})
        while place.startswith("/answer/"):
            place = self._answer(browser, place, record)
        page = self._get(browser, "/check")
        record.submitting = True
        place = self._post(browser, "/check", {"csrf": page.hidden["csrf"]})
        assert place == "/thanks"
        record.submitted = True
        if record.mode != "anonymous":
            self._answer(browser, "/answer/offers", record)

    def _answer(self, browser: httpx.Client, place: str, record: Record) -> str:
        """Answer a page, the first question otherwise than before, and return where that leads."""
        page = self._get(browser, place)
        chosen = {name: self.chance.choice(values) for name, values in page.choices.items()}
        first = next(iter(chosen))
        others = [value for value in page.choices[first] if int(value) != record.values.get(first)]
        chosen[first] = self.chance.choice(others)
        record.pending = {name: int(value) for name, value in chosen.items()}
        onward = self._post(browser, place, {**page.hidden, **chosen, "_go": "next"})
        record.values.update(record.pending)
        record.forms, record.pending = record.forms + 1, None
        return onward.partition("?")[0]

    def _get(self, browser: httpx.Client, path: str) -> Respondent:
        answer = self._asked(browser, "GET", path, {})
        assert answer.status_code == HTTPStatus.OK, f"{path} {answer.status_code} {answer.text}"
        return Respondent(path, browser, answer)

    def _post(self, browser: httpx.Client, path: str, fields: Mapping[str, str]) -> str:
        """Send a form until it is acknowledged, and return where that leads."""
        answer = self._asked(browser, "POST", path, fields)
        assert answer.status_code == HTTPStatus.SEE_OTHER, f"{path} {answer.status_code} {answer.text}"
        return answer.headers["location"]

    def _asked(self, browser: httpx.Client, method: str, path: str, fields: Mapping[str, str]) -> httpx.Response:
        while True:
            generation = self.gate.generation
            self.gate.counted()
            try:
                return browser.request(method, path, data=dict(fields) or None)
            except httpx.TransportError:
                self.gate.wait_for_restart(generation)
