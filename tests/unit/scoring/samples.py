"""A small questionnaire with every kind of question, and answers to it."""

from __future__ import annotations

from typing import Any

import msgspec
import pandas as pd

from questionnaires.model import Questionnaire

_TABLE: dict[str, Any] = {
    "format": 1,
    "id": "sample",
    "version": "2026.1",
    "languages": ["en"],
    "reliability": 0.75,
    "choices": {
        "agree": {"codes": [1, 2, 3, 4, 5], "dont_know": 98},
        "degree": {"codes": [0, 2, 4]},
        "role": {"codes": ["leader", "staff"]},
        "gain": {"codes": ["contacts", "reach"]},
    },
    "scale": [{"id": "trust"}, {"id": "goals"}],
    "page": [
        {
            "id": "one",
            "statement": [
                {"id": "trust_01", "scale": "trust", "choices": "agree"},
                {"id": "goals_01", "scale": "goals", "choices": "degree"},
            ],
            "question": [
                {"id": "function", "kind": "single", "choices": "role"},
                {"id": "success", "kind": "number", "lowest": 0, "highest": 120},
                {"id": "gains", "kind": "multiple", "choices": "gain"},
            ],
        }
    ],
    "texts": {
        "en": {
            "title": "Sample",
            "frame": "Here",
            "choices": {
                "agree": {"1": "a", "2": "b", "3": "c", "4": "d", "5": "e", "98": "f"},
                "degree": {"0": "a", "2": "b", "4": "c"},
                "role": {"leader": "a", "staff": "b"},
                "gain": {"contacts": "a", "reach": "b"},
            },
            "scales": {"trust": "Trust", "goals": "Goals"},
            "pages": {"one": {"title": "One"}},
            "statements": {"trust_01": "We trust.", "goals_01": "We agree."},
            "questions": {"function": {"text": "Role?"}, "success": {"text": "How many?"}, "gains": {"text": "What?"}},
        }
    },
}

SAMPLE = msgspec.convert(_TABLE, Questionnaire)


def answers(**columns: list[object]) -> pd.DataFrame:
    """Return answers of three persons from two organisations, with some columns replaced or added."""
    table: dict[str, list[object]] = {
        "respondent": ["p1", "p2", "p3"],
        "organisation": ["Nord", "Süd", "Nord"],
        "trust_01": ["1", "5", "98"],
        "goals_01": ["0", "4", ""],
    }
    return pd.DataFrame(table | columns)
