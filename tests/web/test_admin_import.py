"""Reading a list of partners in the browser: upload, preview, taking over."""

from __future__ import annotations

import html
import io
import json
import re
from pathlib import Path

import httpx
import openpyxl
import pytest

from diagnostic.partner_lists import template_csv
from diagnostic.store.database import Database
from tests.contents import actions, contents
from tests.staff_visiting import StaffVisit, staff_visiting
from tests.statements import MOST_A_PAGE, statements

pytestmark = pytest.mark.anyio

LIST = """Organisation;Bereich;Ansprechperson;E-Mail
Verein A;Zivilgesellschaft;Anna;anna@a.example
Verein A;;Berta;
Klinik;Gesundheit;;klinik@
Sportbund;Kultur;;
Kita;Bildung;;
"""
ROWS = re.compile(r'name="rows" value="([^"]*)"')


async def _upload(visit: StaffVisit, content: bytes, name: str = "liste.csv") -> httpx.Response:
    await visit.browser.get(f"{visit.home}/partners/import")
    return await visit.browser.post(f"{visit.home}/partners/import", files={"file": (name, content)})


async def _confirm(visit: StaffVisit, rows: str) -> httpx.Response:
    """Send the rows as the form of the preview does: as parts, which umlauts do not swell."""
    return await visit.browser.post(f"{visit.home}/partners/import/confirm", files={"rows": (None, rows)})


def _rows(page: httpx.Response) -> str:
    found = ROWS.search(page.text)
    assert found is not None
    return html.unescape(found[1])


