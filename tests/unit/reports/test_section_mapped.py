"""Who works with whom by name: the map with its legend, the same in words, and why there is none."""

from __future__ import annotations

import msgspec
import pytest

from reports.sections.mapped import map_block, partners_table, unnamed
from scoring.partnership import NamedMap
from scoring.relations import NetworkResult
from tests.unit.reports.factories import GERMAN
from tests.unit.reports.tied import material_of, named, network

SAY = GERMAN.say


def test_the_map_is_said_in_words_in_a_table() -> None:
    found = NamedMap(organisations=named(5).organisations, ties=named(5).ties[:2])
    whole = material_of(network(named=found, agreed=5))
    table, block = partners_table(whole), map_block(whole)
    assert table is not None
    assert block is not None
    assert [row.partners for row in table.rows if row.partners != "–"]
    names = [row.name for row in table.rows]
    assert names == sorted(names, key=str.casefold)
    first, second = found.ties[0].first, found.ties[0].second
    (row,) = [row for row in table.rows if row.name == whole.organisation(first)]
    assert f"{whole.organisation(second)} ({found.ties[0].intensity})" in row.partners
    assert block.drawing.text == SAY("map.text", n=5, ties=2, table=table.heading)
    assert SAY("map.note_alone") in block.notes
    assert SAY("map.note_near") in block.notes
    assert SAY("map.note_consent", n=5, organisations=31) in block.notes


def test_the_legend_names_the_sectors_that_are_there() -> None:
    block = map_block(material_of(network(named=named(6))))
    assert block is not None
    words = ["Verwaltung", "Zivilgesellschaft", "Bildung", "Gesundheit", "Wirtschaft"]
    assert [entry.word for entry in block.legend] == words
    nowhere = tuple(msgspec.structs.replace(one, sector=None) for one in named(6).organisations)
    found = NamedMap(organisations=nowhere, ties=named(6).ties[:1])
    block = map_block(material_of(network(named=found)))
    assert block is not None
    assert [(entry.sector, entry.word) for entry in block.legend] == [("unknown", "ohne Bereich")]
    assert {mark.sector for mark in block.drawing.marks} == {"unknown"}
    assert block.drawing.text.startswith("6 Organisationen und eine Beziehung")


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (network(named=None, agreed=3), SAY("map.unnamed_few", minimum=5)),
        (network(named=None, agreed=75), SAY("map.unnamed_many", n=75)),
        (network(named=NamedMap(organisations=named(6).organisations, ties=()), agreed=6), None),
        (network(), ""),
    ],
    ids=["few", "many", "no ties", "drawn"],
)
def test_where_there_is_no_map_the_reason_stands(found: NetworkResult, reason: str | None) -> None:
    whole = material_of(found)
    assert unnamed(whole) == (SAY("map.unnamed_no_ties", n=6) if reason is None else reason)
    assert (map_block(whole) is None, partners_table(whole) is None) == (reason != "",) * 2
