"""Every route of a consultant."""

from __future__ import annotations

from litestar import Router

from diagnostic.web.consultant import comparing, portfolio, reports

consultant = Router(path="/", route_handlers=[*portfolio.ROUTES, *reports.ROUTES, *comparing.ROUTES])
