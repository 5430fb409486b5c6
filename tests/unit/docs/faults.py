"""The example of the consultant's page with one fault each, for the messages that the page quotes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from diagnostic.i18n import Language
from tests.integration.command import run

_ANALYSE = ("analyse", "answers.csv", "--questionnaire", "my.toml", "--ignore-column", "note", "--out", "faulty")
_LISTED = (*_ANALYSE, "--organisations", "organisations.csv")
_COLUMNS = ("silos_01", "silos_02", "trust_01", "trust_02", "note")
_IGNORING = ("analyse", "answers.csv", "--ignore-column", *_COLUMNS)
_CHECK = ("questionnaire", "check", "my.toml")


class Fault(NamedTuple):
    """What is wrong: `old` stands as `new` in a file, which is made if `old` is empty; or the command is wrong."""

    command: tuple[str, ...] = _LISTED
    file: str = ""
    old: str = ""
    new: str = ""
    encoding: str = "utf-8"


REFUSED = (
    Fault(("analyse", "missing.csv", "--questionnaire", "my.toml", "--out", "faulty")),
    Fault(
        ("analyse", "answers.xlsx", "--questionnaire", "my.toml", "--out", "faulty"), "answers.xlsx", "", "PK\x03\x04"
    ),
    Fault(file="answers.csv", old=";", new="\t"),
    Fault(
        file="answers.csv",
        old="Musterverein;4;2;5;98;\n2;Musterverein",
        new="B\xc3\xbcrgerverein;4;2;5;98;\n2;B\xfcrgerverein",
        encoding="cp1252",
    ),
    Fault(file="answers.csv", old="silos_01", new="silos1"),
    Fault(file="answers.csv", old="2;Musterverein;3;3;4;4;", new="2;Musterverein;3;3;4;4;;"),
    Fault(file="answers.csv", old="\n2;Musterverein", new="\n1;Musterverein"),
    Fault(file="answers.csv", old="3;Musteramt;2;", new="3;Musteramt;6;"),
    Fault(file="answers.csv", old="4;Beispielschule", new="4;"),
    Fault(file="answers.csv", old="3;Musteramt", new="3;Muster-Amt"),
    Fault(file="organisations.csv", old="Musteramt;administration\n", new="Musteramt;administration\n" * 2),
    Fault(file="organisations.csv", old="administration", new="Verwaltung"),
    Fault((*_LISTED, "--grouping", "sector"), "organisations.csv", "administration", ""),
    Fault((*_ANALYSE, "--anonymous")),
    Fault((*_LISTED, "--anonymous")),
    Fault((*_LISTED, "--invited", "5")),
    Fault((*_LISTED, "--fielded", "4.5.2026")),
    Fault((*_LISTED, "--minimum", "3")),
    Fault((*_IGNORING, "--questionnaire", "netzwerk", "--out", "faulty")),
    Fault(("analyse", "answers.csv", "--questionnaire", "kurzchek", "--out", "faulty")),
)

UNCHECKED = (
    Fault(_CHECK, "my.toml", 'trust_02 = "Die Partner prüfen einander misstrauisch."\n', ""),
    Fault(_CHECK, "my.toml", "dont_know = 98", "dontknow = 98"),
    Fault(_CHECK, "my.toml", '"trust", choices = "agree", reversed = true', '"trust", choices = "agree"'),
)


def messages(files: Mapping[str, bytes], folder: Path, language: Language) -> list[str]:
    """Return what the program says to each fault, in the folder where one stands."""
    found: list[str] = []
    for fault in REFUSED:
        _write(files, folder, fault)
        found += run(*fault.command, language=language).refusal(language)
    for fault in UNCHECKED:
        _write(files, folder, fault)
        found += [line for line in run(*fault.command, language=language).out if not line.startswith("my.toml: ")]
    return found


def _write(files: Mapping[str, bytes], folder: Path, fault: Fault) -> None:
    """Write the files whole, then the faulty one in its place."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    if not fault.file:
        return
    if not fault.old:
        (folder / fault.file).write_bytes(fault.new.encode(fault.encoding))
        return
    whole = files[fault.file].decode()
    if fault.old not in whole:
        raise ValueError(f"{fault.file} of the example has no {fault.old!r} any more")
    (folder / fault.file).write_bytes(whole.replace(fault.old, fault.new).encode(fault.encoding))
