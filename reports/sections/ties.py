"""What the ties show, figure by figure, each with what it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.material import Material
from reports.network import FigureGroup, FigureRow, NetworkFigures
from scoring.relations import Cohesion, Dyads, Mixing

_COLUMNS = ("ties.subject", "chrome.value", "ties.meaning")
_LEAST_P = 0.01


def network_figures(material: Material) -> NetworkFigures | None:
    """Build the table of figures; None where no figure is told."""
    say = material.phrases.say
    known: tuple[tuple[str, Sequence[FigureRow]], ...] = (
        ("ties.group_density", tuple(_density(material))),
        ("ties.group_mixing", tuple(_mixing(material))),
        ("ties.group_cohesion", tuple(_cohesion(material))),
        ("ties.group_dyads", tuple(_dyads(material))),
        ("ties.group_backing", tuple(_backing(material))),
    )
    groups = tuple(FigureGroup(name=say(key), rows=tuple(rows)) for key, rows in known if rows)
    if not groups:
        return None
    return NetworkFigures(heading=say("ties.heading"), columns=tuple(say(column) for column in _COLUMNS), groups=groups)


def chance(mixing: Mixing, material: Material) -> dict[str, str]:
    """Return the E-I index with what chance would have it be, and how likely so low an index would be."""
    phrases = material.phrases
    p = phrases.say("ties.p_low" if mixing.p <= _LEAST_P else "ties.p", value=phrases.hundredths(mixing.p))
    return {"ei": phrases.hundredths(mixing.ei), "expected": phrases.hundredths(mixing.expected), "p": p}


def _row(material: Material, key: str, value: str, text: str, detail: str = "") -> FigureRow:
    return FigureRow(name=material.phrases.say(key), value=value, text=text, detail=detail)


def _density(material: Material) -> Iterator[FigureRow]:
    found, phrases = material.diagnosis.network, material.phrases
    if found.density is not None:
        text, detail = phrases.say("ties.density_text"), phrases.say("ties.density_detail")
        yield _row(material, "ties.density", phrases.share(found.density), text, detail)
    if found.unknown is not None:
        yield _row(material, "ties.unknown", phrases.share(found.unknown), phrases.say("ties.unknown_text"))


def _mixing(material: Material) -> Iterator[FigureRow]:
    mixing, phrases = material.diagnosis.network.mixing, material.phrases
    if mixing is None:
        return
    known = chance(mixing, material)
    detail = [phrases.say("ties.ei_detail", expected=known["expected"], p=known["p"])]
    if mixing.assortativity is not None and mixing.modularity is not None:
        figures = {
            "assortativity": phrases.hundredths(mixing.assortativity),
            "modularity": phrases.hundredths(mixing.modularity),
        }
        detail.append(phrases.say("ties.homophily_detail", **figures))
    yield _row(material, "ties.ei", known["ei"], mixing_sentence(mixing, material), " ".join(detail))
    yield _row(
        material,
        "ties.communities",
        str(mixing.communities),
        phrases.counted("ties.communities_text", mixing.communities),
        phrases.say(
            "ties.communities_detail",
            match=phrases.hundredths(mixing.match),
            modularity=phrases.hundredths(mixing.communities_modularity),
        ),
    )


def mixing_sentence(mixing: Mixing, material: Material) -> str:
    """Return whether less is done between the sectors than chance would have it."""
    if mixing.silo:
        return material.phrases.say("relations.mixing_silo")
    across = mixing.ei >= mixing.expected
    return material.phrases.say("relations.mixing_across" if across else "relations.mixing_open")


def _cohesion(material: Material) -> Iterator[FigureRow]:
    found, phrases = material.diagnosis.network, material.phrases
    cohesion = found.cohesion
    if cohesion is None:
        return
    share, say = phrases.share, phrases.say
    yield _row(material, "ties.centralisation", share(cohesion.centralisation), say("ties.centralisation_text"))
    yield _parts(cohesion, material)
    if cohesion.mean_path is not None:
        yield _row(material, "ties.path", phrases.number(cohesion.mean_path), say("ties.path_text"))
    yield _row(material, "ties.reach", share(cohesion.reach), say("ties.reach_text"))
    yield _row(material, "ties.efficiency", phrases.hundredths(cohesion.efficiency), say("ties.efficiency_text"))
    if cohesion.transitivity is not None:
        yield _row(material, "ties.transitivity", share(cohesion.transitivity), say("ties.transitivity_text"))
    yield from _single(material)


def _single(material: Material) -> Iterator[FigureRow]:
    """Yield what hangs on single organisations."""
    found, share, say = material.diagnosis.network, material.phrases.share, material.phrases.say
    cohesion, fragility = found.cohesion, found.fragility
    if cohesion is not None and cohesion.cut_points is not None:
        count = cohesion.cut_points
        text = material.phrases.counted("ties.cut_points_text", count)
        yield _row(material, "ties.cut_points", str(count), text, say("ties.cut_points_detail") if count else "")
    if fragility is not None:
        text = say("ties.fragility_text", before=share(fragility.before))
        yield _row(material, "ties.fragility", share(fragility.after), text)


def _parts(cohesion: Cohesion, material: Material) -> FigureRow:
    phrases, parts = material.phrases, cohesion.parts
    alone = sum(part == 1 for part in parts)
    if len(parts) == 1:
        text = phrases.say("ties.parts_text_1")
    else:
        text = phrases.say("ties.parts_text", n=len(parts), largest=parts[0])
    detail = phrases.counted("ties.parts_alone", alone) if alone else ""
    return _row(material, "ties.parts", str(len(parts)), text, detail)


def _dyads(material: Material) -> Iterator[FigureRow]:
    dyads: Dyads | None = material.diagnosis.network.dyads
    if dyads is None:
        return
    phrases, say = material.phrases, material.phrases.say
    detail = say("ties.confirmed_detail", pairs=dyads.pairs)
    yield _row(material, "ties.confirmed", phrases.share(dyads.confirmed), say("ties.confirmed_text"), detail)
    detail = say("ties.reciprocity_detail")
    yield _row(material, "ties.reciprocity", phrases.share(dyads.reciprocity), say("ties.reciprocity_text"), detail)
    if dyads.apart is not None:
        yield _row(material, "ties.apart", phrases.number(dyads.apart), say("ties.apart_text"))


def _backing(material: Material) -> Iterator[FigureRow]:
    backing, phrases = material.diagnosis.network.backing, material.phrases
    if backing is None:
        return
    known, tied = phrases.step(backing.known, backing.known_end), phrases.step(backing.tied, backing.tied_end)
    detail = phrases.say("ties.backing_detail", n=backing.n)
    yield _row(material, "ties.backing_known", known, phrases.say("ties.backing_known_text"))
    yield _row(material, "ties.backing_tied", tied, phrases.say("ties.backing_tied_text"), detail)
