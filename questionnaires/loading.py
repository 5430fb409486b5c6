"""Files become a questionnaire, or the list of everything that keeps them from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from questionnaires.checking import check
from questionnaires.findings import Files, Finding, capped, problem, problem_near
from questionnaires.model import Questionnaire
from questionnaires.nearest import Nearest
from questionnaires.problems import InputError, Problem
from questionnaires.reading import LARGEST_FILE, read_toml
from questionnaires.rules.limits import MOST_LANGUAGES
from questionnaires.shape import shape_problems
from questionnaires.versions import ascending

MAIN = "questionnaire.toml"
LIBRARY = Path(__file__).parent / "library"


def load(path: Path) -> Questionnaire:
    """Return the questionnaire in a folder or file.

    Parameters
    ----------
    path : Path
        A folder with ``questionnaire.toml`` and a ``texts.<language>.toml`` for each language, or one TOML
        file with the texts inside, in ``[texts.<language>]``.

    Returns
    -------
    Questionnaire
        Whole: `questionnaires.checking.check` finds no error in it.

    Raises
    ------
    InputError
        With every problem found; each names file, place and key, and how to mend it.
    """
    questionnaire, findings = examine(path)
    errors = tuple(finding.problem for finding in findings if finding.severity == "error")
    if errors or questionnaire is None:
        raise InputError(errors)
    return questionnaire


def examine(path: Path) -> tuple[Questionnaire | None, tuple[Finding, ...]]:
    """Return the questionnaire in a folder or file with all errors and remarks, for those who write it.

    Nothing is raised for what the files hold. The questionnaire is missing if they cannot be read as one at
    all.
    """
    try:
        contents = {str(file): _bytes(file) for file in _files(path)}
    except InputError as refused:
        return None, _errors(refused.problems, str(path))
    return parse(contents)


def parse(contents: Mapping[str, bytes]) -> tuple[Questionnaire | None, tuple[Finding, ...]]:
    """Return the questionnaire that files hold, with all errors and remarks.

    Parameters
    ----------
    contents : dict
        Name of each file to its bytes. The first is the questionnaire; the others are
        ``texts.<language>.toml``, in whatever folder.

    Returns
    -------
    Questionnaire or None
        None if the files cannot be read as one.
    tuple of Finding
        Everything found in the first step that fails: the files as TOML, the shape of their tables, the
        whole.
    """
    names = list(contents)
    if len(names) > MOST_LANGUAGES + 1:
        return None, _errors((_too_many_texts(names[0], names[1:]),), names[0])
    files = Files(main=names[0], texts={_language(name): name for name in names[1:]})
    tables: dict[str, dict[str, Any]] = {}
    problems: list[Problem] = []
    for name, content in contents.items():
        try:
            tables[name] = read_toml(content, name)
        except InputError as refused:
            problems += refused.problems
    if problems:
        return None, _errors(problems, files.main)
    data, clashes = _joined(tables, files)
    faults = _errors(chain(clashes, shape_problems(data, Questionnaire, files)), files.main)
    if faults:
        return None, faults
    questionnaire = msgspec.convert(data, Questionnaire)
    return questionnaire, check(questionnaire, files)


def library() -> tuple[tuple[str, str], ...]:
    """Return id and version of every questionnaire of the library: ids in order, versions from the oldest."""
    found = [(file.parent.parent.name, file.parent.name) for file in LIBRARY.glob(f"*/*/{MAIN}")]
    return tuple(sorted(found, key=lambda one: (one[0], ascending(one[1]))))


def find(name: str) -> Questionnaire:
    """Return a questionnaire of the library. No other file is looked at, whatever the name is.

    Parameters
    ----------
    name : str
        An id, which means its newest version (``kurzcheck``), or an id and a version (``kurzcheck/2026.1``).

    Raises
    ------
    InputError
        If the library has no such questionnaire.
    """
    held = _held()
    if name not in held:
        raise _unknown("unknown_questionnaire", name, held)
    return _released(held[name])


@cache
def _released(folder: Path) -> Questionnaire:
    """Read a questionnaire of the library once: a released version never changes."""
    return load(folder)


def find_or_load(name: str) -> Questionnaire:
    """Return the questionnaire that a person at a command line means, from the library or from any file.

    For names that come from the person whose files they are, and from nobody else: it opens what it is told.

    Parameters
    ----------
    name : str
        As in `find`; or the path of a folder or file, where no questionnaire of the library has that name.

    Raises
    ------
    InputError
        If there is no such questionnaire, or what is there cannot be used.
    """
    held = _held()
    if name in held:
        return load(held[name])
    path = Path(name)
    if _is_path(name) or _exists(path):
        return load(path)
    raise _unknown("unknown_name", name, held)


def _held() -> dict[str, Path]:
    """Return the folder of every name that means a questionnaire of the library."""
    held: dict[str, Path] = {}
    for identity, version in library():
        held[identity] = held[f"{identity}/{version}"] = LIBRARY / identity / version  # the newest comes last
    return held


def _unknown(code: str, name: str, held: Mapping[str, Path]) -> InputError:
    listed = ", ".join(sorted(held))
    return InputError((problem_near(code, "", word=name, nearest=Nearest(held), held=listed),))


def _files(path: Path) -> tuple[Path, ...]:
    try:
        if path.is_dir():
            folder = path
        elif path.is_file():
            folder = path.parent
        else:
            raise InputError((problem("file_missing", str(path)),))
        if path.is_file() and path.name != MAIN:
            return (path,)
        if not (folder / MAIN).is_file():
            raise InputError((problem("no_questionnaire_file", str(path), main=MAIN),))
        texts = sorted(folder.glob("texts.*.toml"))
    except OSError as reason:
        raise InputError((problem("file_unreadable", str(path), reason=reason.strerror or ""),)) from reason
    if len(texts) > MOST_LANGUAGES:
        raise InputError((_too_many_texts(str(path), texts),))
    return (folder / MAIN, *texts)


def _too_many_texts(where: str, texts: Sized) -> Problem:
    return problem("too_many", where, key="texts", count=len(texts), limit=MOST_LANGUAGES)


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except OSError as reason:
        raise InputError((problem("file_unreadable", str(file), reason=reason.strerror or ""),)) from reason


def _errors(problems: Iterable[Problem], where: str) -> tuple[Finding, ...]:
    return capped((Finding(severity="error", problem=one) for one in problems), where)


def _language(name: str) -> str:
    return Path(name).name.removeprefix("texts.").removesuffix(".toml")


def _joined(tables: Mapping[str, dict[str, Any]], files: Files) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Return one table with the texts of all files in it, and a problem for each language given twice."""
    data = dict(tables[files.main])
    inside = data.get("texts", {})
    if not isinstance(inside, dict):  # its shape is reported with all others
        return data, ()
    apart = {language: tables[name] for language, name in files.texts.items()}
    data["texts"] = {**inside, **apart}
    twice = tuple(
        problem("texts_twice", files.main, language=one, file=files.texts[one]) for one in apart if one in inside
    )
    return data, twice


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that no file can have
        return False


def _is_path(name: str) -> bool:
    return name.endswith(".toml") or name.startswith((".", "/"))
