"""A whole questionnaire with one of everything, and short ways to look at what is found in a changed one."""

from __future__ import annotations

from pathlib import Path

from questionnaires.findings import Finding
from questionnaires.loading import parse
from questionnaires.model import Questionnaire

NAMES = ("questionnaire.toml", "texts.de.toml", "texts.en.toml")
FOLDER = Path(__file__).parent / "sample"
MAIN, GERMAN, ENGLISH = ((FOLDER / name).read_text(encoding="utf-8") for name in NAMES)


def contents(*, main: str = MAIN, german: str = GERMAN, english: str = ENGLISH) -> dict[str, bytes]:
    """Return the three files of the sample as bytes, any of them changed."""
    return {name: text.encode() for name, text in zip(NAMES, (main, german, english), strict=True)}


def sample() -> Questionnaire:
    """Return the sample as a questionnaire."""
    questionnaire, _ = parse(contents())
    if questionnaire is None:
        raise AssertionError
    return questionnaire


def changed(text: str, *edits: tuple[str, str]) -> str:
    """Return a text with each of some passages replaced, all of which must be there."""
    for old, new in edits:
        if old not in text:
            raise AssertionError(old)
        text = text.replace(old, new, 1)
    return text


def brief(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    """Return severity, code and place of findings."""
    return [(one.severity, one.problem.code, str(one.problem.values["where"])) for one in findings]
