"""Who is who: staff and their sessions, the contacts of partner organisations, and their invitations.

No query joins this area with the answers to show a result.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from diagnostic.store.tables.base import Moment, Table, column, key


class User(Table):
    """A member of staff: of a backbone office, or a consultant."""

    __tablename__ = "users"

    id: Mapped[str] = key()
    email: Mapped[str] = column("personal", sa.String(254), unique=True)  # lower case
    name: Mapped[str] = column("personal", sa.String(200))
    language: Mapped[str] = column("context", sa.String(2))
    password: Mapped[str | None] = column("secret", sa.String(200))  # Argon2id, with its parameters
    may_found: Mapped[bool] = column("operation", default=False)  # initiatives
    created_at: Mapped[datetime] = column("operation", Moment())


class Session(Table):
    """A signed-in browser: of a member of staff, or of a respondent who opened a personal link."""

    __tablename__ = "sessions"

    digest: Mapped[str] = column("secret", sa.String(64), primary_key=True)  # SHA-256 of what the cookie holds
    user_id: Mapped[str | None] = key(refers="users.id", index=True)
    invitation_id: Mapped[str | None] = key(refers="invitations.id", index=True)
    created_at: Mapped[datetime] = column("operation", Moment())
    expires_at: Mapped[datetime] = column("operation", Moment(), index=True)
    held: Mapped[bytes | None] = column("answer", sa.LargeBinary())  # a page posted too late, sealed with the cookie


class Membership(Table):
    """What a member of staff may do in an initiative."""

    __tablename__ = "memberships"

    user_id: Mapped[str] = key(refers="users.id", primary_key=True)
    initiative_id: Mapped[str] = key(refers="initiatives.id", primary_key=True, index=True)
    role: Mapped[str] = column("operation", sa.String(12), primary_key=True)
    since: Mapped[datetime] = column("operation", Moment())


class StaffInvitation(Table):
    """A link by which a member of staff joins an initiative or sets a first password; it works once."""

    __tablename__ = "staff_invitations"

    id: Mapped[str] = key()
    digest: Mapped[str] = column("secret", sa.String(64), unique=True)
    email: Mapped[str] = column("personal", sa.String(254))
    initiative_id: Mapped[str | None] = key(refers="initiatives.id", index=True)
    role: Mapped[str | None] = column("operation", sa.String(12))
    created_at: Mapped[datetime] = column("operation", Moment())
    expires_at: Mapped[datetime] = column("operation", Moment())
    used_at: Mapped[datetime | None] = column("operation", Moment())


class Person(Table):
    """A person who answers for or from a partner organisation; name and address may be left open."""

    __tablename__ = "people"

    id: Mapped[str] = key()
    organisation_id: Mapped[str] = key(refers="organisations.id", index=True)
    name: Mapped[str] = column("personal", sa.String(200), default="")
    email: Mapped[str] = column("personal", sa.String(254), default="")
    language: Mapped[str] = column("context", sa.String(2))
    created_at: Mapped[datetime] = column("operation", Moment())


class Invitation(Table):
    """The personal link of a person to a wave, and how far that person has come.

    `response` is the id of the response, sealed with the wave's key, which is kept outside the database. In mode
    anonymous it is erased on submission, and `started_at` with it.
    """

    __tablename__ = "invitations"
    __table_args__ = (sa.UniqueConstraint("wave_id", "person_id"),)

    id: Mapped[str] = key()
    wave_id: Mapped[str] = key(refers="waves.id", index=True)
    person_id: Mapped[str] = key(refers="people.id", index=True)
    generation: Mapped[int] = column("operation", default=1)
    digest: Mapped[str] = column("secret", sa.String(64), unique=True)  # SHA-256 of the link's token
    state: Mapped[str] = column("personal", sa.String(12))  # invited, started, submitted, withdrawn
    started_at: Mapped[datetime | None] = column("personal", Moment())
    response: Mapped[bytes | None] = column("secret", sa.LargeBinary())
