"""Whatever bytes are given, a questionnaire comes out of them or a list of problems, never a failure."""

from __future__ import annotations

import tomllib
from typing import Any

import msgspec
from hypothesis import example, given
from hypothesis import strategies as st

from questionnaires.codebook import as_rows, variables
from questionnaires.describing import describe
from questionnaires.findings import Files, Finding
from questionnaires.loading import parse
from questionnaires.model import Questionnaire
from questionnaires.shape import LARGEST_NUMBER, shape_problems
from questionnaires.versions import digest
from tests.unit.questionnaires.samples import ENGLISH, GERMAN, MAIN, contents, sample

WHOLE = {**tomllib.loads(MAIN), "texts": {"de": tomllib.loads(GERMAN), "en": tomllib.loads(ENGLISH)}}

TOKENS = sorted(
    {*MAIN.split(), *GERMAN.split(), "98", "[[page]]", "[texts.de]", '"', "'''", "nan", "=", "\n", ".", "{", "]"}
)

SCALARS = st.one_of(
    st.booleans(),
    st.integers(-3, 120),
    st.sampled_from([10**12, 0.5, float("nan"), float("inf")]),
    st.text(max_size=40),
    st.sampled_from(["agree", "silos", "single", "number", "multiple", "is", "98", "sector", "respondent"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=5,
)


def worded(findings: tuple[Finding, ...]) -> list[str]:
    """Return every sentence of findings in both languages."""
    return [one.problem.text(language) for one in findings for language in ("de", "en")]


def spots(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path to every value inside tables and lists."""
    inner: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [spot for key, entry in inner for spot in ((*path, key), *spots(entry, (*path, key)))]


def replaced(value: Any, path: tuple[str | int, ...], new: object) -> Any:
    """Return tables and lists with the value at a path replaced, or taken out where the new one is None."""
    key, *rest = path
    items = dict(value.items()) if isinstance(value, dict) else dict(enumerate(value))
    if not rest and new is None:
        del items[key]
    else:
        items[key] = replaced(items[key], tuple(rest), new) if rest else new
    return items if isinstance(value, dict) else list(items.values())


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the sample's tables with one to three values replaced or taken out."""
    tables: dict[str, Any] = WHOLE
    for _ in range(draw(st.integers(1, 3))):
        paths = spots(tables)
        if paths:
            tables = replaced(tables, draw(st.sampled_from(paths)), draw(st.one_of(st.none(), VALUES)))
    return tables


def too_large(value: object) -> bool:
    """Return whether a whole number beyond the limit stands anywhere in tables and lists."""
    if isinstance(value, dict | list):
        return any(too_large(entry) for entry in (value.values() if isinstance(value, dict) else value))
    return type(value) is int and abs(value) > LARGEST_NUMBER


@given(st.binary(max_size=400))
@example(b"a = " + b"[" * 20_000)
@example(b"a = 1979-05-27T07:32:00+24:00")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    questionnaire, findings = parse({"any.toml": data})

    assert questionnaire is None
    assert worded(findings)


@given(st.lists(st.sampled_from(TOKENS), max_size=40).map(" ".join))
def test_any_words_of_the_format_are_read_or_refused(text: str) -> None:
    _, findings = parse(contents(main=text))

    assert worded(findings)


@given(st.data())
def test_a_file_cut_and_mended_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    text = MAIN.encode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 60)))
    middle = data.draw(st.one_of(st.binary(max_size=20), st.sampled_from(TOKENS).map(str.encode)))
    questionnaire, findings = parse({**contents(), "questionnaire.toml": text[:start] + middle + text[end:]})

    assert questionnaire is not None or worded(findings)


@given(damaged())
def test_shapes_are_refused_exactly_where_they_cannot_be_a_questionnaire(tables: dict[str, Any]) -> None:
    problems = list(shape_problems(tables, Questionnaire, Files()))
    try:
        msgspec.convert(tables, Questionnaire)
    except msgspec.ValidationError:
        fits = False
    else:
        fits = True

    assert (problems == []) == (fits and not (problems and too_large(tables)))


@given(damaged())
def test_what_is_accepted_can_be_told_and_has_a_codebook(tables: dict[str, Any]) -> None:
    if list(shape_problems(tables, Questionnaire, Files())):
        return
    questionnaire, findings = parse({"sample.toml": toml(tables).encode()})
    worded(findings)
    if questionnaire is not None and not [one for one in findings if one.severity == "error"]:
        names = [one.name.lower() for one in variables(questionnaire)]
        assert len(names) == len(set(names))
        assert len(as_rows(questionnaire)) >= len(names)
        assert all(describe(questionnaire, language) for language in questionnaire.languages)


def toml(tables: dict[str, Any]) -> str:
    """Return tables as TOML, each value on a line of its own."""
    return "".join(f"{written(key)} = {written(value)}\n" for key, value in tables.items())


def written(value: object) -> str:
    """Return one value as TOML writes it, tables and lists inline."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(key)} = {written(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(entry) for entry in value) + "]"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(sign):08x}" for sign in value) + '"'
    return str(value).lower() if isinstance(value, bool) else str(value)


@given(st.permutations(list(WHOLE)), st.permutations(["de", "en"]))
def test_the_order_of_keys_in_the_file_does_not_matter(keys: list[str], languages: list[str]) -> None:
    texts = {language: WHOLE["texts"][language] for language in languages}
    questionnaire, _ = parse({"sample.toml": toml({key: {**WHOLE, "texts": texts}[key] for key in keys}).encode()})

    assert questionnaire is not None
    assert digest(questionnaire) == digest(sample())
