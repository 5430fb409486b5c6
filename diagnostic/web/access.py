"""Who may reach a route: every handler says it, and the access matrix is read from the router."""

from __future__ import annotations

from typing import Any, Literal

Access = Literal["everybody", "respondent", "staff", "backbone", "consultant", "member"]
"""``everybody``; a ``respondent`` whose link was opened in this browser; anybody of ``staff`` who has signed in; who
has the role ``backbone`` or ``consultant`` in the initiative of the route; or a ``member`` with either."""


def allow(access: Access, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - as Litestar has it
    """Return the ``opt`` of a handler: who may reach it, and what else there is to say of it."""
    return {"access": access, **options}
