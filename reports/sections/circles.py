"""Groups of sectors with one another: how densely they cooperate, and how they trust one another."""

from __future__ import annotations

from reports.figures import Fact
from reports.material import Material
from reports.network import Ground, Matrix, MatrixCell, MatrixRow, TrustFigure, TrustRow, TrustTable
from scoring.partnership import Trust, TrustCell
from scoring.relations import Block, Circle

_GROUNDS: tuple[tuple[int, Ground], ...] = ((70, 4), (50, 3), (30, 2), (20, 1), (0, 0))
"""From this share on, in per cent, a cell has this ground."""

_BLANK = MatrixCell(text="", ground=0, own=False)


def matrix(material: Material) -> Matrix | None:
    """Build the matrix of cooperation; None where it is not told."""
    found, phrases = material.diagnosis.network, material.phrases
    if not found.blocks:
        return None
    blocks = {(max(one.first, one.second), min(one.first, one.second)): one for one in found.blocks}
    return Matrix(
        heading=phrases.say("matrix.heading"),
        row_heading=phrases.say("matrix.row_heading"),
        number_heading=phrases.say("matrix.number"),
        columns=tuple(circle_name(circle, material) for circle in found.circles),
        rows=tuple(
            MatrixRow(
                name=circle_name(circle, material),
                number=str(circle.organisations),
                cells=tuple(
                    _cell(blocks[row, column], material) if column <= row else _BLANK
                    for column in range(len(found.circles))
                ),
            )
            for row, circle in enumerate(found.circles)
        ),
        notes=_matrix_notes(material),
    )


def circle_name(circle: Circle, material: Material) -> str:
    """Return the names of the sectors that a group is made of."""
    return material.phrases.listed([material.sector(name) for name in circle.categories])


def trust_table(material: Material) -> TrustTable | None:
    """Build what is told of trust; None where it is not told."""
    found, phrases = material.diagnosis.network, material.phrases
    if found.trust is None:
        return None
    trust = found.trust
    cells = {(one.rating, one.rated): one.cell for one in trust.blocks}
    names = [circle_name(circle, material) for circle in found.circles] if cells else []
    return TrustTable(
        heading=phrases.say("trust.heading"),
        sentence=phrases.say("trust.sentence", value=trust_figure(trust.total, material), n=trust.total.n),
        parts=_parts(trust, material),
        row_heading=phrases.say("trust.row_heading"),
        columns=tuple(phrases.say("trust.column", name=name) for name in names),
        rows=tuple(
            TrustRow(name=name, cells=tuple(_trust(cells[row, column], material) for column in range(len(names))))
            for row, name in enumerate(names)
        ),
        notes=_trust_notes(trust, material),
    )


def trust_figure(cell: TrustCell, material: Material) -> str:
    """Return a figure of trust, *bis* and *ab* included."""
    return material.phrases.figure(cell.value, cell.end)


def _cell(block: Block, material: Material) -> MatrixCell:
    text = material.phrases.step(block.share, block.end)
    ground = next(ground for share, ground in _GROUNDS if block.share >= share)
    return MatrixCell(text=text, ground=ground if block.end != "low" else 0, own=block.first == block.second)


def _matrix_notes(material: Material) -> tuple[str, ...]:
    phrases, circles = material.phrases, material.diagnosis.network.circles
    minimum = material.diagnosis.protection.minimum
    notes = [phrases.say("matrix.note_read"), phrases.say("matrix.note_number")]
    merged = [circle for circle in circles if len(circle.categories) > 1]
    if merged:
        names = phrases.say("matrix.between").join(circle_name(one, material) for one in merged)
        notes.append(phrases.say("matrix.note_merged", names=names, minimum=minimum))
    return tuple(notes)


def _parts(trust: Trust, material: Material) -> tuple[Fact, ...]:
    phrases = material.phrases
    known = ((phrases.say(f"trust.{name}"), getattr(trust, name)) for name in ("reliable", "mission", "open"))
    return tuple(
        Fact(label=label, value=phrases.say("trust.part", value=trust_figure(cell, material), n=cell.n))
        for label, cell in known
        if cell is not None
    )


def _trust(cell: TrustCell, material: Material) -> TrustFigure:
    n = material.phrases.say("trust.cell", n=cell.n, rated=cell.rated)
    return TrustFigure(text=trust_figure(cell, material), n=n)


def _trust_notes(trust: Trust, material: Material) -> tuple[str, ...]:
    say = material.phrases.say
    halves = any(cell.form == "halves" for cell in (trust.total, *(one.cell for one in trust.blocks)))
    strict = material.diagnosis.protection.strict
    notes = [say("trust.note_scale")]
    if trust.blocks:
        notes.append(say("trust.note_blocks"))
    if halves:
        notes.append(say("trust.note_halves_strict" if strict else "trust.note_halves"))
    if trust.from_blocks:
        notes.append(say("trust.note_from_blocks"))
    return tuple(notes)
