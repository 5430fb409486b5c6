"""The example of a list that people download and fill in."""

from __future__ import annotations

import csv
import io

from diagnostic.partner_lists.model import Language
from diagnostic.partner_lists.words import words


def template_csv(language: Language) -> bytes:
    """Return a list to fill in: a heading and two rows that say that they are made up.

    Parameters
    ----------
    language : str
        ``de`` or ``en``.

    Returns
    -------
    bytes
        CSV with ``;`` in UTF-8 with a mark at the beginning, which spreadsheet programs open with umlauts intact.
    """
    template = words().template[language]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([template.heading, *template.rows])
    return text.getvalue().encode("utf-8-sig")
