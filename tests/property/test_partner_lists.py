"""Whatever list is written, it is read back; whatever bytes come, they are read or refused with reasons."""

from __future__ import annotations

import io
import zipfile

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from diagnostic.partner_lists import PartnerList, PartnerRow, read_partner_list
from diagnostic.partner_lists.entries import check_organisation, check_person
from questionnaires.profile import SECTORS
from tests.unit.diagnostic.partner_files import HEADING, csv_file, xlsx_file

LETTERS = "abcXYZäöüßéłЖ中=+-@;,'\"&<_ "
NAMES = st.text(LETTERS, min_size=1, max_size=12).map(lambda name: " ".join(f"n{name}n".split()))
MAILBOXES = st.text("abcxyz0189+-_'", min_size=1, max_size=8)
ROW = st.tuples(st.integers(0, 5), NAMES, st.none() | MAILBOXES, st.sampled_from([None, "de", "en"]))
HEALTHY = csv_file([HEADING, ["Träger", "Bildung", "Kim", "kim@a.example", "de"], ["Amt", "Verwaltung", "", "", ""]])
WORKBOOK = xlsx_file([HEADING, ["Träger", "Bildung", "Kim", "kim@a.example", "de"]])


def rows_of(drawn: list[tuple[int, str, str | None, str | None]]) -> tuple[PartnerRow, ...]:
    """Return rows of a list without a fault."""
    return tuple(
        PartnerRow(
            line=line,
            organisation=f"Haus {place} {SECTORS[place]}",
            sector=SECTORS[place],
            name=f"{name} {line}",
            email=None if mailbox is None else f"{mailbox}.{line}@haus.example",
            language="de" if language == "de" else "en" if language == "en" else None,
        )
        for line, (place, name, mailbox, language) in enumerate(drawn, 2)
    )


def table(rows: tuple[PartnerRow, ...]) -> list[list[str]]:
    """Return a list as it is written to a file."""
    return [
        HEADING,
        *([row.organisation, row.sector, row.name or "", row.email or "", row.language or ""] for row in rows),
    ]


@given(
    st.lists(ROW, min_size=1, max_size=12).map(rows_of),
    st.sampled_from(";,\t"),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_a_list_written_as_csv_is_read_back(rows: tuple[PartnerRow, ...], delimiter: str, encoding: str) -> None:
    content = csv_file(table(rows), delimiter=delimiter, encoding=encoding)

    assert read_partner_list(content, "a.csv") == PartnerList(file="a.csv", rows=rows, problems=())


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROW, min_size=1, max_size=8).map(rows_of))
def test_a_list_written_as_a_workbook_is_read_back(rows: tuple[PartnerRow, ...]) -> None:
    assert read_partner_list(xlsx_file(table(rows)), "a.xlsx") == PartnerList(file="a.xlsx", rows=rows, problems=())


@given(st.binary(max_size=300) | st.binary(max_size=100).map(lambda data: b"PK\x03\x04" + data))
@example(b'"')
@example(b"PK")
@example(b"PK\x05\x06" + b"\0" * 18)
@example(b"sep=;")
@example(b"\xd0\xcf\x11\xe0")
@example(b"\r\n\x85")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    finish(content)


@given(st.data())
def test_a_csv_file_damaged_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    finish(damaged(HEALTHY, data))


@given(st.data())
def test_a_workbook_damaged_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    finish(damaged(WORKBOOK, data))


@settings(max_examples=200)
@given(st.data())
def test_a_workbook_with_a_damaged_part_is_read_or_refused(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    spoilt = data.draw(st.sampled_from(sorted(parts)))
    parts[spoilt] = damaged(parts[spoilt], data)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)

    finish(stream.getvalue())


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=40))
def test_whatever_is_typed_into_a_form_is_kept_or_told(name: str, email: str, language: str) -> None:
    person, organisation = check_person(name, email, language), check_organisation(name, email)
    told = [*person.problems.values(), *organisation.problems.values()]

    assert [one for one in told if not one.text("de").isprintable()] == []
    assert organisation.problems or (organisation.name and organisation.sector in SECTORS)


def damaged(content: bytes, data: st.DataObject) -> bytes:
    """Return content with some bytes replaced."""
    place = data.draw(st.integers(0, len(content)))
    gone = data.draw(st.integers(0, 40))
    new = data.draw(
        st.binary(max_size=8) | st.sampled_from([b'"', b";", b"\r", b"\n", b"\xe4", b"\xc3\xa4", b"\0", b"<"])
    )
    return content[:place] + new + content[place + gone :]


def finish(content: bytes) -> None:
    """Read a list and hold what is promised of any: sentences that can be shown, and a reason where no row is read."""
    found = read_partner_list(content, "a.csv")
    texts = [one.text(language) for one in found.problems for language in ("de", "en")]

    assert [text for text in texts if not text.isprintable()] == []
    assert found.rows or any(one.severity == "error" for one in found.problems)
    assert {row.line for row in found.rows} & {one.row for one in found.problems if one.severity == "error"} == set()
    assert {row.sector for row in found.rows} <= set(SECTORS)
