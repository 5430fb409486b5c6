"""Whatever is uploaded as a list of partners, it costs little and is refused with a reason that a person can follow."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from diagnostic.partner_lists import read_partner_list
from tests.unit.diagnostic.partner_files import HEADING, codes, csv_file, xlsx_file

WORKBOOK = xlsx_file([HEADING, ["Haus", "Bildung", "", "", ""]])
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MEGABYTE = 1_000_000


def packed(changes: Mapping[str, bytes | None], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a healthy workbook with some parts replaced, added, or taken out."""
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        parts: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, part in (parts | dict(changes)).items():
            if part is not None:
                archive.writestr(name, part)
    return stream.getvalue()


def sheet(inside: str) -> bytes:
    """Return a workbook whose sheet has these rows."""
    return packed({SHEET: f"<worksheet {MAIN}><sheetData>{inside}</sheetData></worksheet>".encode()})


def manifest(old: bytes, new: bytes) -> bytes:
    """Return a workbook that tells something else of its parts."""
    name = "[Content_Types].xml"
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        return packed({name: archive.read(name).replace(old, new)})


def lying() -> bytes:
    """Return a workbook whose largest part says that it is small."""
    content = bytearray(packed({STRINGS: b" " * 100 * MEGABYTE}))
    size = (100 * MEGABYTE).to_bytes(4, "little")
    while (place := content.find(size)) >= 0:
        content[place : place + 4] = (1000).to_bytes(4, "little")
    return bytes(content)


