"""From a ReportView to a page of HTML that needs nothing but itself."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from reports.view import ReportView

_FONT = re.compile(r'url\("([\w-]+\.woff2)"\)')


def render_html(view: ReportView) -> str:
    """Return the report as one page of HTML, styles and fonts inside, for the screen and for printing from it."""
    return _template().render(view=view, paper=False, stylesheets=(), css=_embedded_css())


def render_paper(view: ReportView, stylesheets: tuple[str, ...]) -> str:
    """Return the report as HTML for paper, with links to the style sheets given."""
    return _template().render(view=view, paper=True, stylesheets=stylesheets, css="")


def packaged(folder: str, name: str) -> bytes:
    """Return a packaged font or style sheet.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    """
    return resources.files("reports").joinpath(folder, name).read_bytes()


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.jinja")


@cache
def _embedded_css() -> Markup:
    """Return all styles with the fonts inside; written by us alone, so it needs no escaping."""
    faces = _FONT.sub(_inline, packaged("fonts", "faces.css").decode())
    sheets = [packaged("styles", name).decode() for name in ("report.css", "screen.css")]
    paper = packaged("styles", "print.css").decode()
    return Markup("\n").join(map(Markup, [faces, *sheets, paper]))


def _inline(match: re.Match[str]) -> str:
    data = base64.b64encode(packaged("fonts", match[1])).decode()
    return f'url("data:font/woff2;base64,{data}")'
