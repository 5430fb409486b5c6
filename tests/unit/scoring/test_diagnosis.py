"""A diagnosis as a file: exact both ways, refused where it was changed, and nothing of persons in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from scoring.diagnosis import FORMAT, Diagnosis, from_json, sealed, to_json
from scoring.pipeline import diagnose
from tests.unit.scoring.instruments import Asked, instrument, wave

MADE = instrument(
    Asked("trust", statements=3), Asked("goals", statements=3), Asked("agenda", statements=1, kind="condition")
)
WRITTEN = diagnose(
    wave(
        MADE,
        [[2, 2, 2, 4, 4, 3, 3]] * 13 + [[4, 4, 4, 98, 98, 98, 5]] * 13,
        sectors=["health"] * 13 + ["business"] * 13,
    ),
    MADE,
    grouping="sector",
)

Change = Callable[[dict[str, Any]], object]

CHANGES: dict[str, Change] = {
    "mean": lambda content: content["scales"][0]["cell"].update(value=4.4),
    "state": lambda content: content["scales"][0]["flag"].update(state="strength"),
    "group": lambda content: content["scales"][0]["groups"].pop(),
    "order": lambda content: content["scales"].reverse(),
    "unit": lambda content: content["participation"].update(unit="response"),
    "invited": lambda content: content["participation"].update(invited=40),
    "questionnaire": lambda content: content["instrument"].update(digest="0" * 64),
    "method": lambda content: content.update(method_version="2027.1"),
    "simulated": lambda content: content.update(simulated=True),
    "no digest": lambda content: content.update(digest=""),
    "other digest": lambda content: content.update(digest=content["digest"].upper()),
}

FOREIGN: dict[str, tuple[Change, str]] = {
    "later format": (lambda content: content.update(format=5), "Invalid enum value 5 - at `$.format`"),
    "earlier format": (lambda content: content.update(format=3), "Invalid enum value 3 - at `$.format`"),
    "unknown field": (lambda content: content.update(names=["North"]), "unknown field `names`"),
    "missing field": (lambda content: content.pop("scales"), "missing required field `scales`"),
    "text for number": (lambda content: content["scales"][0]["cell"].update(value="2,0"), "Expected `float | null`"),
    "unknown state": (lambda content: content["scales"][0]["flag"].update(state="bad"), "Invalid enum value 'bad'"),
}


def changed(change: Change) -> bytes:
    """Return the file after someone changed it by hand."""
    content = json.loads(to_json(WRITTEN))
    change(content)
    return json.dumps(content).encode()


def test_a_diagnosis_is_read_back_exactly() -> None:
    assert from_json(to_json(WRITTEN)) == WRITTEN
    assert to_json(from_json(to_json(WRITTEN))) == to_json(WRITTEN)


def test_a_diagnosis_of_everything_shown_and_hidden_is_read_back() -> None:
    shown = {(scale.cell.form, len(scale.groups), len(scale.statements)) for scale in WRITTEN.scales}

    assert shown == {("full", 2, 3), ("tenths", 0, 3)}


def test_the_file_is_readable_and_ends_with_a_line_end() -> None:
    lines = to_json(WRITTEN).decode().splitlines()

    assert lines[:3] == ["{", '  "format": 4,', '  "method_version": "2026.2",']
    assert to_json(WRITTEN).endswith(b"}\n")
    assert max(map(len, lines)) < 120


def test_the_layout_of_the_file_is_no_change() -> None:
    assert from_json(changed(lambda content: content)) == WRITTEN


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_by_hand_is_found(change: Change) -> None:
    with pytest.raises(ValueError, match="its content does not fit its digest"):
        from_json(changed(change))


@pytest.mark.parametrize(("change", "reason"), FOREIGN.values(), ids=FOREIGN)
def test_another_format_is_refused_with_the_reason(change: Change, reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)) as caught:
        from_json(changed(change))

    assert str(caught.value).startswith("this is no diagnosis of format 4: ")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff", b"PK\x03\x04", b"1e999"])
def test_what_is_no_diagnosis_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="this is no diagnosis of format 4"):
        from_json(data)


def test_the_format_of_the_file_is_the_one_this_program_reads() -> None:
    assert WRITTEN.format == FORMAT == 4


def test_sealing_twice_changes_nothing() -> None:
    assert sealed(WRITTEN) == WRITTEN
    assert sealed(msgspec.structs.replace(WRITTEN, digest="other")) == WRITTEN


def test_each_content_has_its_own_digest() -> None:
    other: Diagnosis = sealed(msgspec.structs.replace(WRITTEN, simulated=True))

    assert len(WRITTEN.digest) == len(other.digest) == 64
    assert WRITTEN.digest != other.digest


def test_neither_organisations_nor_persons_are_named() -> None:
    text = to_json(WRITTEN).decode()

    assert [name for name in ("o01", "o13", "o26", "p1", "p26") if f'"{name}"' in text] == []
