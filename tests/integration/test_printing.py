"""A page becomes a PDF in a process of its own, which loads nothing but what is packaged."""

from __future__ import annotations

import asyncio
import io
import subprocess
import sys
from typing import cast

import pypdf
import pytest
from pypdf.generic import DictionaryObject

from diagnostic import printing
from diagnostic.printing import PrintingUnavailableError, pdf_of

pytestmark = pytest.mark.anyio

SHEET = '<!DOCTYPE html><html lang="de"><head><title>Blatt</title>{head}</head><body><h1>{text}</h1></body></html>'
FONTS = '<link rel="stylesheet" href="fonts/faces.css"><style>h1 { font: 400 20pt "Report Sans"; }</style>'


def _fonts(document: pypdf.PdfReader) -> list[str]:
    resources = document.pages[0]["/Resources"]
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"].get_object()
    assert isinstance(fonts, DictionaryObject)
    return [str(cast("DictionaryObject", font.get_object())["/BaseFont"]) for font in fonts.values()]


async def test_a_page_becomes_a_tagged_pdf_with_the_fonts_of_the_report() -> None:
    content = await pdf_of(SHEET.format(head=FONTS, text="Grüße aus München"))

    document = pypdf.PdfReader(io.BytesIO(content))
    assert [page.extract_text() for page in document.pages] == ["Grüße aus München"]
    assert "/StructTreeRoot" in document.root_object
    assert [name.partition("+")[2] for name in _fonts(document)] == ["Report-Sans"]


async def test_more_pages_than_places_are_printed_one_after_the_other() -> None:
    pages = await asyncio.gather(
        *(pdf_of(SHEET.format(head="", text=str(number))) for number in range(2 * printing.AT_ONCE + 1))
    )

    texts = [pypdf.PdfReader(io.BytesIO(page)).pages[0].extract_text() for page in pages]
    assert texts == [str(number) for number in range(2 * printing.AT_ONCE + 1)]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:1/x.css", "../../secret"])
async def test_a_page_that_loads_anything_else_is_not_printed(address: str) -> None:
    with pytest.raises(PrintingUnavailableError):
        await pdf_of(SHEET.format(head=f'<link rel="stylesheet" href="{address}">', text="x"))


async def test_a_page_that_waits_too_long_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "PATIENCE", 0.0)

    with pytest.raises(PrintingUnavailableError):
        await pdf_of(SHEET.format(head="", text="x"))


def test_what_is_no_sheet_ends_the_process_with_an_error() -> None:
    ended = subprocess.run([sys.executable, "-m", "diagnostic.printing"], input=b"{}", capture_output=True, check=False)

    assert (ended.returncode != 0, ended.stdout) == (True, b"")


def test_the_process_that_answers_requests_loads_no_pdf_maker_and_no_data_frames() -> None:
    code = (
        "import sys, diagnostic.web.app; print([one for one in ('pandas', 'numpy', 'scipy', 'weasyprint')"
        " if one in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours

    assert printed.stdout.strip() == "[]"
