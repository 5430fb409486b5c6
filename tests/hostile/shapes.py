"""Odd and broken tables: columns, rows, separators, line ends, quotation marks, sizes."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.encoding import MOST_BYTES
from scoring.reading import MOST_CELL_CHARACTERS, MOST_COLUMNS, MOST_ROW_CHARACTERS, MOST_ROWS
from tests.hostile.building import (
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
    without_column,
    written,
)

MEGABYTES_50 = 50_000_000


def cases() -> Iterator[Case]:
    """Yield files in which the table is odd or wrong."""
    yield from _columns()
    yield from _headers()
    yield from _rows()
    yield from _separators()
    yield from _quotes()
    yield from _sizes()


def _columns() -> Iterator[Case]:
    for name in ("respondent", "organisation", *statements()[::4]):
        yield from fixed("column missing", {name: written(without_column(name))}, refused("column_missing"))
    strange = ("Notiz", "=cmd()", "🎉", "{file}", "98", "x" * 30_000, "\u202eetoN", "a\nb")
    for place, name in enumerate(strange):
        file = written(with_column(name, [""] * RESPONDENTS))
        yield from fixed("column unknown", {f"{place} {name[:20]!r}": file}, refused("column_unknown"))
    extra = ("silos_1", "Organisation", "organization")
    more = {name: written(with_column(name, [""] * RESPONDENTS)) for name in extra}
    yield from fixed("column unknown", more, refused("column_unknown"))
    misspelt = {"in capitals": [name.upper() for name in healthy()[0]], "one": ["Respondent", *healthy()[0][1:]]}
    other = {name: written([header, *healthy()[1:]]) for name, header in misspelt.items()}
    yield from fixed("column misspelt", other, refused("column_missing", "column_unknown_near"))
    spaced = healthy()
    spaced[0] = [f"  {name}\u00a0" for name in spaced[0]]
    reverse: Rows = [row[::-1] for row in healthy()]
    sound = {"spaces around names": written(spaced), "in another order": written(reverse)}
    yield from fixed("column", sound, Sound())


def _headers() -> Iterator[Case]:
    header, *rows = healthy()
    first, second = statements()[:2]
    twice = {
        "the same": written(with_column(first, ["3"] * RESPONDENTS)),
        "equal after trimming": written(with_column(f" {first} ", ["3"] * RESPONDENTS)),
        "no header": written(rows),
    }
    yield from fixed("column twice", twice, refused("column_twice"))
    renamed = [[first if name == second else name for name in header], *rows]
    yield from fixed("column twice", {"instead of another": written(renamed)}, refused("column_twice"))
    unnamed = {f"{name!r}": written(with_column(name, [""] * RESPONDENTS)) for name in ("", "  ", "\u00a0")}
    yield from fixed("column unnamed", unnamed, refused("column_unnamed"))
    blank = {
        "nothing": b"\r\n" + written(healthy()),
        "separators": b";;;;\r\n" + written(healthy()),
        "spaces": b"   \r\n" + written(healthy()),
        "no-break spaces alone": "\u00a0\r\n\u00a0".encode(),
    }
    yield from fixed("header blank", blank, refused("header_blank"))
    only = {
        "with a line end": written([header]),
        "without": written([header]).strip(),
        "and blank rows": written([header]) + b"\r\n;;;\r\n  \r\n",
    }
    yield from fixed("header only", only, refused("header_only"))


def _rows() -> Iterator[Case]:
    text = written(healthy()).decode()
    lines = text.splitlines(keepends=True)
    width = text.count(";", 0, text.index("\r"))
    blank = {
        "at the end": text + "\r\n" * 5,
        "in between": "\r\n".join(lines),
        "separators at the end": text + (";" * width + "\r\n") * 5,
        "single separators": text + ";\r\n;;\r\n;;;\r\n",
        "spaces and tabs": text + "   \r\n\t\r\n\u00a0\r\n",
        "none, no line end": text.rstrip(),
        "end of file sign of DOS": text + "\r\n",
    }
    yield from fixed("blank rows", {name: file.encode() for name, file in blank.items()}, Sound())
    few = {
        "one": text.replace(lines[3], lines[3].rstrip()[:-2] + "\r\n"),
        "cut off": text[: len(text) * 2 // 3],
        "one cell": text + "Schluss\r\n",
        "control sign": text + "\x1a",
        "a lone line end": text.replace("P04;Tr", "P04;T\rr"),
    }
    yield from fixed("cells too few", {name: file.encode() for name, file in few.items()}, refused("cells_too_few"))
    many = {
        "one": text.replace(lines[3], lines[3].rstrip() + ";\r\n"),
        "a name with a separator": text.replace("P04;Träger 4", "P04;Träger; 4"),
        "rows joined": text.replace(lines[4], lines[4].rstrip() + ";").replace("\r\n", "\n"),
    }
    yield from fixed("cells too many", {name: file.encode() for name, file in many.items()}, refused("cells_too_many"))


def _separators() -> Iterator[Case]:
    fine = {
        "comma": written(healthy(), delimiter=","),
        "semicolon": written(healthy()),
        "comma inside a quoted name": written(with_cell(1, 0, "Kern, Ute"), delimiter=","),
        "line feed": written(healthy(), end="\n"),
        "carriage return": written(healthy(), end="\r"),
        "line ends mixed": written(healthy()[:5])
        + written(healthy()[5:8], end="\r")
        + written(healthy()[8:], end="\n"),
        "everything quoted": b'"' + written(healthy()).strip().replace(b";", b'";"').replace(b"\r\n", b'"\r\n"') + b'"',
    }
    yield from fixed("separator", fine, Sound())
    yield from fixed("separator", {"tab": written(healthy(), delimiter="\t")}, refused("tabs"))
    bar = {sign: written(healthy(), delimiter=sign) for sign in "|:"}
    yield from fixed("separator", bar, refused("column_missing", "column_unknown"))
    header, *rows = healthy()
    mixed = ";".join(header[:9]) + "," + ",".join(header[9:]) + "\n"
    both = {
        "in the header": mixed.encode() + written(rows),
        "in a name": written(with_column("Kommentar, frei", [""] * RESPONDENTS)),
    }
    yield from fixed("separators mixed", both, refused("mixed_delimiters"))
    rest = {"in the rows": written([header]) + written(rows, delimiter=",")}
    yield from fixed("separators mixed", rest, refused("cells_too_few"))


def _quotes() -> Iterator[Case]:
    text = written(healthy()).decode()
    kinds = {
        "quote_not_closed": {
            "in the last row": text.replace(f"P{RESPONDENTS}", f'"P{RESPONDENTS}'),
            "in an early row": text.replace("P02", '"P02'),
            "in the header": '"' + text,
            "at the very end": text + '"',
        },
        "quote_closed_early": {
            "in a row": text.replace("P02", '"P"02'),
            "before a space": text.replace("P02", '"P02" '),
            "in the header": text.replace("respondent", '"resp"ondent'),
            "closed by the next": text.replace("P02", '"P02').replace("P05", '"P05'),
        },
        "name_unfit": {"a line break in a name": text.replace("P02", '"P02\r\nneu"')},
    }
    for code, files in kinds.items():
        yield from fixed("quote", {f"{code} {name}": file.encode() for name, file in files.items()}, refused(code))
    fine = {
        "doubled": text.replace("P02", '"P ""02"""'),
        "inside a text": text.replace("P02", 'P"02"'),
        "around blanks": text.replace("P02", '"  P02  "'),
    }
    yield from fixed("quote", {name: file.encode() for name, file in fine.items()}, Sound())


