"""The table of a consultant: initiatives × barriers, each in its latest released round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal
from urllib.parse import urlencode

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency

from diagnostic.domain.portfolio import ScaleFigure
from diagnostic.services.portfolio import Portfolio, PortfolioEntry, portfolio
from diagnostic.web.access import allow
from diagnostic.web.consultant.framing import AUDIENCE, framed
from diagnostic.web.documents import range_of, state_word, value_of
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import Words, words
from questionnaires.barriers import barriers
from reports.wording import load_wording

Order = Literal["ascending", "descending"]
Head = tuple[str, str, Order | None]
Cell = tuple[str, str, str | None, str]
"""State, value, range, and the state in words."""
Row = tuple[str, str, int, tuple[Cell, ...], tuple[str, str]]
"""Name, address, n, cells, and address and words of the way to the comparison."""

_NAME, _COUNT = "name", "n"


class Sorting(msgspec.Struct, frozen=True, kw_only=True):
    """By which column, and in which order."""

    column: str = _NAME
    order: Order = "ascending"


class PortfolioPage(msgspec.Struct, frozen=True, kw_only=True):
    """The table; without rows it says what will be here."""

    title: str
    lead: str
    legend: tuple[tuple[str, str], ...]
    first: Head
    number: Head
    families: tuple[tuple[str, int], ...]
    columns: tuple[Head, ...]
    rows: tuple[Row, ...]
    empty: tuple[str, str] | None


@get("/portfolio", opt=allow("staff"))
async def portfolio_page(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor]
) -> Response[str]:
    """Show the table."""
    async with site.database.reading() as db:
        found = await portfolio(db, staff.caller)
    page = page_of(found, sorting_of(request.query_params), staff.caller.language)
    made_up = bool(found.entries) and all(entry.simulated for entry in found.entries)
    framing = framed(staff, template="consultant/portfolio.html.jinja", title=page.title, simulated=made_up)
    return show(request, site, staff, framing, page)


def sorting_of(sent: Any) -> Sorting:  # noqa: ANN401 - what stands after the question mark
    """Return the sorting asked for; anything else is the usual one."""
    column, order = sent.get("sort", _NAME), sent.get("order", "ascending")
    if column not in {_NAME, _COUNT, *barriers()}:
        return Sorting()
    return Sorting(column=column, order="descending" if order == "descending" else "ascending")


def page_of(found: Portfolio, sorting: Sorting, language: str) -> PortfolioPage:
    """Return the table in words."""
    word = words(AUDIENCE, language)
    count = len(found.entries)
    families = load_wording(language).barriers.families
    by_family = [(families[name], sum(one.family == name for one in barriers().values())) for name in families]
    ordered = _ordered(found.entries, sorting)
    mixed = any(entry.simulated for entry in found.entries) and not all(entry.simulated for entry in found.entries)
    return PortfolioPage(
        title=word("portfolio.title_1" if count == 1 else "portfolio.title", count=count),
        lead=word("portfolio.lead", column=_label(sorting.column, word), order=_order_word(sorting, word)),
        legend=(
            *((state, state_word(state, language)) for state in ("flagged", "watch", "not_flagged", "strength")),
            ("withheld", word("portfolio.withheld")),
        ),
        first=_head(_NAME, sorting, word),
        number=_head(_COUNT, sorting, word),
        families=tuple(by_family),
        columns=tuple(_head(barrier, sorting, word) for barrier in barriers()),
        rows=tuple(_row(entry, word, language, mixed=mixed) for entry in ordered),
        empty=None if count else _empty(found.advised, word),
    )


def _empty(advised: int, word: Words) -> tuple[str, str]:
    kind = "unreleased" if advised else "uninvited"
    return word(f"portfolio.empty.{kind}"), word(f"portfolio.empty.{kind}_more")


def _ordered(entries: Sequence[PortfolioEntry], sorting: Sorting) -> list[PortfolioEntry]:
    """Return the entries sorted, equal ones by name; those without a figure come last in either order."""
    if sorting.column == _NAME:
        return sorted(entries, key=lambda entry: entry.name.casefold(), reverse=sorting.order == "descending")
    figures = {entry.initiative: _figure(entry, sorting.column) for entry in entries}
    downwards = -1 if sorting.order == "descending" else 1
    return sorted(
        entries,
        key=lambda entry: (
            figures[entry.initiative] is None,
            downwards * (figures[entry.initiative] or 0),
            entry.name.casefold(),
        ),
    )


def _figure(entry: PortfolioEntry, column: str) -> float | None:
    if column == _COUNT:
        return entry.row.contributors
    figure = entry.row.heaviest(column)
    return None if figure is None else figure.value


def _head(column: str, sorting: Sorting, word: Words) -> Head:
    current = sorting.order if column == sorting.column else None
    following = "descending" if current == "ascending" else "ascending"
    address = f"/portfolio?{urlencode({'sort': column, 'order': following})}"
    return _label(column, word), address, current


def _label(column: str, word: Words) -> str:
    return word(f"portfolio.{column}" if column in {_NAME, _COUNT} else f"barriers.{column}")


def _order_word(sorting: Sorting, word: Words) -> str:
    kind = sorting.column if sorting.column in {_NAME, _COUNT} else "barrier"
    return word(f"portfolio.order.{kind}_{sorting.order}")


def _row(entry: PortfolioEntry, word: Words, language: str, *, mixed: bool) -> Row:
    name = word("portfolio.simulated", name=entry.name) if mixed and entry.simulated else entry.name
    place = f"/portfolio/{entry.initiative}/waves/{entry.wave}"
    cells = tuple(_cell(entry.row.heaviest(barrier), word, language) for barrier in barriers())
    label = word("portfolio.comparison" if entry.compared else "portfolio.no_comparison")
    return name, place, entry.row.contributors, cells, (f"/portfolio/{entry.initiative}/comparison", label)


def _cell(figure: ScaleFigure | None, word: Words, language: str) -> Cell:
    if figure is None:
        return "withheld", word("portfolio.not_asked"), None, word("portfolio.not_asked_long")
    text = value_of(figure, language)
    if figure.value is None:
        return "withheld", word(f"portfolio.hidden.{figure.hidden or 'too_few'}"), None, text
    state, spread = state_word(figure.state, language), range_of(figure, language)
    parts = barriers()[figure.barrier or ""].scales
    if len(parts) == 1 or figure.id not in parts:
        return figure.state, text, spread, state
    name = load_wording(language).barriers.scales[figure.id].name
    return figure.state, f"{text} {word(f'portfolio.part.{figure.id}')}", spread, f"{state}, {name}"


ROUTES = (portfolio_page,)
