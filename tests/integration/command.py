"""The command line as a person uses it: in this process, which is quick, or in one of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from pathlib import Path

import pytest
from pypdf import PdfReader

from diagnostic.cli import main
from diagnostic.i18n import Language
from scoring.diagnosis import Diagnosis, from_json

PROGRAM = Path(sys.executable).with_name("diagnostic")
LANGUAGE_VARIABLES = ("ZUSAMMENSPIEL_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")

_AROUND = {
    "de": ("Ein Fehler:", "{count} Fehler:", "Es wurde nichts geschrieben."),
    "en": ("One error:", "{count} errors:", "Nothing was written."),
}


@dataclass(frozen=True)
class Ran:
    """A command that has ended: its exit code, and the lines it printed."""

    code: int
    out: tuple[str, ...]
    err: tuple[str, ...]

    def refusal(self, language: Language = "de") -> tuple[str, ...]:
        """Return what was wrong, a line each, for a command that was refused and told nothing but that."""
        head, *faults, end = (line for line in self.err if not line.startswith("["))
        one, several, nothing_written = _AROUND[language]
        assert head == (one if len(faults) == 1 else several.format(count=len(faults)))
        assert end == nothing_written
        assert (self.code, self.out) == (2, ())
        return tuple(faults)

    def is_refused(self, language: Language, *begins: str) -> bool:
        """Return whether these were the faults, by how each line begins; it must go on and say how to mend it."""
        faults = self.refusal(language)
        return len(faults) == len(begins) and all(
            fault.startswith(begin) and len(fault) > len(begin) and fault.endswith(".")
            for fault, begin in zip(faults, begins, strict=True)
        )


def run(*arguments: str | Path, language: Language | None = None) -> Ran:
    """Run a command in this process; whatever it raises beside an exit code is raised here too."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii") for _ in range(2))
    code = 0
    with pytest.MonkeyPatch.context() as place, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        for name in LANGUAGE_VARIABLES:
            place.setenv(name, "")  # so that what the command sets is taken back too
        if language is not None:
            place.setenv("ZUSAMMENSPIEL_LANG", language)
        place.setattr(sys, "argv", ["diagnostic", *map(str, arguments)])
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    return Ran(code=code, out=_lines(out), err=_lines(err))


def spawn(*arguments: str | Path, environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Ran:
    """Run the installed program in a process of its own, in which no language is set but by `environment`."""
    inherited = {name: value for name, value in os.environ.items() if name not in LANGUAGE_VARIABLES}
    ended = subprocess.run(  # noqa: S603 - our own program, with arguments from these tests
        [PROGRAM, *map(str, arguments)],
        cwd=folder,
        env=inherited | dict(environment or {}),
        capture_output=True,
        check=False,
    )
    out, err = (tuple(text.decode("utf-8").splitlines()) for text in (ended.stdout, ended.stderr))
    return Ran(code=ended.returncode, out=out, err=err)


class _MissingLibraries(MetaPathFinder):
    """Answers ``import weasyprint`` as WeasyPrint does itself where the libraries that it loads are missing."""

    def find_spec(self, fullname: str, *_: object) -> None:
        """Raise what loading a shared library raises."""
        if fullname == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file")


@contextlib.contextmanager
def without_pdf_libraries() -> Iterator[None]:
    """Let this process be one that cannot draw a PDF: a command then does all the rest, and ends with exit code 3."""
    with pytest.MonkeyPatch.context() as place:
        place.delitem(sys.modules, "weasyprint", raising=False)
        place.setattr(sys, "meta_path", [_MissingLibraries(), *sys.meta_path])
        yield


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its name, hidden ones too."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def diagnosed(answers: Path, *more: str | Path, questionnaire: str | Path = "kurzcheck") -> tuple[Diagnosis, str]:
    """Analyse a file without drawing the PDF, and return the diagnosis and the page, which lie beside the answers."""
    language = "en" if "en" in more else "de"
    with without_pdf_libraries():
        ran = run("analyse", answers, "--questionnaire", questionnaire, "--out", answers.parent, *more)
    assert ran.code == 3, ran.err
    page = (answers.parent / f"report.{language}.html").read_text(encoding="utf-8")
    return from_json((answers.parent / "diagnosis.json").read_bytes()), page


def pages(pdf: Path) -> tuple[str, ...]:
    """Return the text of each page of a PDF on one line, hyphens at the ends of lines taken back."""
    texts = (page.extract_text().replace("\N{HYPHEN}\n", "") for page in PdfReader(pdf).pages)
    return tuple(" ".join(text.split()) for text in texts)


def _lines(stream: io.TextIOWrapper) -> tuple[str, ...]:
    stream.flush()
    buffer = stream.buffer
    return tuple(buffer.getvalue().decode("utf-8").splitlines()) if isinstance(buffer, io.BytesIO) else ()
