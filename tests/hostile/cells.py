"""Odd and broken values: codes, names, sectors."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.hostile.building import (
    ORGANISATIONS,
    RESPONDENTS,
    Case,
    Rows,
    Sound,
    fixed,
    healthy,
    refused,
    statements,
    with_cell,
    with_column,
    written,
)

SOUND_CODES = ("3.0", "3,0", "3.000", " 3 ", "\t3", "\u00a03", "\u30003", "98", "98.0", "99", "-1", "-1,0", "")

WRONG_CODES = (
    *("0", "6", "7", "-2", "-99", "97", "100", "999", "3.5", "3,5", "2.9999999999", "1e0", "3e0", "1e400", "-1e400"),
    *("nan", "NaN", "NA", "N/A", "#N/A", "NULL", "None", "inf", "-inf", "Infinity", "true", "ja", "x", "drei"),
    *("+3", "03", "003", "-01", "3.", ".3", "3.0.0", "3,,0", "--1", "0x3", "1 2", "1;2", "1,2,3", "'3", '"3"', "=3"),
    *("３", "٣", "³", "½", "Ⅲ", "−1", "\u200b3", "3\u200e", "\u202e3", "💥", "3\n4", "\x073", "\x1b[31m3"),
    *("{file}", "{0}", "%s", "%(row)s", "<script>alert(1)</script>", "[bold]3", "../../etc/passwd", "9" * 5_000),
    *("3" + " " * 200 + "3", "a" * 32_000, "=cmd|' /C calc'!A0", "@SUM(1;2)", "3 - weiß nicht", "stimme zu"),
)

SOUND_NAMES = (
    *("=cmd()", "+1", "-2+3", "@SUM(A1)", "=HYPERLINK(0)", "a;b", "a,b", 'a"b', '"', "'", "O'Brien", "a\\b", "{file}"),
    *("%s", "null", "NULL", "None", "nan", "NA", "inf", "1e400", "0", "-1", "98", "true", "<b>x</b>", "{{7*7}}"),
    *("Robert'); DROP TABLE answers;--", "../../etc/passwd", "日本", "עמותה", "مؤسسة", "Ωmega", "ＡＢＣ", "İstanbul"),
    *("🎉", "👨‍👩‍👧", "🏳️‍🌈", "e\u0301", "x" * 200, "Ä" * 200, "Verein für Kinder, Jugend & Familie e. V."),
)

UNFIT_NAMES = (
    *("\u202eenegielloK", "a\u200bb", "a\u2066b", "\ufeffVerein", "a\u00adb", "a\u200eb", "Verein\ufffd"),
    *("a\x07b", "a\x1b[2Jb", "a\tb", "a\nb", "a\r\nb", "a\u2028b", "a\u2029b", "a\x7fb", "a\x85b"),
)

BLANK_NAMES = ("", " ", "   ", "\t", "\u00a0", "\u3000", "\u2003\u2003")


def cases() -> Iterator[Case]:
    """Yield files in which single values are odd or wrong."""
    yield from _codes()
    yield from _names()
    yield from _repeated_names()
    yield from _profile()
    yield from _uniform()


def _codes() -> Iterator[Case]:
    chance = Random(20262)  # noqa: S311 - nothing secret

    def spoilt(value: str) -> bytes:
        row, column = chance.randint(1, RESPONDENTS), chance.randint(2, len(statements()))
        return written(with_cell(row, column, value))

    yield from fixed("code", {f"sound {value!r}": spoilt(value) for value in SOUND_CODES}, Sound())
    wrong = {f"{place} {value[:20]!r}": spoilt(value) for place, value in enumerate(WRONG_CODES)}
    yield from fixed("code", wrong, refused("code_not_allowed"))
    alphabet = "0123456789+-.,eEx'=@äß%{}<>&\\/\u0660\uff11\u200b\U0001f600"
    random = {"?" + "".join(chance.choices(alphabet, k=chance.randint(1, 12))) for _ in range(30)}
    yield from fixed(
        "code",
        {f"random {place}": spoilt(value) for place, value in enumerate(sorted(random))},
        refused("code_not_allowed"),
    )


def _names() -> Iterator[Case]:
    for column, kind in ((0, "respondent"), (1, "organisation")):
        organisations = ORGANISATIONS + column  # a further organisation, as the old name occurs in another row
        for expectation, names in (
            (Sound(organisations=organisations), SOUND_NAMES),
            (refused("name_unfit"), UNFIT_NAMES),
            (refused("name_blank"), BLANK_NAMES),
            (refused("name_too_long"), ("x" * 201, "🎉" * 30_000, "e" + "\u0301\u0323" * 16_000)),
        ):
            files = {f"{place} {name[:20]!r}": written(with_cell(4, column, name)) for place, name in enumerate(names)}
            label = next(iter(expectation.codes)) if not isinstance(expectation, Sound) else "name"
            yield from fixed(f"{kind} {label}", files, expectation)


def _repeated_names() -> Iterator[Case]:
    repeated = {
        "the same": _respondents("P01", "P01"),
        "equal after trimming": _respondents("P01", "  P01\t"),
        "equal in composed form": _respondents("Zoë", "Zoe\u0308"),
        "equal as numbers are not": _respondents("1", "1", "1.0"),
        "everybody": _respondents(*["P"] * RESPONDENTS),
    }
    yield from fixed("respondent twice", repeated, refused("respondent_twice"))
    yield from fixed("respondent", {"differs in case": _respondents("p", "P")}, Sound())
    one = {
        "alone": _organisations(*["Verein"] * RESPONDENTS),
        "equal after trimming": _organisations(*["Verein", " Verein", "Verein\t", "\u00a0Verein "] * 3),
        "equal in composed form": _organisations(*["Köln", "Ko\u0308ln"] * 6),
    }
    yield from fixed("one organisation", one, Sound(organisations=1))
    each = {"each its own": _organisations(*(f"=cmd({number})" for number in range(RESPONDENTS)))}
    yield from fixed("organisation", each, Sound(organisations=RESPONDENTS))


def _profile() -> Iterator[Case]:
    half = RESPONDENTS // 2
    fine = {
        "of each organisation": _sectors(["administration", "education", "health", "business", "other", ""] * 2),
        "told once": _sectors(["civil_society"] * half + [""] * half),
        "not answered": _sectors(["98", "99", "-1", "99", "", "98"] * 2),
        "function in free text": written(with_column("function", ["Leitung", "", "=1+1"] * 4)),
    }
    yield from fixed("sector", fine, Sound())
    unknown = {
        f"unknown {name!r}": _sectors([name, *[""] * 11]) for name in ("Verein", "Education", "1", "=x", "\u202e")
    }
    yield from fixed("sector", unknown, refused("sector_unknown"))
    two = {"two": _sectors(["health"] * half + ["other"] * half)}
    yield from fixed("sector", two, refused("sector_contradiction"))


def _uniform() -> Iterator[Case]:
    for name, value in (("don't know", "98"), ("no answer", "99"), ("not shown", "-1"), ("empty", ""), ("ones", "1")):
        header, *rows = healthy()
        same: Rows = [header, *([*row[:2], *(value for _ in row[2:])] for row in rows)]
        yield from fixed("all", {name: written(same)}, Sound())


def _respondents(*names: str) -> bytes:
    rows = healthy()
    for row, name in enumerate(names, 1):
        rows[row][0] = name
    return written(rows)


def _organisations(*names: str) -> bytes:
    rows = healthy()
    for row, name in enumerate(names, 1):
        rows[row][1] = name
    return written(rows)


def _sectors(names: list[str]) -> bytes:
    return written(with_column("sector", names))
