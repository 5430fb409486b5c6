"""``diagnostic questionnaire diff``: what a new version changes, and what that means for comparing waves."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnostic.i18n import Language
from tests.integration.command import run
from tests.unit.questionnaires.samples import FOLDER, MAIN, NAMES, changed, contents


def written(folder: Path, *edits: tuple[str, str]) -> Path:
    """Write the sample as version 2026.2 with edits of its main file."""
    files = contents(main=changed(MAIN, ("2026.1", "2026.2"), *edits))
    for name in NAMES:
        (folder / name).write_bytes(files[name])
    return folder


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "de",
            (
                "Bricht den Vergleich: choices.agree: „codes“ ist jetzt [1, 2], bisher [1, 2, 3].",
                "Harmlos: sample/2026.2: „minutes“ ist jetzt 7, bisher 6.",
                "sample/2026.1 und sample/2026.2: Der Vergleich bricht. Unterschiede: 2.",
            ),
        ),
        (
            "en",
            (
                "Breaks comparison: choices.agree: “codes” is now [1, 2], and was [1, 2, 3].",
                "Harmless: sample/2026.2: “minutes” is now 7, and was 6.",
                "sample/2026.1 and sample/2026.2: comparison breaks. Differences: 2.",
            ),
        ),
    ],
)
def test_every_difference_is_a_line_and_the_verdict_the_last(
    language: Language, lines: tuple[str, ...], tmp_path: Path
) -> None:
    edits = (("minutes = 6", "minutes = 7"), ("[1, 2, 3]", "[1, 2]"))
    new = written(tmp_path, *edits)
    for name in NAMES[1:]:
        text = (new / name).read_text(encoding="utf-8")
        (new / name).write_text(text.replace('3 = "ja"\n', "").replace('3 = "yes"\n', ""), encoding="utf-8")

    ran = run("questionnaire", "diff", FOLDER, new, language=language)

    *told, verdict = ran.out
    assert (ran.code, told, ran.err) == (0, list(lines[:-1]), ())
    assert verdict.startswith(lines[-1])


@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ((), "no difference."),
        ((("minutes = 6", "minutes = 7"),), "harmless. Differences: 1."),
        ((("0.55", "0.75"),), "comparable. Differences: 1."),
    ],
)
def test_the_verdict_is_told_in_words(edits: tuple[tuple[str, str], ...], words: str, tmp_path: Path) -> None:
    ran = run("questionnaire", "diff", FOLDER, written(tmp_path, *edits), language="en")

    assert (ran.code, len(ran.out)) == (0, len(edits) + 1)
    assert ran.out[-1].startswith(f"sample/2026.1 and sample/2026.2: {words}")


def test_versions_of_the_library_are_named_by_their_ids() -> None:
    ran = run("questionnaire", "diff", "kurzcheck/2026.1", "kurzcheck")

    assert (ran.code, ran.out) == (0, ("kurzcheck/2026.1 und kurzcheck/2026.1: kein Unterschied.",))


def test_a_questionnaire_that_cannot_be_read_is_refused() -> None:
    ran = run("questionnaire", "diff", "kurzcheck", "nichts", language="en")

    assert ran.is_refused("en", "There is no questionnaire “nichts”.")
