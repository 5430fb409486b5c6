"""Values as they may stand in a message: short, and unable to disturb a terminal."""

from __future__ import annotations

SHOWN_CHARACTERS = 40


def shown(value: object, *, characters: int = SHOWN_CHARACTERS) -> str:
    r"""Return a value as it may stand in a message.

    Parameters
    ----------
    value : object
        Anything; its text is looked at no further than it is shown, however long it is.
    characters : int
        The most that is returned; what is longer ends in ``…``.

    Returns
    -------
    str
        The text of the value; characters that are invisible or move others are written out (``\x1b``,
        ``\u202e``).
    """
    text = str(value)
    written = "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
        for character in text[: characters + 1]
    )
    return written if len(written) <= characters else f"{written[: characters - 1]}…"
