"""Why a service refuses: one family, each with the key of its sentence. The web turns them into pages in one place."""

from __future__ import annotations

from collections.abc import Mapping

from questionnaires.problems import Problem


class Failure(Exception):  # noqa: N818 - named as it is spoken of: a failure is no error of the program
    """A service could not do what was asked.

    Parameters
    ----------
    key : str
        Key of the sentence in ``web/wording/failures.<language>.toml``.
    values
        What the sentence names.
    """

    def __init__(self, key: str, **values: str | int) -> None:
        """Keep key and values; the message is the key, since it may get into a log."""
        super().__init__(key)
        self.key = key
        self.values: Mapping[str, str | int] = values


class NotFound(Failure):
    """It does not exist, or it belongs to somebody else: nobody learns which."""

    def __init__(self) -> None:
        """Say nothing of what was looked for."""
        super().__init__("not_found")


class SignInNeeded(Failure):
    """Nobody has signed in, or the session has ended."""

    def __init__(self) -> None:
        """Say that signing in mends it."""
        super().__init__("sign_in_needed")


class LinkNeeded(Failure):
    """No personal link was opened in this browser, or its session has ended."""

    def __init__(self) -> None:
        """Say that opening the link mends it."""
        super().__init__("link_needed")


class Refused(Failure):
    """It exists, and this caller may see it, but may not do this to it, or not now."""


class Unavailable(Failure):
    """A part of the service does not answer; nothing was saved, and trying again may mend it."""


class TooMany(Failure):
    """Too many failed attempts; a while must pass before the next."""


class Invalid(Failure):
    """What was filled in cannot be used as it is.

    Parameters
    ----------
    fields : dict
        Field to what is wrong with it and how to mend it.
    """

    def __init__(self, fields: Mapping[str, Problem]) -> None:
        """Keep every problem found, not just the first."""
        super().__init__("invalid")
        self.fields = dict(fields)
