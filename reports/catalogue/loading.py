"""Reading the catalogue from its three files, and refusing one that contradicts itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

import msgspec

from reports.catalogue.model import Catalogue, Measure, Source, Training
from reports.languages import LANGUAGES

FILES = ("measures.toml", "trainings.toml", "literature.toml")


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a file of the catalogue may hold."""

    measure: tuple[Measure, ...] = ()
    training: tuple[Training, ...] = ()
    source: tuple[Source, ...] = ()


@cache
def load_catalogue() -> Catalogue:
    """Return the catalogue of this version."""
    folder = resources.files("reports.catalogue")
    return parse({name: folder.joinpath(name).read_bytes() for name in FILES})


def parse(contents: Mapping[str, bytes]) -> Catalogue:
    """Return the catalogue that files hold.

    Parameters
    ----------
    contents : dict
        Name of each file to its bytes; the parts keep the order of the files.

    Raises
    ------
    ValueError
        If a file is no TOML, has an unknown key or a wrong value. If the files contradict each other: an id used
        twice, a source that does not exist, a measure whose id does not begin with its scale, practice advice that
        claims a source or a level above C, literature without a source or at level C, a source without exactly one
        of DOI, ISBN and reference, words in other languages than those of reports; then every contradiction stands
        on a line of its own.
    """
    files = [_read(name, content) for name, content in contents.items()]
    catalogue = Catalogue(
        measures=tuple(measure for file in files for measure in file.measure),
        trainings=tuple(training for file in files for training in file.training),
        literature=tuple(source for file in files for source in file.source),
    )
    contradictions = (
        *_repeated(catalogue),
        *_unknown_sources(catalogue),
        *(line for measure in catalogue.measures for line in _faults_of_measure(measure)),
        *(line for source in catalogue.literature for line in _faults_of_source(source)),
        *_other_languages(catalogue),
    )
    if contradictions:
        raise ValueError("\n".join(contradictions))
    return catalogue


def _read(name: str, content: bytes) -> _File:
    try:
        return msgspec.toml.decode(content, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{name}: {error}") from error


def _repeated(catalogue: Catalogue) -> Iterator[str]:
    parts: tuple[Measure | Training | Source, ...] = (
        *catalogue.measures,
        *catalogue.trainings,
        *catalogue.literature,
    )
    counts = Counter(part.id for part in parts)
    return (f"{part}: this id is used {count} times" for part, count in counts.items() if count > 1)


def _unknown_sources(catalogue: Catalogue) -> Iterator[str]:
    known = {source.id for source in catalogue.literature}
    cited = [(measure.id, source) for measure in catalogue.measures for source in measure.sources]
    cited += [
        (training.id, source)
        for training in catalogue.trainings
        for basis in training.basis
        for source in basis.sources
    ]
    return (f"{part}: literature.toml has no source {source!r}" for part, source in cited if source not in known)


def _faults_of_measure(measure: Measure) -> Iterator[str]:
    if not measure.id.startswith(f"{measure.scale}_"):
        yield f"{measure.id}: the id has to begin with the scale {measure.scale!r}"
    if measure.kind == "practice" and (measure.sources or measure.evidence != "C"):
        yield f"{measure.id}: practice advice is level C and claims no source"
    if measure.kind == "literature" and (not measure.sources or measure.evidence == "C"):
        yield f"{measure.id}: a measure from the literature has a source and level A or B"


def _faults_of_source(source: Source) -> Iterator[str]:
    if sum(bool(locator) for locator in (source.doi, source.isbn, source.reference)) != 1:
        yield f"{source.id}: give exactly one of doi, isbn and reference"


def _other_languages(catalogue: Catalogue) -> Iterator[str]:
    parts: tuple[Measure | Training, ...] = (*catalogue.measures, *catalogue.trainings)
    spoken = [(part.id, set(part.texts)) for part in parts]
    spoken += [(source.id, set(source.short)) for source in catalogue.literature]
    for part, found in spoken:
        if found != set(LANGUAGES):
            yield f"{part}: its words are in {', '.join(sorted(found))}; reports need {', '.join(LANGUAGES)}"
