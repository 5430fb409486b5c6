"""The languages of reports: each one whose wording is there."""

from __future__ import annotations

import re
from importlib import resources

Language = str
"""The code of a language, for example ``de``: the middle part of the names of its files of wording."""

_REPORT = re.compile(r"report\.(\w+)\.toml")

LANGUAGES: tuple[Language, ...] = tuple(
    sorted(
        found[1]
        for file in resources.files("reports").joinpath("wording").iterdir()
        if (found := _REPORT.fullmatch(file.name))
    )
)
"""Every language that a report can be written in, in the order of their codes."""