def _sizes() -> Iterator[Case]:
    head = written(healthy())
    wide = refused("column_unknown", "more")
    yield Case("size/10,000 columns more", lambda: written(_wider(10_000)), wide)
    yield Case("size/too many columns", lambda: written(_wider(MOST_COLUMNS)), refused("too_many_columns"))
    long = refused("cell_too_long")
    yield Case("size/long cell", lambda: written(with_cell(1, 2, "3" * (MOST_CELL_CHARACTERS + 1))), long)
    yield Case("size/huge cell", lambda: written(with_cell(1, 2, "3" * 500_000)), long)
    yield Case("size/a quotation mark swallows the rest", lambda: head + b'"' + head * 20, refused("quote_not_closed"))
    yield Case("size/and it is long", lambda: head + b'"' + b"P;T;3;3\r\n" * 100_000, long)
    row = refused("row_too_long")
    yield Case("size/long row", lambda: head + b"3;" * (MOST_ROW_CHARACTERS // 2 + 1), row)
    yield Case("size/50 MB of commas", lambda: b"," * MEGABYTES_50, row)
    yield Case("size/50 MB of commas in a row", lambda: head + b"," * MEGABYTES_50, row)
    yield Case("size/50 MB of quotation marks", lambda: b'"' * MEGABYTES_50, row)
    yield Case("size/50 MB without a line end", lambda: b"x" * MEGABYTES_50, row)
    yield Case("size/50 MB of blank rows", lambda: head + b"\n" * MEGABYTES_50, Sound())
    yield Case("size/too many rows", lambda: b"a,b\n" + b"1,2\n" * MOST_ROWS, refused("too_many_rows"))
    yield Case("size/too many bytes", lambda: head + b" " * MOST_BYTES, refused("too_big"))


def _wider(columns: int) -> Rows:
    header, *rows = healthy()
    return [header + [f"frage_{number}" for number in range(columns)], *(row + ["1"] * columns for row in rows)]