def text_cell(reference: str, text: str) -> str:
    """Return a cell with a text of its own."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


HEAD = f'<row r="1">{text_cell("A1", "Organisation")}{text_cell("B1", "Bereich")}</row>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
ENTITIES = f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><sst {MAIN}><si><t>&l11;</t></si></sst>'
OUTSIDE = f'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst {MAIN}><si><t>&e;</t></si></sst>'

CASES: dict[str, tuple[bytes, str]] = {
    "a part that unpacks to 200 MB": (packed({STRINGS: b" " * 200 * MEGABYTE}), "partner_workbook_expands"),
    "many parts that unpack to 50 MB": (
        packed({f"xl/x{number}.xml": b" " * MEGABYTE for number in range(50)}),
        "partner_workbook_expands",
    ),
    "a part that lies about its size": (lying(), "partner_workbook_broken"),
    "a thousand parts": (packed({f"x{number}.xml": b"<a/>" for number in range(1_000)}), "partner_workbook_broken"),
    "a part packed by another method": (packed({}, method=zipfile.ZIP_LZMA), "partner_workbook_broken"),
    "a million elements": (packed({STRINGS: b"<a>" + b"<a/>" * MEGABYTE + b"</a>"}), "partner_workbook_expands"),
    "elements in elements": (packed({STRINGS: b"<a>" * 1_000 + b"</a>" * 1_000}), "partner_workbook_broken"),
    "entities that expand": (packed({STRINGS: ENTITIES.encode()}), "partner_workbook_entities"),
    "entities in UTF-16": (packed({STRINGS: ENTITIES.encode("utf-16")}), "partner_workbook_entities"),
    "an entity from outside": (packed({STRINGS: OUTSIDE.encode()}), "partner_workbook_entities"),
    "an unknown encoding": (packed({STRINGS: b'<?xml version="1.0" encoding="x"?><a/>'}), "partner_workbook_broken"),
    "no manifest": (packed({"[Content_Types].xml": None}), "partner_other_format"),
    "no workbook": (packed({"xl/workbook.xml": None}), "partner_workbook_broken"),
    "no sheet": (packed({SHEET: None}), "partner_workbook_broken"),
    "macros": (packed({"xl/vbaProject.bin": b"x"}), "partner_macros"),
    "the type of a workbook with macros": (
        manifest(b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"),
        "partner_macros",
    ),
    "a binary workbook": (packed({"xl/workbook.bin": b"x"}), "partner_old_workbook"),
    "an OpenDocument sheet": (packed({"mimetype": b"application/vnd.oasis"}), "partner_old_workbook"),
    "an older workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900, "partner_old_workbook"),
    "a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "partner_password",
    ),
    "half a workbook": (WORKBOOK[: len(WORKBOOK) // 2], "partner_workbook_broken"),
    "a row far below the last": (sheet(f'{HEAD}<row r="99999999999"/>'), "partner_workbook_broken"),
    "rows out of order": (sheet(f'{HEAD}<row r="3"/><row r="2"/>'), "partner_workbook_broken"),
    "a row without a number": (sheet('<row r="one"/>'), "partner_workbook_broken"),
    "20,000 cells in a row": (sheet(f"<row>{'<c/>' * 20_000}</row>"), "partner_workbook_expands"),
    "far cells in many rows": (
        sheet(HEAD + "".join(f'<row r="{row}"><c r="XFD{row}"/></row>' for row in range(2, 5_000))),
        "partner_sheet_too_wide",
    ),
    "a far text": (sheet(f'{HEAD}<row r="2">{text_cell("XFD2", "x")}</row>'), "partner_too_many_columns"),
    "a text that is nowhere": (sheet('<row r="1"><c r="A1" t="s"><v>999</v></c></row>'), "partner_workbook_broken"),
    "a number without end": (sheet(f'<row r="1"><c r="A1"><v>{"9" * 9_999}</v></c></row>'), "partner_workbook_broken"),
    "a formula without a result": (
        sheet(f'{HEAD}<row r="2"><c r="A2"><f>1+2</f><v></v></c></row>'),
        "partner_formula",
    ),
    "5,001 rows": (
        csv_file([HEADING, *([f"Haus {n}", "Bildung", "", "", ""] for n in range(5_001))]),
        "partner_too_many_rows",
    ),
    "a million columns": (b";".join([b"a"] * MEGABYTE), "partner_heading_only"),
    "a million columns and a row": (b";" * (MEGABYTE - 2) + b"a\n;b", "partner_too_many_columns"),
    "51 columns": (csv_file([[f"x{n}" for n in range(51)], ["y"] * 51]), "partner_too_many_columns"),
    "more than 2 MB": (b"a" * (2 * MEGABYTE + 1), "partner_file_too_big"),
    "null bytes": (b"Organisation;Bereich\nHa\0us;Bildung\n", "partner_null_byte"),
    "nothing but null bytes": (b"\0" * 1_000, "partner_null_byte"),
    "UTF-16": ("Organisation;Bereich\n".encode("utf-16"), "partner_utf16"),
    "a PDF": (b"%PDF-1.7\n", "partner_other_format"),
    "two encodings": ("Organisation;Bereich\nTräger;ä\n".encode() + b"\xe4;x\n", "partner_encoding"),
    "letters of DOS": ("Organisation;Bereich\nTräger;x\n".encode("cp850"), "partner_encoding"),
    "a quotation mark alone": (b'Organisation;Bereich\n"Haus;Bildung\n', "partner_quote"),
    "a quotation mark too early": (b'Organisation;Bereich\n"Haus" e.V.;Bildung\n', "partner_quote"),
    "a cell without end": (b"Organisation;Bereich\n" + b"a" * 200_000 + b";Bildung\n", "partner_cell_endless"),
}


@pytest.mark.parametrize(("content", "code"), CASES.values(), ids=CASES.keys())
def test_a_hostile_file_is_refused_with_one_reason(content: bytes, code: str) -> None:
    found = read_partner_list(content, "partner.xlsx")

    assert found.rows == ()
    assert codes(found) == [(None, code)]
    assert [text for text in (found.problems[0].text(one) for one in ("de", "en")) if not 20 < len(text) < 300] == []


@pytest.mark.parametrize("name", ["a part that unpacks to 200 MB", "a part that lies about its size"])
def test_a_bomb_is_not_unpacked(name: str) -> None:
    content, _ = CASES[name]

    tracemalloc.start()
    try:
        read_partner_list(content, "partner.xlsx")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 60 * MEGABYTE


def test_a_file_that_says_a_wrong_size_of_its_sheet_is_read() -> None:
    dimension = f'<worksheet {MAIN}><dimension ref="A1:XFD1048576"/><sheetData>{HEAD}'
    row = f'<row r="2">{text_cell("A2", "Haus")}{text_cell("B2", "Bildung")}</row></sheetData></worksheet>'
    found = read_partner_list(packed({SHEET: (dimension + row).encode()}), "partner.xlsx")

    assert [(found_row.line, found_row.organisation) for found_row in found.rows] == [(2, "Haus")]
    assert found.problems == ()


def test_the_results_of_formulas_are_read() -> None:
    formula = '<row r="2"><c r="A2" t="str"><f>"Ha"&amp;"us"</f><v>Haus</v></c>'
    blank = f'{text_cell("B2", "Bildung")}<c r="C2" t="str"><f>""</f><v></v></c></row>'
    found = read_partner_list(sheet(HEAD + formula + blank), "partner.xlsx")

    assert [(found_row.organisation, found_row.name) for found_row in found.rows] == [("Haus", None)]


def test_a_control_sign_in_a_workbook_is_told() -> None:
    row = f'<row r="2">{text_cell("A2", "Ha_x000D_us")}{text_cell("B2", "Bildung")}</row>'

    assert codes(read_partner_list(sheet(HEAD + row), "partner.xlsx")) == [(2, "partner_line_break")]


def test_what_stands_beside_the_cells_cannot_break_a_workbook() -> None:
    beside = dict.fromkeys(("xl/styles.xml", "xl/theme/theme1.xml", "docProps/core.xml"), b"<broken")

    assert [row.organisation for row in read_partner_list(packed(beside), "partner.xlsx").rows] == ["Haus"]


def test_nothing_is_written_to_disk_and_nothing_read_from_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)

    assert read_partner_list(WORKBOOK, "../../etc/passwd").rows[0].organisation == "Haus"
    assert list(tmp_path.iterdir()) == []
