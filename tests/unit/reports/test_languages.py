"""The languages of reports: what has wording is spoken, and a new language needs data alone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import msgspec
import pytest

import reports
from questionnaires.barriers import barriers
from questionnaires.versions import digest
from reports.barriers import subject
from reports.languages import LANGUAGES
from scoring.diagnosis import sealed, to_json
from tests.unit.reports.factories import VOLLANALYSE, diagnosis, hurdles, scale

FOLDER = Path(reports.__file__).parent
WRITE = """
    import sys
    from pathlib import Path

    import msgspec

    import reports
    from questionnaires.model import Questionnaire
    from reports.building import build_report
    from reports.rendering import render_html
    from scoring.diagnosis import from_json

    here = Path(sys.argv[1])
    assert Path(reports.__file__).is_relative_to(here), reports.__file__
    asked = msgspec.json.decode((here / "questionnaire.json").read_bytes(), type=Questionnaire)
    view = build_report(from_json((here / "diagnosis.json").read_bytes()), asked, language="xx")
    print(render_html(view))
"""


def with_a_language(folder: Path) -> None:
    """Copy the package and add a language to its data: English, but for one word."""
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (folder / "wording").glob("*.en.toml"):
        text = file.read_text("utf-8").replace('flagged = "Hurdle"', 'flagged = "Xürde"')
        file.with_name(file.name.replace(".en.", ".xx.")).write_text(text, "utf-8")
    catalogue = folder / "catalogue"
    for name in ("measures", "trainings"):
        file = catalogue / f"{name}.toml"
        english = re.compile(r"(\[\w+\.texts\.)en(\]\n(?:(?!\[|# ---).*\n?)*)")
        file.write_text(english.sub(r"\g<0>\n\1xx\2", file.read_text("utf-8")), "utf-8")
    literature = catalogue / "literature.toml"
    literature.write_text(re.sub(r'en = ("[^"]*") }', r"en = \1, xx = \1 }", literature.read_text("utf-8")), "utf-8")


def test_a_language_that_is_added_to_the_data_is_spoken_and_no_code_changes(tmp_path: Path) -> None:
    with_a_language(tmp_path / "reports")
    texts = {**VOLLANALYSE.texts, "xx": VOLLANALYSE.texts["en"]}
    asked = msgspec.structs.replace(VOLLANALYSE, languages=("de", "en", "xx"), texts=texts)
    whole = diagnosis(hurdles("silos", "knowhow"))
    instrument = msgspec.structs.replace(whole.instrument, digest=digest(asked))
    (tmp_path / "diagnosis.json").write_bytes(to_json(sealed(msgspec.structs.replace(whole, instrument=instrument))))
    (tmp_path / "questionnaire.json").write_bytes(msgspec.json.encode(asked))
    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", dedent(WRITE), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{FOLDER.parent}", "PYTHONIOENCODING": "utf-8"},
        cwd=tmp_path,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.stderr == ""
    assert '<html lang="xx">' in done.stdout
    assert "Xürde" in done.stdout


def test_the_languages_of_this_version() -> None:
    assert LANGUAGES == ("de", "en")


@pytest.mark.parametrize("name", [scale for barrier in barriers().values() for scale in barrier.scales])
def test_each_of_our_scales_speaks_for_itself(name: str) -> None:
    assert subject(scale(name)) == name


@pytest.mark.parametrize(
    ("name", "barrier", "expected"),
    [
        ("own", "silos", "silos"),
        ("own", "leadership", "steering"),
        ("impact", "silos", "silos"),
        ("impact", None, None),
        ("impact", "unheard_of", None),
    ],
)
def test_a_scale_of_another_questionnaire_is_spoken_for_by_its_barrier_and_never_by_its_name(
    name: str, barrier: str | None, expected: str | None
) -> None:
    assert subject(scale(name, barrier=barrier)) == expected
