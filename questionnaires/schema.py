"""The JSON Schema of the TOML files, made from the structs and their docstrings."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec

from questionnaires.model import Questionnaire
from questionnaires.rules.heading import VERSION
from questionnaires.rules.naming import ID

KEPT = Path(__file__).parent / "schema.json"

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SECTION = re.compile(r"\n\s*Parameters\n\s*-+\n")
_PATTERNS = {"id": ID.pattern, "version": VERSION.pattern}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of questionnaires.

    Returns
    -------
    dict
        JSON Schema 2020-12 of ``questionnaire.toml`` and of a file with the texts inside. A
        ``texts.<language>.toml`` is described by ``#/$defs/Texts``. The schema knows keys, kinds of values
        and how ids are spelled; whether the parts fit together only `questionnaires.checking.check` knows.
    """
    made = msgspec.json.schema(Questionnaire)
    definitions = {name: _definition(one) for name, one in made["$defs"].items()}
    definitions["Questionnaire"]["required"].remove("texts")  # they may stand in files beside it
    return {"$schema": _DIALECT, "$ref": made["$ref"], "$defs": definitions}


def schema_text() -> str:
    """Return the schema as it is kept in ``schema.json``."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _definition(made: dict[str, Any]) -> dict[str, Any]:
    summary, *parameters = _SECTION.split(made["description"])
    described = _parameters(parameters[0]) if parameters else {}
    properties = {name: _property(name, kind, described) for name, kind in made["properties"].items()}
    return {**made, "description": _prose(summary), "properties": properties}


def _property(name: str, kind: dict[str, Any], described: dict[str, str]) -> dict[str, Any]:
    """Return one key's schema, with its words and without the null that TOML does not know."""
    plain = dict(kind)
    if plain.get("default", ...) in (None, (), [], {}, ""):
        del plain["default"]
    offered = [one for one in plain.pop("anyOf", []) if one != {"type": "null"}]
    if offered:
        plain |= offered[0] if len(offered) == 1 else {"anyOf": offered}
    if name in _PATTERNS:
        plain["pattern"] = f"^{_PATTERNS[name]}$"
    return {**({"description": described[name]} if name in described else {}), **plain}


def _parameters(section: str) -> dict[str, str]:
    """Return name to meaning from the section of a docstring: ``name, other : type``, the meaning further in below."""
    lines = [line for line in section.splitlines() if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    found: dict[str, str] = {}
    names: list[str] = []
    for line in lines:
        if len(line) - len(line.lstrip()) == margin:
            names = [name.strip() for name in line.partition(" : ")[0].split(",")]
        else:
            found |= {name: f"{found.get(name, '')} {line.strip()}".strip() for name in names}
    return {name: _prose(meaning) for name, meaning in found.items()}


def _prose(text: str) -> str:
    return " ".join(text.replace("``", "").replace("*", "").split())
