"""What was answered: one scale and its statements in a table."""

from __future__ import annotations

from reports.charts.shares import stacked, strokes
from reports.charts.strip import plot
from reports.figures import Share, StatementRow, StatementTable
from reports.material import Material
from reports.sections.agreement import untold_note
from reports.sections.standing import backbone_row
from scoring.findings import ScaleResult, StatementResult
from scoring.published import Cell, Shares

_FIFTHS = 20


def statement_table(scale: ScaleResult, material: Material) -> StatementTable:
    """Build the table of one scale: its own figure first, then its statements where these may be shown."""
    phrases = material.phrases
    steps = {statement.shares.step for statement in scale.statements if statement.shares}
    headings = ("barrier.share_low", "barrier.share_middle", "barrier.share_high") if steps else ()
    turned = {statement.id for statement in material.questionnaire.statements_of(scale.id) if statement.reversed}
    rows = [_statement_row(statement, material, turned_round=statement.id in turned) for statement in scale.statements]
    return StatementTable(
        heading=phrases.say("barrier.statements"),
        share_headings=tuple(phrases.say(heading) for heading in headings),
        stacked=bool(steps) and _FIFTHS not in steps,
        rows=(_scale_row(scale, material), *rows),
        backbone=backbone_row(scale, phrases),
        notes=_notes(scale, steps, material, turned_round=any(row.turned_round for row in rows)),
    )


def _scale_row(scale: ScaleResult, material: Material) -> StatementRow:
    phrases = material.phrases
    name, count = phrases.scale(scale), scale.statement_count
    detail = phrases.counted("barrier.all_statements", count) if count > 1 else ""
    return StatementRow(
        text=name,
        detail=detail,
        is_scale=True,
        turned_round=False,
        plot=plot(scale.cell, scale.flag.state, _described(name, scale.cell, material)),
        value=phrases.mean(scale.cell),
        n=str(scale.cell.n),
        shares=(),
        withheld=None,
    )


def _statement_row(statement: StatementResult, material: Material, *, turned_round: bool) -> StatementRow:
    phrases, cell = material.phrases, statement.cell
    text = phrases.texts.statements[statement.id]
    return StatementRow(
        text=text,
        detail="",
        is_scale=False,
        turned_round=turned_round,
        plot=plot(cell, "plain", _described(text, cell, material)),
        value="" if cell.hidden else phrases.mean(cell),
        n="" if cell.hidden else str(cell.n),
        shares=_shares(statement.shares, material),
        withheld=phrases.mean(cell) if cell.hidden else None,
    )


def _described(name: str, cell: Cell, material: Material) -> str:
    phrases = material.phrases
    if cell.hidden:
        return phrases.say("profile.plot_withheld", name=name, reason=phrases.mean(cell))
    return f"{name} {phrases.mean_of_five(cell)}"


def _shares(shares: Shares | None, material: Material) -> tuple[Share, ...]:
    if shares is None:
        return ()
    percents = (shares.low, shares.middle, shares.high)
    return tuple(
        Share(
            text=material.phrases.percent(percent, shares.step),
            strokes=strokes(percent) if shares.step == _FIFTHS else (),
            start=start,
            width=width,
        )
        for percent, (start, width) in zip(percents, stacked(percents), strict=True)
    )


def _notes(scale: ScaleResult, steps: set[int], material: Material, *, turned_round: bool) -> tuple[str, ...]:
    say = material.phrases.say
    notes = [say("barrier.note_scale")]
    if turned_round:
        notes.append(f"* {say('barrier.turned_round')}")
    if any(cell.form == "halves" for cell in (scale.cell, *(group.cell for group in scale.groups))):
        notes.append(material.halves_note())
    if any(cell.form == "tenths" and cell.end for cell in (scale.cell, *(one.cell for one in scale.statements))):
        notes.append(say("profile.note_ends"))
    if steps:
        notes.append(say("barrier.note_fifths" if _FIFTHS in steps else "barrier.note_tenths"))
        notes.append(say("barrier.note_shares"))
    if any(one.cell.form == "tenths" for one in scale.statements):
        notes.append(say("barrier.note_no_range"))
    if scale.statements_hidden:
        notes.append(say(f"barrier.note_{scale.statements_hidden}"))
    notes += untold_note(scale, material)
    if scale.mapped_from:
        low, high = scale.mapped_from
        notes.append(say("barrier.note_mapped", low=low, high=high))
    return tuple(notes)
