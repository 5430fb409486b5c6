"""What speaks for a finding and what against it: it chooses a sentence, and never moves a probability."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.charts.strip import place
from reports.figures import Fact, Plot, StatementRow
from reports.material import Material
from reports.phrasing import Phrases
from reports.sections.second import source_fact, source_of
from reports.voices import Standing
from scoring.findings import BackboneView, ScaleResult
from scoring.partnership import Outcome
from scoring.published import Cell
from scoring.thresholds import thresholds


def standing(scale: ScaleResult, material: Material) -> Standing | None:
    """Build what stands beside a flagged scale; None where nothing speaks for it or against it.

    A single reason that the page tells in another place, what the backbone office says or that many could not judge, is
    not said again.
    """
    say, view, second = material.phrases.say, scale.backbone, source_of(scale, material)
    outcome = second.outcome if second else "open"
    reasons = [*_supports(scale, outcome, material.phrases), *_opposes(scale, outcome, material.phrases)]
    sentence = corroboration(scale, material.phrases, outcome) if _adds(scale, reasons) else ""
    if not sentence and view is None and second is None:
        return None
    label = say("standing.backbone")
    told = () if view is None else (Fact(label=label, value=_told(view, scale.cell, material.phrases)),)
    ties = () if second is None else (source_fact(second, material),)
    return Standing(heading=say("standing.heading"), sentence=sentence, sources=(*ties, *told))


def corroboration(scale: ScaleResult, phrases: Phrases, ties: Outcome = "open") -> str:
    """Return one sentence with all that supports a finding and all that speaks against it; blank if nothing does."""
    supports, opposes = list(_supports(scale, ties, phrases)), list(_opposes(scale, ties, phrases))
    if supports and opposes:
        return phrases.say("standing.both", supports=phrases.listed(supports), opposes=phrases.listed(opposes))
    if supports:
        return phrases.say("standing.supports", supports=phrases.listed(supports))
    return phrases.say("standing.opposes", opposes=phrases.listed(opposes)) if opposes else ""


def _adds(scale: ScaleResult, reasons: Sequence[str]) -> bool:
    return len(reasons) > 1 or scale.agreement is not None or bool(scale.statements)


def _supports(scale: ScaleResult, ties: Outcome, phrases: Phrases) -> Iterator[str]:
    low, n = _low_statements(scale)
    if low == n > 0:
        yield phrases.counted("standing.statements_all", n)
    elif 2 * low > n:
        yield phrases.say("standing.statements_most", low=low, n=n)
    if scale.agreement is not None and scale.agreement.unity == "agreed":
        yield phrases.say("standing.agreed")
    if scale.backbone is not None and _comparable(scale.cell) and scale.backbone.distance != "higher":
        yield phrases.say(f"standing.backbone_{scale.backbone.distance or 'alike'}")
    if ties == "both":
        yield phrases.say("sources.supports")


def _opposes(scale: ScaleResult, ties: Outcome, phrases: Phrases) -> Iterator[str]:
    low, n = _low_statements(scale)
    if n and low == 0:
        yield phrases.say("standing.statements_none")
    elif 2 * low <= n and low == 1:
        yield phrases.say("standing.statements_few_1", n=n)
    elif low and 2 * low <= n:
        yield phrases.say("standing.statements_few", low=low, n=n)
    if scale.agreement is not None and scale.agreement.unity == "contested":
        yield phrases.say("standing.contested")
    if scale.dont_know.much:
        yield phrases.say("standing.dont_know")
    if scale.backbone is not None and scale.backbone.distance == "higher":
        yield phrases.say("standing.backbone_higher")
    if ties == "perceived":
        yield phrases.say("sources.opposes")


def _low_statements(scale: ScaleResult) -> tuple[int, int]:
    """Return how many statements are printed below the barrier line, and of how many; 0 of 0 unless all are shown."""
    values = [statement.cell.value for statement in scale.statements]
    shown = [value for value in values if value is not None]
    if len(shown) < max(len(values), 2):
        return 0, 0
    return sum(value < thresholds().barrier_line.value for value in shown), len(shown)


def _comparable(cell: Cell) -> bool:
    return cell.low is not None and cell.high is not None


def _told(view: BackboneView, cell: Cell, phrases: Phrases) -> str:
    figure = phrases.figure(view.value, view.end)
    value = phrases.quoted([figure]) if view.end else figure
    if cell.low is None or cell.high is None:
        return phrases.say("standing.told_alone", value=value)
    if view.distance is not None:
        case = f"standing.told_{view.distance}"
    else:
        case = "standing.told_within" if cell.low <= view.value <= cell.high else "standing.told_near"
    return phrases.say(case, value=value, low=phrases.number(cell.low), high=phrases.number(cell.high))


def backbone_row(scale: ScaleResult, phrases: Phrases) -> StatementRow | None:
    """Return the row of the backbone office in the table of a scale; None where it did not report on it."""
    view = scale.backbone
    if view is None:
        return None
    name, value = phrases.say("standing.backbone"), phrases.figure(view.value, view.end)
    text = phrases.say("number.mean", value=value)
    return StatementRow(
        text=name,
        detail=phrases.say("standing.backbone_detail"),
        is_scale=False,
        turned_round=False,
        plot=Plot(state="backbone", mark=place(view.value), low=None, high=None, ends=False, text=f"{name}: {text}"),
        value=value,
        n="",
        shares=(),
        withheld=None,
    )


def reliability(scale: ScaleResult, phrases: Phrases) -> str:
    """Return how well the statements of a scale hang together, and what follows for reading it; blank if untold."""
    found = scale.reliability
    if found is None:
        return ""
    limit, alpha = thresholds().reliability_low_below.value, found.alpha
    figures = {
        "alpha": phrases.hundredths(alpha.value),
        "low": phrases.hundredths(alpha.low),
        "high": phrases.hundredths(alpha.high),
        "n": str(alpha.n),
    }
    if found.omega is None:
        told = phrases.say("reliability.figures", **figures)
    else:
        told = phrases.say("reliability.figures_omega", omega=phrases.hundredths(found.omega), **figures)
    loose = "loose" if scale.statements else "loose_unseen"
    how = loose if alpha.value < limit else "fair" if alpha.low < limit else "firm"
    return phrases.say(f"reliability.{how}", figures=told)
