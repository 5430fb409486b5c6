"""Who works with whom by name: the map, the same in words, and why there is none."""

from __future__ import annotations

from collections import defaultdict

from questionnaires.profile import SECTORS
from reports.charts.mapping import Node, Tie, network_map
from reports.material import Material
from reports.network import MapBlock, PartnerRow, Partners, SectorEntry
from scoring.partnership import NamedMap
from scoring.thresholds import thresholds

_COLUMNS = ("map.organisation", "map.sector", "map.partners")
_FITS = 625.0
"""A map up to this height, in pixels, fits the page that the finding opens."""


def map_block(material: Material) -> MapBlock | None:
    """Build the map of confirmed ties; None where there is none to draw."""
    named, phrases = _drawable(material), material.phrases
    if named is None:
        return None
    place = {one.id: number for number, one in enumerate(named.organisations)}
    nodes = [Node(name=material.organisation(one.id), sector=one.sector) for one in named.organisations]
    ties = [Tie(first=place[tie.first], second=place[tie.second], intensity=tie.intensity) for tie in named.ties]
    table = phrases.say("map.table")
    text = "map.text_1" if len(ties) == 1 else "map.text"
    drawing = network_map(
        nodes,
        ties,
        title=phrases.say("map.title"),
        text=phrases.say(text, n=len(nodes), ties=len(ties), table=table),
    )
    return MapBlock(
        heading=phrases.say("map.heading"),
        legend=_legend(named, material),
        line_words=phrases.say("map.line_words"),
        movable=phrases.say("map.movable"),
        drawing=drawing,
        tall=drawing.height > _FITS,
        notes=_notes(named, material),
    )


def unnamed(material: Material) -> str:
    """Return why there is no map; blank where there is one."""
    found, say = material.diagnosis.network, material.phrases.say
    if _drawable(material) is not None:
        return ""
    if found.named is not None:
        return say("map.unnamed_no_ties", n=found.agreed)
    many = found.agreed > thresholds().named_to.value
    if many:
        return say("map.unnamed_many", n=found.agreed)
    return say("map.unnamed_few", minimum=material.diagnosis.protection.minimum)


def partners_table(material: Material) -> Partners | None:
    """Build the table that says in words what the map shows; None where there is no map."""
    named, phrases = _drawable(material), material.phrases
    if named is None:
        return None
    partners: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for tie in named.ties:
        partners[tie.first].append((material.organisation(tie.second), tie.intensity))
        partners[tie.second].append((material.organisation(tie.first), tie.intensity))
    rows = [
        PartnerRow(
            name=material.organisation(one.id),
            sector=material.sector(one.sector),
            partners=_listed(partners[one.id], material),
        )
        for one in named.organisations
    ]
    return Partners(
        heading=phrases.say("map.table"),
        columns=tuple(phrases.say(column) for column in _COLUMNS),
        rows=tuple(sorted(rows, key=lambda row: row.name.casefold())),
        notes=(phrases.say("map.note_intensity"),),
    )


def _drawable(material: Material) -> NamedMap | None:
    named = material.diagnosis.network.named
    return named if named is not None and named.ties else None


def _legend(named: NamedMap, material: Material) -> tuple[SectorEntry, ...]:
    there = {one.sector for one in named.organisations}
    known = [SectorEntry(sector=name, word=material.sector(name)) for name in SECTORS if name in there]
    without = [SectorEntry(sector="unknown", word=material.sector(None))] if None in there else []
    return (*known, *without)


def _notes(named: NamedMap, material: Material) -> tuple[str, ...]:
    say, found = material.phrases.say, material.diagnosis.network
    tied = {end for tie in named.ties for end in (tie.first, tie.second)}
    alone = len(tied) < len(named.organisations)
    return (
        say("map.note_consent", n=len(named.organisations), organisations=found.organisations),
        *((say("map.note_alone"),) if alone else ()),
        say("map.note_near"),
    )


def _listed(partners: list[tuple[str, int]], material: Material) -> str:
    say = material.phrases.say
    ordered = sorted(partners, key=lambda one: one[0].casefold())
    told = [say("map.partner", name=name, intensity=intensity) for name, intensity in ordered]
    return say("list.separator").join(told) if told else say("map.nobody")