async def test_a_list_is_previewed_row_by_row_and_nothing_is_saved(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        before = await contents(database)
        page = await _upload(visit, LIST.encode())
        assert await contents(database) == before

    assert page.status_code == 200
    assert "Neu wären 2 Organisationen und 3 Personen. Gespeichert ist noch nichts." in page.text
    assert "Zwei Stellen passen nicht" in page.text
    assert "<li>Zeile 4, Spalte „E-Mail“: „klinik@“ ist keine E-Mail-Adresse." in page.text
    assert "<li>Zeile 5, Spalte „Bereich“: „Kultur“ ist kein Bereich." in page.text
    assert "3 Zeilen übernehmen" in page.text
    assert [row["line"] for row in json.loads(_rows(page))] == [2, 3, 6]


async def test_a_preview_is_taken_over_and_read_again_it_adds_only_what_was_mended(
    database: Database, tmp_path: Path
) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        page = await _upload(visit, LIST.encode("utf-8-sig"))
        page = await _confirm(visit, _rows(page))
        assert "Die Liste ist übernommen." in page.text
        assert f'<a href="{visit.home}">Zur Übersicht: was als Nächstes kommt</a>' in page.text
        assert "2 Organisationen, 3 Personen" in page.text
        page = await _upload(visit, LIST.replace("klinik@", "").replace("Kultur", "Zivilgesellschaft").encode())
        assert page.text.count("schon da, bleibt wie es ist") == 3
        page = await _confirm(visit, _rows(page))
        assert "4 Organisationen, 5 Personen" in page.text

    assert await actions(database) == [
        ("partners_imported", {"organisations": 2, "people": 3}),
        ("partners_imported", {"organisations": 2, "people": 2}),
    ]


async def test_a_workbook_is_read_like_a_text_file(database: Database, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in LIST.splitlines():
        sheet.append(line.split(";"))
    file = io.BytesIO()
    book.save(file)
    async with staff_visiting(database, tmp_path) as visit:
        page = await _upload(visit, file.getvalue(), "liste.xlsx")

    assert [row["organisation"] for row in json.loads(_rows(page))] == ["Verein A", "Verein A", "Kita"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Die Datei ist leer."),
        (b"%PDF-1.7\n%%EOF", "Die Datei ist weder eine CSV-Datei noch eine Arbeitsmappe im Format XLSX."),
        (b"Verein;Ort\nA;B\n", "Die Spalte „Organisation“ fehlt."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Dieses Format einer Tabellenkalkulation wird nicht gelesen."),
        (b"PK\x03\x04 broken", "Die Arbeitsmappe ist beschädigt"),
        (b"Organisation;Bereich\nA\x00;Bildung\n", "Nullbyte"),
        (b"Organisation;Bereich\n", "Unter den Namen der Spalten steht keine Zeile."),
    ],
)
async def test_a_file_that_is_no_list_is_told_and_offers_nothing_to_take_over(
    database: Database, tmp_path: Path, content: bytes, words: str
) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        page = await _upload(visit, content)

    assert page.status_code == 200
    assert words in page.text
    assert ("Nicht gelesen: " in page.text) is not ("<li>Zeile " in page.text)
    assert ROWS.search(page.text) is None


async def test_without_a_file_the_form_says_so(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        await visit.browser.get(f"{visit.home}/partners/import")
        page = await visit.browser.post(f"{visit.home}/partners/import")

    assert page.status_code == 422
    assert '<a href="#file">Wählen Sie eine Datei aus.</a>' in page.text


async def test_a_file_beyond_two_megabytes_is_refused(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        page = await _upload(visit, b"x" * 2_000_001)
        larger = await _upload(visit, b"x" * 3_000_000)

    assert "größer als 2 MB" in page.text
    assert larger.status_code == 413


async def test_a_list_at_its_limit_goes_through_preview_and_confirmation(database: Database, tmp_path: Path) -> None:
    lines = [f"{'Ü' * 150} {number};Bildung;;" for number in range(5_000)]
    async with staff_visiting(database, tmp_path) as visit:
        page = await _upload(visit, "\n".join(["Organisation;Bereich;Ansprechperson;E-Mail", *lines]).encode())
        with statements() as asked:
            page = await _confirm(visit, _rows(page))

    assert "5000 Organisationen, 5000 Personen" in page.text
    assert len(asked) <= 20


@pytest.mark.parametrize(
    "rows",
    [
        "",
        "[",
        "{}",
        "null",
        '[{"line":2}]',
        '[{"line":2,"organisation":"A","sector":"health","role":"backbone"}]',
        '[{"line":2,"organisation":"A","sector":"culture"}]',
        '[{"line":2,"organisation":"A\\u0000","sector":"health"}]',
        '[{"line":2,"organisation":"\\ud800","sector":"health"}]',
        '[{"line":2,"organisation":"' + "A" * 201 + '","sector":"health"}]',
        '[{"line":2,"organisation":"A","sector":"health","language":"fr"}]',
        "[" * 10_000,
    ],
)
async def test_rows_that_no_preview_sent_are_refused(database: Database, tmp_path: Path, rows: str) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        before = await contents(database)
        await visit.browser.get(f"{visit.home}/partners/import")
        page = await _confirm(visit, rows)
        assert await contents(database) == before

    assert page.status_code == 422
    assert "Lesen Sie die Datei noch einmal ein." in page.text


async def test_html_in_a_list_is_shown_as_it_stands(database: Database, tmp_path: Path) -> None:
    text = 'Organisation;Bereich;<i>Spalte</i>\n"<script>x</script> ""A""";Bildung;\nB;<b>;\n'
    async with staff_visiting(database, tmp_path) as visit:
        page = await _upload(visit, text.encode(), "<b>liste</b>.csv")

    assert "<script>x" not in page.text
    assert "<b>" not in page.text
    assert "<i>" not in page.text
    assert json.loads(_rows(page))[0]["organisation"] == '<script>x</script> "A"'


@pytest.mark.parametrize("language", ["de", "en"])
async def test_the_template_downloads_in_the_language_and_reads_back(
    database: Database, tmp_path: Path, language: str
) -> None:
    async with staff_visiting(database, tmp_path, language=language) as visit:
        file = await visit.browser.get(f"{visit.home}/partners/import/template.csv")
        page = await _upload(visit, file.content)

    assert file.headers["content-disposition"].startswith("attachment")
    assert file.content == template_csv("en" if language == "en" else "de")
    assert len(json.loads(_rows(page))) == 2


async def test_a_consultant_finds_neither_form_nor_template_and_takes_nothing_over(
    database: Database, tmp_path: Path
) -> None:
    async with staff_visiting(database, tmp_path, role="consultant") as visit:
        before = await contents(database)
        home = f"{visit.home}/partners/import"
        found = [(await visit.browser.get(path)).status_code for path in (home, f"{home}/template.csv")]
        for path, options in ((home, {"files": {"file": ("a.csv", LIST.encode())}}), (f"{home}/confirm", {})):
            await visit.browser.get("/account")
            fields = {} if options else {"rows": '[{"line":2,"organisation":"A","sector":"health"}]'}
            found.append((await visit.browser.post(path, fields, **options)).status_code)
        assert await contents(database) == before

    assert found == [404, 404, 404, 404]


async def test_a_preview_asks_the_database_few_questions(database: Database, tmp_path: Path) -> None:
    async with staff_visiting(database, tmp_path) as visit:
        await visit.browser.get(f"{visit.home}/partners/import")
        with statements() as asked:
            page = await visit.browser.post(
                f"{visit.home}/partners/import", files={"file": ("liste.csv", LIST.encode())}
            )

    assert page.status_code == 200
    assert 0 < len(asked) <= MOST_A_PAGE
