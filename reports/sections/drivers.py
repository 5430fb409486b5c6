"""What moves together with the added value that partners see; never what causes it."""

from __future__ import annotations

from reports.amounts import per_cent
from reports.charts.extent import axis_end, extent_head, extent_plot
from reports.material import Material
from reports.naming import scale_name, short_name
from reports.parts import DriverRow, DriversBlock
from scoring.patterns import Driver, DriversResult
from scoring.thresholds import thresholds

_COLUMNS = ("drivers.share", "drivers.range", "drivers.first")


def drivers_block(material: Material) -> DriversBlock | None:
    """Build the block; None where it was not asked, and a line with the reason where it is not told."""
    found, phrases = material.diagnosis.drivers, material.phrases
    if found.refused == "not_asked":
        return None
    told = found.refused is None and bool(found.drivers)
    end = axis_end(max((driver.share.high for driver in found.drivers), default=0.0))
    first = "sectors.row_heading" if material.measures_barriers else "sectors.row_heading_scales"
    return DriversBlock(
        heading=phrases.say("drivers.heading"),
        sentences=_sentences(found, material)
        if told
        else (phrases.say(f"drivers.refused_{found.refused or 'no_structure'}"),),
        columns=tuple(phrases.say(column) for column in (first, *_COLUMNS)),
        scale_head=extent_head(end, lambda share: per_cent(share, phrases)),
        rows=tuple(_row(driver, end, material) for driver in found.drivers) if told else (),
        notes=(phrases.say("drivers.note_share"), phrases.say("drivers.note_first")) if told else (),
    )


def _sentences(found: DriversResult, material: Material) -> tuple[str, ...]:
    phrases = material.phrases
    first = max(found.drivers, key=lambda driver: driver.first)
    if first.first >= thresholds().driver_leads_from.value:
        sentence = phrases.say("drivers.leading", name=scale_name(first.id, material))
    else:
        sentence = phrases.say("drivers.shared")
    sentences = [f"{sentence} {phrases.say('drivers.together')}"]
    if found.explained is not None:
        whole = found.explained
        parts = {name: per_cent(getattr(whole, name), phrases) for name in ("value", "low", "high")}
        sentences.append(phrases.say("drivers.explained", n=whole.n, **parts))
    return tuple(sentences)


def _row(driver: Driver, end: float, material: Material) -> DriverRow:
    phrases, name = material.phrases, short_name(driver.id, material)
    share, low, high = (per_cent(part, phrases) for part in (driver.share.value, driver.share.low, driver.share.high))
    return DriverRow(
        name=name,
        plot=extent_plot(driver.share, end, phrases.say("drivers.plot", name=name, share=share, low=low, high=high)),
        share=share,
        range=phrases.say("amount.range", low=low, high=high),
        first=per_cent(driver.first, phrases),
    )
