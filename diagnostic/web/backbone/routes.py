"""Every route of the backbone office."""

from __future__ import annotations

from litestar import Router

from diagnostic.web.backbone import (
    comparing,
    deleting,
    home,
    importing,
    initiatives,
    links,
    partners,
    people,
    planning,
    reports,
    self_report,
    staff,
    waves,
)

backbone = Router(
    path="/",
    route_handlers=[
        *initiatives.ROUTES,
        *comparing.ROUTES,
        *deleting.ROUTES,
        *partners.ROUTES,
        *people.ROUTES,
        *importing.ROUTES,
        *staff.ROUTES,
        *home.ROUTES,
        *planning.ROUTES,
        *waves.ROUTES,
        *links.ROUTES,
        *self_report.ROUTES,
        *reports.ROUTES,
    ],
)
