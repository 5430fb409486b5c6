"""Who asks, when and in which language: nothing below the edge of the service asks for the time."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

import msgspec

Role = Literal["backbone", "consultant"]
ROLES: tuple[Role, ...] = get_args(Role)


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Whoever a service acts for.

    Parameters
    ----------
    now : datetime
        The moment of the request, in UTC.
    language : str
        ``de`` or ``en``.
    user : str, optional
        The id of the signed-in member of staff.
    invitation : str, optional
        The id of the invitation whose link was opened.
    """

    now: datetime
    language: str = "de"
    user: str | None = None
    invitation: str | None = None
