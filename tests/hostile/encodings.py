"""Files in other encodings, and files that are no table at all."""

from __future__ import annotations

import codecs
import gzip
from collections.abc import Iterator
from random import Random

from tests.hostile.building import Case, Sound, fixed, healthy, refused, with_cell, written


def cases() -> Iterator[Case]:
    """Yield files whose bytes are odd or wrong."""
    yield from _letters()
    yield from _null_bytes()
    yield from _nothing()
    yield from _other_formats()


def _letters() -> Iterator[Case]:
    text = written(healthy()).decode()
    typographic = written(with_cell(1, 0, "„Süd“ – €")).decode()
    utf8, western = text.encode(), text.encode("cp1252")
    fine = {
        "UTF-8": utf8,
        "UTF-8 with a mark": codecs.BOM_UTF8 + utf8,
        "Windows-1252": western,
        "Windows-1252 with typographic signs": typographic.encode("cp1252"),
        "Windows-1252, ß before a closing mark": text.replace("P01", "„Spaß“").encode("cp1252"),
        "ASCII": text.replace("ä", "ae").encode("ascii"),
    }
    yield from fixed("encoding", fine, Sound())
    wide = {name: text.encode(name) for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be")}
    yield from fixed("encoding", wide | {"mark alone": codecs.BOM_UTF16_LE}, refused("utf16"))
    half = len(text) // 2
    mixed = {
        "UTF-8, then Windows-1252": text[:half].encode() + text[half:].encode("cp1252"),
        "Windows-1252, then UTF-8": text[:half].encode("cp1252") + text[half:].encode(),
        "a mark, then Windows-1252": codecs.BOM_UTF8 + western,
        "UTF-8 cut inside a letter": utf8 + b"\xc3",
    }
    yield from fixed("encoding mixed", mixed, refused("mixed_encoding"))
    unknown = {
        "DOS": text.encode("cp850"),
        "old Mac": text.replace("ä", "ü").encode("mac-roman"),
        "no letters": western.replace(b"P03", b"P\x8103"),
    }
    yield from fixed("encoding unknown", unknown, refused("unknown_encoding"))
    unfit = {
        "damaged before": text.replace("P04;Tr", "P04;Tr\ufffd"),
        "a mark inside": text.replace("P04", "\ufeffP04"),
    }
    yield from fixed("encoding", {name: file.encode() for name, file in unfit.items()}, refused("name_unfit"))


def _null_bytes() -> Iterator[Case]:
    utf8, western = written(healthy()), written(healthy(), encoding="cp1252")
    null = {
        "in a cell": utf8.replace(b"P03", b"P\x0003"),
        "at the end": utf8 + b"\0",
        "in Windows-1252": western.replace(b"P03", b"\0"),
        "a few at the end": utf8 + b"\0" * 500,
    }
    yield from fixed("null byte", null, refused("null_bytes"))


def _nothing() -> Iterator[Case]:
    nothing = {
        "no byte": b"",
        "a mark": codecs.BOM_UTF8,
        "spaces": b"   ",
        "line ends": b"\r\n" * 1_000,
        "tabs": b"\t\t\n",
        "a mark and a line end": codecs.BOM_UTF8 + b"\n",
    }
    yield from fixed("empty", nothing, refused("empty_file"))


def _other_formats() -> Iterator[Case]:
    chance = Random(20263)  # noqa: S311 - nothing secret
    tables = {
        "xlsx": b"PK\x03\x04\x14\x00\x06\x00\x08\x00[Content_Types].xml" + chance.randbytes(5_000),
        "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    }
    yield from fixed("other format", tables, refused("spreadsheet_file"))
    others = {
        "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
        "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + chance.randbytes(500),
        "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + chance.randbytes(500),
        "gif": b"GIF89a\x01\x00\x01\x00",
        "gzip": gzip.compress(written(healthy()), mtime=0),
        "rtf": b"{\\rtf1\\ansi respondent;organisation}",
        "control signs": b"\x01\x02\x03respondent;organisation\nP;T\n",
    }
    yield from fixed("other format", others, refused("not_text"))
    text = {
        "json": b'[\n  {"respondent": "P01"}\n]\n',
        "html": b"<!DOCTYPE html>\n<html lang=de><p>Ihre Sitzung wurde beendet</p></html>\n",
        "toml": b'format = 1\nid = "kurzcheck"\n',
        "letter": b"Sehr geehrte Damen und Herren\n\nanbei die Antworten.\n",
    }
    yield from fixed("other text", text, refused("column_missing", "column_unknown"))
