"""The parts of an XLSX file that hold its cells, unpacked only as far as a list of partners can reach."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from diagnostic.partner_lists.model import ListRefusedError
from questionnaires.showing import shown

MOST_PARTS = 500
MOST_UNPACKED = 20_000_000  # bytes: ten times the largest upload, and more than 5,000 full rows
MOST_ELEMENTS = 1_000_000  # 5,000 rows of 50 cells, each with its value and its text
MOST_ROWS_OF_SHEET = 1_048_576  # what the common spreadsheet programs can hold
MOST_CELLS_IN_ROW = 16_384  # the same
MOST_DEPTH = 64

_PIECE = 65_536
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ROW, _CELL, _VALUE, _FORMULA = (f"{_SHEET} {tag}" for tag in ("row", "c", "v", "f"))
_MANIFEST = "[Content_Types].xml"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# What a spreadsheet shows beside its cells: none of it is read, so none of it can fail.
_BESIDE = (
    "custom",
    "docprops/",
    "xl/charts",
    "xl/comments",
    "xl/drawings/",
    "xl/externallinks/",
    "xl/persons/",
    "xl/pivot",
    "xl/styles",
    "xl/theme/",
    "xl/threadedcomments/",
)
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError, KeyError, RuntimeError)


def safe_archive(content: bytes) -> io.BytesIO:
    """Return an archive with the same cells, of a known size, without document types and not packed any more.

    Parameters
    ----------
    content : bytes
        An XLSX file, or whatever was uploaded as one.

    Raises
    ------
    ListRefusedError
        It is damaged, another format, has macros, or would unpack to more than a list of partners needs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = dict(_unpacked(archive))
    except ListRefusedError:
        raise
    except (*_BROKEN, zlib.error) as error:
        raise ListRefusedError("partner_workbook_broken") from error
    _refuse_macros(parts)
    budget = _Budget()
    for part in parts.values():
        budget.spend(part)
    return _packed(parts)


def _unpacked(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    members = archive.infolist()
    names = [member.filename for member in members]
    if "mimetype" in names or "xl/workbook.bin" in names:
        raise ListRefusedError("partner_old_workbook")
    if _MANIFEST not in names:
        raise ListRefusedError("partner_other_format")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise ListRefusedError("partner_macros")
    needed = [member for member in members if _is_needed(member.filename)]
    if len(names) > MOST_PARTS or len(set(names)) < len(names) or any(map(_is_odd, needed)):
        raise ListRefusedError("partner_workbook_broken")
    left = MOST_UNPACKED
    for member in needed:
        part = _unpack(archive, member, left)
        left -= len(part)
        yield member.filename, part


def _is_needed(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels")) and not name.lower().startswith(_BESIDE)


def _is_odd(member: zipfile.ZipInfo) -> bool:
    return member.compress_type not in _METHODS or bool(member.flag_bits & _ENCRYPTED)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """Return a part piece by piece: the size that an archive tells of itself is not believed."""
    pieces: list[bytes] = []
    size = 0
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > most:
                raise ListRefusedError("partner_workbook_expands", megabytes=MOST_UNPACKED // 1_000_000)
            pieces.append(piece)
    return b"".join(pieces)


def _refuse_macros(parts: Mapping[str, bytes]) -> None:
    if b"macroenabled" in parts[_MANIFEST].lower():
        raise ListRefusedError("partner_macros")


def _packed(parts: Mapping[str, bytes]) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    stream.seek(0)
    return stream


class _Budget:
    """Runs through the parts of a workbook before anything is built from them, and counts."""

    def __init__(self) -> None:
        self._elements = 0
        self._depth = 0
        self._row = 0
        self._cells = 0
        self._cell: Mapping[str, str] = {}
        self._inside = ""
        self._formula = False
        self._value = False

    def spend(self, part: bytes) -> None:
        """Refuse a part that is no plain XML, holds too much, or a formula whose result is not there."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_document_type
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self._depth, self._row = 0, 0
        try:
            parser.Parse(part, True)  # noqa: FBT003 - expat takes it by position
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise ListRefusedError("partner_workbook_broken") from error

    def _refuse_document_type(self, *_: object) -> None:
        raise ListRefusedError("partner_workbook_entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._inside = name
        self._elements += 1
        self._depth += 1
        if name == _ROW:
            self._start_row(int(attributes.get("r", self._row + 1)))
        elif name == _CELL:
            self._cells += 1
            self._cell, self._formula, self._value = attributes, False, False
        elif name == _FORMULA:
            self._formula = True
        if self._elements > MOST_ELEMENTS or self._cells > MOST_CELLS_IN_ROW:
            raise ListRefusedError("partner_workbook_expands", megabytes=MOST_UNPACKED // 1_000_000)
        if self._depth > MOST_DEPTH:
            raise ListRefusedError("partner_workbook_broken")

    def _start_row(self, number: int) -> None:
        # A row out of its order, or beyond the last, would be passed over without a word.
        if not self._row < number <= MOST_ROWS_OF_SHEET:
            raise ListRefusedError("partner_workbook_broken")
        self._row = number
        self._cells = 0

    def _text(self, _: str) -> None:
        self._value = self._value or self._inside == _VALUE

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._inside = ""
        # A result that is an empty text has no characters, but says that it is a text.
        if name == _CELL and self._formula and not self._value and self._cell.get("t") != "str":
            raise ListRefusedError("partner_formula", cell=shown(self._cell.get("r", "?")))
