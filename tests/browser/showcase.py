"""A service with everything to look at: the demo, two more initiatives, and people in every state of answering."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase

import httpx
import msgspec

from diagnostic.partner_lists import PartnerRow
from tests.browser.places import Place, Who
from tests.browser.respondents import Respondent, take_part
from tests.browser.service import Service
from tests.integration.command import Ran

_ID = "[0-9a-f]{32}"
_LINK = re.compile(r"http://127\.0\.0\.1:\d+/(?:start|join)/([\w-]{43})")
_ACCOUNT = re.compile(r"(\S+@example\.org)\s+\S+\s+(\S{16})$", re.MULTILINE)
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')
_OWN = re.compile(r'name="(_[a-z]+)" value="([^"]*)"')
_HOLE = re.compile(r"\{([a-z]+)\}")
_SECTORS = (
    ("Amt", "administration", 9),
    ("Verein", "civil_society", 9),
    ("Schule", "education", 9),
    ("Betrieb", "business", 4),
)
_PARTNERS = tuple(
    PartnerRow(line=2, organisation=f"{name} {letter}", sector=sector)
    for name, sector, count in _SECTORS
    for letter in ascii_uppercase[:count]
)
"""So many that a draft has something to forecast."""


@dataclass(frozen=True, kw_only=True)
class Showcase:
    """The service, the cookies of each of its people, and what stands in its addresses."""

    service: Service
    cookies: Mapping[Who, Mapping[str, str]]
    values: Mapping[str, str]

    def path(self, place: Place, language: str) -> str:
        """Return the address of a page; `language` is that of the page and of a report."""
        return self.filled(place.route, language, place.values)

    def filled(self, route: str, language: str, values: Mapping[str, str]) -> str:
        """Return the address of a route, with values by their names in the showcase or as they are."""
        named = {hole: self.values.get(name, name) for hole, name in values.items()}
        known = {**self.values, "language": language, **named}
        return _HOLE.sub(lambda found: known[found[1]], route)


@dataclass
class _Staff:
    """A member of staff without a browser."""

    client: httpx.Client

    def sign_in(self, email: str, password: str) -> None:
        """Sign in."""
        self.get("/sign-in")
        self.post("/sign-in", email=email, password=password)

    def get(self, path: str) -> str:
        """Return a page."""
        self.page = self.client.get(path)
        assert self.page.status_code == httpx.codes.OK, path
        return self.page.text

    def post(self, path: str, **fields: str) -> str:
        """Send a form with the token of the page, and return the page to which it leads."""
        self.page = self.client.post(path, data={"csrf": _CSRF.findall(self.page.text)[0], **fields})
        assert self.page.status_code == httpx.codes.OK, self.page.text
        return self.page.text

    def found(self, name: str) -> str:
        """Found an initiative and return its address."""
        self.get("/initiatives/new")
        self.post("/initiatives/new", name=name, theme="other", region="rural", founded="")
        return self.page.url.path

    def plan(self, home: str, **values: str) -> str:
        """Plan a round and return its address."""
        self.get(f"{home}/waves/new")
        plan = {"title": "Herbst", "grouping": "none", "minimum": "5", "deadline": ""} | values
        self.post(f"{home}/waves/new", **plan)
        return self.page.url.path

    def report(self, wave: str) -> None:
        """Begin the self-report of a round."""
        text = self.get(f"{wave}/self-report/answer/structure")
        self.post(self.page.url.path, **dict(_OWN.findall(text)), partners="12", legal_form="none")


@contextmanager
def showcase(folder: Path, loaded: Ran) -> Iterator[Showcase]:
    """Serve the demo, whose data lie in a folder, and add what it does not show; `loaded` is what was said of it."""
    service = Service(folder)
    try:
        service.start()
        yield _filled(service, "\n".join(loaded.out))
        service.stop()
    finally:
        service.kill()


def _filled(service: Service, told: str) -> Showcase:
    (office_email, office), (advice_email, advice) = _ACCOUNT.findall(told)
    with ExitStack() as stack:
        staff, consultant = (
            _Staff(stack.enter_context(httpx.Client(base_url=service.address, follow_redirects=True, timeout=60)))
            for _ in range(2)
        )
        staff.sign_in(office_email, office)
        consultant.sign_in(advice_email, advice)
        values = _demo_values(staff) | _more_values(staff) | _neighbour(consultant)
        links = _LINK.findall(staff.get(f"/initiatives/{values['initiative']}/waves/{values['wave']}/links"))
        values |= {
            "token": links[0],
            "page": "offers",
            "file": "network.graphml",
            "version": "1",
            "path": "app.css",
            "unknown": "0" * 43,
        }
        cookies: dict[Who, Mapping[str, str]] = {
            "guest": {},
            "backbone": {"staff": staff.client.cookies["staff"]},
            "consultant": {"staff": consultant.client.cookies["staff"]},
            **_people(service, [*links[1:4], values["anonymous"]]),
            "informed": _informed(service, staff),
        }
    return Showcase(service=service, cookies=cookies, values=values)


def _demo_values(staff: _Staff) -> dict[str, str]:
    initiative = re.findall(f'href="/initiatives/({_ID})"', staff.get("/initiatives"))[0]
    home = f"/initiatives/{initiative}"
    text = staff.get(home)
    past = re.findall(f"/waves/({_ID})/report", text)[0]
    wave = next(one for one in re.findall(f"/waves/({_ID})", text) if one != past)
    organisation = re.findall(f"/partners/({_ID})", staff.get(f"{home}/partners"))[0]
    person = re.findall(f"/people/({_ID})", staff.get(f"{home}/partners/{organisation}"))[0]
    user = re.findall(f"/consultants/({_ID})/consultant/remove", staff.get(f"{home}/consultants"))[0]
    joining = _LINK.findall(staff.post(f"{home}/consultants", email="beitritt@example.org", role="backbone"))[0]
    return {
        "initiative": initiative,
        "wave": wave,
        "past": past,
        "organisation": organisation,
        "person": person,
        "user": user,
        "role": "consultant",
        "joining": joining,
    }


def _neighbour(consultant: _Staff) -> dict[str, str]:
    """Return an initiative of the demo that is compared with others."""
    return {"neighbour": re.findall(f'href="/portfolio/({_ID})/comparison"', consultant.get("/portfolio"))[0]}


def _more_values(staff: _Staff) -> dict[str, str]:
    """Add an initiative without anything, one with a draft, and one with an open round in mode anonymous.

    In the last the backbone office has begun its self-report.
    """
    empty, drafting, asking = (
        staff.found(name) for name in ("Neue Initiative", "Zweite Initiative", "Dritte Initiative")
    )
    staff.get(f"{drafting}/partners/import")
    staff.post(f"{drafting}/partners/import/confirm", rows=msgspec.json.encode(_PARTNERS).decode())
    staff.get(f"{asking}/partners/new")
    staff.post(f"{asking}/partners/new", organisation="Musteramt", sector="administration", language="de")
    draft = staff.plan(drafting, questionnaire="kurzcheck", mode="named", grouping="sector")
    wave = staff.plan(asking, questionnaire="vollanalyse", mode="anonymous")
    staff.post(f"{wave}/publish")
    token = _LINK.findall(staff.get(f"{wave}/links"))[0]
    staff.post(f"{wave}/open")
    staff.report(wave)
    ids = {"empty": empty, "drafting": drafting, "asking": asking, "draft": draft, "begun": wave}
    return {name: path.rpartition("/")[2] for name, path in ids.items()} | {"anonymous": token}


def _informed(service: Service, staff: _Staff) -> Mapping[str, str]:
    """Return the cookies of somebody who reads the result of a round that is released."""
    home = staff.found("Vierte Initiative")
    staff.get(f"{home}/partners/import")
    staff.post(f"{home}/partners/import/confirm", rows=msgspec.json.encode(_PARTNERS[:6]).decode())
    wave = staff.plan(home, questionnaire="kurzcheck", mode="confidential")
    staff.post(f"{wave}/publish")
    links = _LINK.findall(staff.get(f"{wave}/links"))
    staff.post(f"{wave}/open")
    for link in links:
        take_part(f"{service.address}/start/{link}")
    staff.get(f"{wave}/close")
    staff.post(f"{wave}/close")
    while f"{wave}/report" not in (text := staff.get(wave)):
        assert "task-progress" in text
    staff.get(f"{wave}/report")
    staff.post(f"{wave}/release")
    someone = Respondent(f"{service.address}/start/{links[0]}")
    with someone.client:
        someone.begin()
        return {"answers": someone.client.cookies["answers"]}


def _people(service: Service, tokens: list[str]) -> dict[Who, Mapping[str, str]]:
    """Let people begin: one stops, one hands in, one takes everything back, one answers anonymously."""
    answering, submitted, withdrawn, anonymous = (Respondent(f"{service.address}/start/{one}") for one in tokens)
    for one in (answering, submitted, withdrawn, anonymous):
        one.begin()
        one.answer()
    submitted.answer_all()
    submitted.submit()
    withdrawn.show("/withdraw")
    withdrawn.post("/withdraw", {"csrf": withdrawn.hidden["csrf"]})
    names: tuple[Who, ...] = ("answering", "submitted", "withdrawn", "anonymous")
    people = dict(zip(names, (answering, submitted, withdrawn, anonymous), strict=True))
    for one in people.values():
        one.client.close()
    return {name: {"answers": one.client.cookies["answers"]} for name, one in people.items()}
