"""The bytes of a TOML file, good and bad: what is refused, and at which line."""

from __future__ import annotations

import pytest

from questionnaires.problems import InputError
from questionnaires.reading import LARGEST_FILE, read_toml


def refusal(data: bytes) -> tuple[str, dict[str, str | int]]:
    """Return code and values of the one problem that a file is refused with."""
    with pytest.raises(InputError) as refused:
        read_toml(data, "file.toml")
    (problem,) = refused.value.problems
    return problem.code, dict(problem.values)


def test_a_file_with_windows_line_ends_and_byte_order_mark_is_read() -> None:
    assert read_toml(b'\xef\xbb\xbfa = "\xc3\xa4"\r\nb = 2\r\n', "file.toml") == {"a": "ä", "b": 2}


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"a = 1\na = 2\n", "duplicate_key", 2),
        (b"[a]\nb = 1\n[a]\n", "duplicate_key", 3),
        (b"a = { b = 1, b = 2 }\n", "duplicate_key", 1),
        (b"a = {}\na.b = 1\n", "duplicate_key", 2),
        (b'a = 1\nb = "x\nc = 3\n', "unclosed", 2),
        (b"a = 'x\nb = 1\n", "unclosed", 3),
        (b"a = 1\nb = [1, 2\n", "unclosed", 3),
        (b'a = """x\n', "unclosed", 2),
        (b"a = 1\nb c = 2\n", "not_toml", 2),
        (b"a = \n", "not_toml", 1),
        (b"a = yes\n", "not_toml", 1),
        (b"a = 1\nb = '\xe4'\n", "not_utf8", 2),
        ("a = 1\n".encode("utf-16"), "not_utf8", 1),
    ],
)
def test_a_file_that_is_not_toml_is_refused_with_its_line(data: bytes, code: str, line: int) -> None:
    found, values = refusal(data)

    assert (found, values["line"]) == (code, line)


def test_the_line_is_quoted_without_what_would_disturb_a_terminal() -> None:
    assert refusal(b"a = 1\n  b = \x1b[31m red\n")[1]["excerpt"] == "b = \\x1b[31m red"


@pytest.mark.parametrize("data", [b"", b"\n \n", b"# nothing but a comment\n", b"\xef\xbb\xbf"])
def test_a_file_without_keys_is_refused(data: bytes) -> None:
    assert refusal(data) == ("empty_file", {"where": "file.toml"})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a = " + b"[" * 20_000, "nested_too_deeply"),
        (b"a = " + b"1" * 5_000, "number_unreadable"),
        (b"#" * (LARGEST_FILE + 1), "file_too_large"),
        (b"a." * 100_000 + b"b = 1", "too_many_dots"),
    ],
)
def test_a_file_made_to_exhaust_the_reader_is_refused(data: bytes, code: str) -> None:
    assert refusal(data)[0] == code


def test_a_long_text_with_many_sentences_is_read() -> None:
    text = "Ein Satz. " * 200

    assert read_toml(f'a = "{text}"'.encode(), "file.toml") == {"a": text}
