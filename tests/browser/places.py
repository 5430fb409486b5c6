"""Every page of the service: its route, who opens it, and what is done there before it is looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Page

Who = Literal["guest", "backbone", "consultant", "answering", "submitted", "withdrawn", "anonymous", "informed"]

WRONG_LIST = "Organisation;Bereich\nMusterverein;Zivilgesellschaft\nOhne Bereich;\n"


@dataclass(frozen=True, kw_only=True)
class Place:
    """One page.

    Parameters
    ----------
    name
        How it is called in tests and pictures.
    values
        What stands in the address where it is not that of the demo's open round.
    before
        What is done on it first.
    simulated
        Whether it tells of the simulated initiative.
    own
        Whether it is a document with a frame of its own.
    """

    name: str
    route: str
    who: Who
    values: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[Page], None] | None = None
    simulated: bool = False
    own: bool = False
    status: int = 200


def _place(name: str, route: str, who: Who, **values: str) -> Place:
    return Place(name=name, route=route, who=who, values=values)


def _demo(name: str, route: str, who: Who, **values: str) -> Place:
    return Place(name=name, route=route, who=who, values=values, simulated=True)


def _sent(page: Page) -> None:
    _press(page, "main form button[type=submit]")


def _signed_in_wrongly(page: Page) -> None:
    page.fill("#email", "niemand@example.org")
    page.fill("#password", "kein Passwort")
    _sent(page)


def _uploaded(page: Page) -> None:
    page.set_input_files("#file", {"name": "partner.csv", "mimeType": "text/csv", "buffer": WRONG_LIST.encode()})
    _sent(page)


def _invited(page: Page) -> None:
    page.fill("#email", "neu@example.org")
    _press(page, 'form[action$="/consultants"] button[type=submit]')


def _left_out(page: Page) -> None:
    _press(page, '#answers .actions button[name="_go"]')


def _press(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


_ONE = "/initiatives/{initiative}"
_PARTNER = f"{_ONE}/partners/{{organisation}}"
_WAVE = f"{_ONE}/waves/{{wave}}"
_REPORT = f"{_WAVE}/self-report"
_READ = "/portfolio/{initiative}/waves/{wave}"

PUBLIC = (
    _place("imprint", "/imprint", "guest"),
    _place("privacy", "/privacy", "guest"),
    _place("accessibility", "/accessibility", "guest"),
    _place("start", "/", "guest"),
    _place("sign-in", "/sign-in", "guest"),
    Place(name="sign-in-refused", route="/sign-in", who="guest", before=_signed_in_wrongly, status=403),
    _demo("join", "/join/{token}", "guest", token="joining"),  # noqa: S106 - a name in the showcase
    _place("account", "/account", "backbone"),
    _place("password", "/account/password", "backbone"),
)

ANSWERING = (
    _demo("invitation", "/start/{token}", "guest"),
    *(
        _demo(f"answer-{page}", "/answer/{page}", "answering", page=page)
        for page in ("offers", "goals", "across", "steering", "together", "sharing", "partners", "partners_intensity")
    ),
    Place(
        name="answer-open",
        route="/answer/{page}",
        who="answering",
        values={"page": "goals"},
        before=_left_out,
        simulated=True,
    ),
    Place(
        name="answer-partners-open",
        route="/answer/{page}",
        who="answering",
        values={"page": "partners"},
        before=_left_out,
        simulated=True,
    ),
    _demo("check", "/check", "answering"),
    _demo("withdraw", "/withdraw", "answering"),
    _demo("thanks", "/thanks", "submitted"),
    _demo("check-submitted", "/check", "submitted"),
    _demo("withdrawn", "/withdraw", "withdrawn"),
    _place("results", "/results", "informed"),
    _place("invitation-anonymous", "/start/{token}", "guest", token="anonymous"),  # noqa: S106 - as above
    *(_place(f"answer-{page}", "/answer/{page}", "anonymous", page=page) for page in ("skills", "gains", "overall")),
    _place("check-anonymous", "/check", "anonymous"),
)

OFFICE = (
    _place("initiatives", "/initiatives", "backbone"),
    _place("initiative-new", "/initiatives/new", "backbone"),
    Place(name="initiative-wrong", route="/initiatives/new", who="backbone", before=_sent, status=422),
    _demo("initiative-edit", f"{_ONE}/edit", "backbone"),
    _demo("initiative-delete", f"{_ONE}/delete", "backbone"),
    _demo("home", _ONE, "backbone"),
    _place("home-new", _ONE, "backbone", initiative="drafting"),
    _demo("partners", f"{_ONE}/partners", "backbone"),
    _place("partners-none", f"{_ONE}/partners", "backbone", initiative="empty"),
    _demo("partner-new", f"{_ONE}/partners/new", "backbone"),
    _demo("partner", _PARTNER, "backbone"),
    _demo("partner-edit", f"{_PARTNER}/edit", "backbone"),
    _demo("partner-remove", f"{_PARTNER}/remove", "backbone"),
    _demo("person-new", f"{_PARTNER}/people/new", "backbone"),
    _demo("person", f"{_PARTNER}/people/{{person}}", "backbone"),
    _demo("person-remove", f"{_PARTNER}/people/{{person}}/remove", "backbone"),
    _demo("import", f"{_ONE}/partners/import", "backbone"),
    Place(name="import-preview", route=f"{_ONE}/partners/import", who="backbone", before=_uploaded, simulated=True),
    _demo("team", f"{_ONE}/consultants", "backbone"),
    Place(name="team-invited", route=f"{_ONE}/consultants", who="backbone", before=_invited, simulated=True),
    _demo("team-remove", f"{_ONE}/consultants/{{user}}/{{role}}/remove", "backbone"),
)

ROUNDS = (
    _demo("round-new", f"{_ONE}/waves/new", "backbone"),
    Place(name="round-wrong", route=f"{_ONE}/waves/new", who="backbone", before=_sent, simulated=True, status=422),
    _place("round-edit", f"{_WAVE}/edit", "backbone", initiative="drafting", wave="draft"),
    _place("round-draft", _WAVE, "backbone", initiative="drafting", wave="draft"),
    _demo("round-open", _WAVE, "backbone"),
    _demo("round-released", _WAVE, "backbone", wave="past"),
    _demo("round-close", f"{_WAVE}/close", "backbone"),
    _demo("self-report", _REPORT, "backbone"),
    *(
        _demo(f"self-report-{page}", f"{_REPORT}/answer/{{page}}", "backbone", page=page)
        for page in ("structure", "offers")
    ),
    Place(
        name="self-report-open",
        route=f"{_REPORT}/answer/{{page}}",
        who="backbone",
        values={"page": "governance"},
        before=_left_out,
        simulated=True,
    ),
    _place("self-report-begun", _REPORT, "backbone", initiative="asking", wave="begun"),
    _place("self-report-check", f"{_REPORT}/check", "backbone", initiative="asking", wave="begun"),
    _place("self-report-remove", f"{_REPORT}/remove", "backbone", initiative="asking", wave="begun"),
    _demo("self-report-kept", f"{_REPORT}/check", "backbone", wave="past"),
    _demo("links", f"{_WAVE}/links", "backbone"),
    _demo("links-print", f"{_WAVE}/links/print", "backbone"),
    _demo("report", f"{_WAVE}/report", "backbone", wave="past"),
    Place(
        name="report-read",
        route=f"{_WAVE}/report/{{language}}",
        who="backbone",
        values={"wave": "past"},
        simulated=True,
        own=True,
    ),
)

CONSULTING = (
    _demo("portfolio", "/portfolio", "consultant"),
    _place("portfolio-empty", "/portfolio", "backbone"),
    _demo("released", _READ, "consultant", wave="past"),
    _demo("comparison", "/portfolio/{initiative}/comparison", "consultant", initiative="neighbour"),
    _demo("comparison-none", "/portfolio/{initiative}/comparison", "consultant"),
    Place(
        name="released-read",
        route=f"{_READ}/{{language}}",
        who="consultant",
        values={"wave": "past"},
        simulated=True,
        own=True,
    ),
)

REFUSED = (
    Place(name="not-found", route=_ONE, who="consultant", status=404),
    Place(name="sign-in-needed", route="/initiatives", who="guest", status=401),
    Place(name="link-unknown", route="/start/{token}", who="guest", values={"token": "unknown"}, status=404),
    Place(name="link-needed", route="/check", who="guest", status=401),
    Place(name="not-allowed", route=f"{_WAVE}/edit", who="backbone", status=403),
)

PLACES = (*PUBLIC, *ANSWERING, *OFFICE, *ROUNDS, *CONSULTING, *REFUSED)

FILES: Mapping[str, tuple[Who, str]] = {
    "/static/{version}/{path}": ("guest", "text/css"),
    "/health": ("guest", "text/plain"),
    "/copy.pdf": ("submitted", "application/pdf"),
    f"{_ONE}/partners/import/template.csv": ("backbone", "text/csv"),
    f"{_WAVE}/report/{{language}}/pdf": ("backbone", "application/pdf"),
    f"{_WAVE}/report/network/{{file}}": ("backbone", "application/xml"),
    f"{_WAVE}/report/diagnosis.json": ("backbone", "application/json"),
    f"{_READ}/{{language}}/pdf": ("consultant", "application/pdf"),
    f"{_READ}/diagnosis.json": ("consultant", "application/json"),
}
"""What is no page: who fetches it, and as what it comes."""
