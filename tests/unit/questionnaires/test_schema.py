"""The published JSON Schema: up to date, explained, and true of questionnaires."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from questionnaires.loading import LIBRARY, library
from questionnaires.schema import KEPT, schema, schema_text
from tests.unit.questionnaires.samples import GERMAN, MAIN, changed

WHOLE = Draft202012Validator(schema())
TEXTS = Draft202012Validator({**schema(), "$ref": "#/$defs/Texts"})


def read(file: Path) -> dict[str, Any]:
    """Return the table of a TOML file."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def test_the_kept_schema_is_what_the_structs_say() -> None:
    assert KEPT.read_text(encoding="utf-8") == schema_text(), "`make schema` renews it"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(KEPT.read_text(encoding="utf-8")))


def test_every_key_is_told_without_a_null_that_toml_does_not_know() -> None:
    assert "null" not in schema_text()
    assert schema()["$defs"]["Question"]["properties"]["highest"] == {
        "description": "The range of a number, both ends allowed; needed by it.",
        "type": "integer",
    }


@pytest.mark.parametrize(("identity", "version"), library())
def test_the_library_fits_the_schema(identity: str, version: str) -> None:
    folder = LIBRARY / identity / version

    WHOLE.validate(read(folder / "questionnaire.toml"))
    for file in folder.glob("texts.*.toml"):
        TEXTS.validate(read(file))


def test_texts_may_stand_inside() -> None:
    WHOLE.validate({**tomllib.loads(MAIN), "texts": {"de": tomllib.loads(GERMAN)}})


@pytest.mark.parametrize(
    "edit",
    [
        ("format = 1", "format = 2"),
        ('id = "sample"', 'id = "my sample"'),
        ('"2026.1"', '"next"'),
        ("reversed = true", "reverse = true"),
        ('kind = "motive"', 'kind = "motif"'),
        ("minutes = 6", 'minutes = "6"'),
    ],
)
def test_what_loading_refuses_by_its_shape_the_schema_refuses(edit: tuple[str, str]) -> None:
    assert not WHOLE.is_valid(tomllib.loads(changed(MAIN, edit)))
