"""The only conductor of an analysis: from the rows of a closed round to its diagnosis and its report."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from functools import partial

import msgspec

from diagnostic.domain.caller import Caller
from diagnostic.domain.days import day_of
from diagnostic.domain.portfolio import row_of
from diagnostic.domain.waves import target
from diagnostic.services.conducting import Clock, conduct
from diagnostic.services.materials import Material, beside, checked, read
from diagnostic.services.reports import NETWORK
from diagnostic.store import audit, diagnoses, tasks, waves
from diagnostic.store.database import Database
from diagnostic.store.diagnoses import KeptDiagnosis, KeptDocument
from diagnostic.store.tasks import TaskRow
from reports.building import build_report
from reports.export.network import network_files
from reports.languages import LANGUAGES, Language
from reports.material import Occasion
from reports.pdf import PdfUnavailableError, render_pdf
from reports.rendering import render_html
from reports.view import ReportView
from scoring import diagnose, to_json
from scoring.diagnosis import Diagnosis

LOG = logging.getLogger("diagnostic.analysis")

STEPS = ("reading", "scoring", "writing", "printing")

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


async def analyse(database: Database, task: str, lease: str, clock: Clock, *, printing: bool = True) -> None:
    """Analyse a closed round under a lease, and keep what comes out; without the lease nothing is written.

    Parameters
    ----------
    printing : bool
        Whether the report is set on paper too, which takes most of the time.

    Raises
    ------
    Unavailable
        The database does not answer: the task can be tried again.
    """
    await conduct(database, task, lease, clock, partial(_analyse, printing=printing))


async def _analyse(database: Database, task: TaskRow, lease: str, clock: Clock, *, printing: bool) -> None:
    async def reach(step: str) -> None:
        async with database.writing() as db:
            done = STEPS.index(step)
            await tasks.tell(db, task.id, lease, clock(), step=step, done=done, total=len(STEPS))

    await reach("reading")
    material = await read(database, task.subject)
    await reach("scoring")
    diagnosis = diagnosed(material)
    await reach("writing")
    views = [_view(material, diagnosis, language) for language in LANGUAGES]
    documents = [*(_html(view) for view in views), *_network(material, diagnosis)]
    if printing:
        await reach("printing")
        documents += _printed(views)
    kept = KeptDiagnosis(
        document=to_json(diagnosis).decode(),
        method=diagnosis.method_version,
        input_digest=material.input_digest,
        row=msgspec.to_builtins(row_of(diagnosis)),
    )
    async with database.writing() as db:
        row = await waves.locked(db, task.subject)
        if row is None or target(row.state, "analyse") is None or not await tasks.finish(db, task.id, lease, clock()):
            return
        await diagnoses.keep(db, row.id, clock(), kept, documents)
        await waves.change(db, row.id, state="analysed", analysed_at=clock())
        detail = {"wave": row.id}
        await audit.record(db, Caller(now=clock()), "wave_analysed", initiative=row.initiative_id, detail=detail)


def diagnosed(material: Material) -> Diagnosis:
    """Return what the answers say, by the rules of the round."""
    wave = material.wave
    return diagnose(
        checked(material),
        material.questionnaire,
        grouping=wave.grouping,
        minimum=wave.minimum,
        strict=wave.strict,
        beside=beside(material),
    )


def _view(material: Material, diagnosis: Diagnosis, language: Language) -> ReportView:
    wave, initiative = material.wave, material.initiative
    opened, closed = wave.opened_at, wave.closed_at
    founded = initiative.founded
    occasion = Occasion(
        title=initiative.name,
        fielded=None if opened is None or closed is None else (day_of(opened), day_of(closed)),
        mode=wave.mode,
        theme=initiative.theme,
        region=initiative.region,
        names=material.names,
        age_years=None if founded is None or closed is None else max(0, day_of(closed).year - founded),
    )
    return build_report(diagnosis, material.questionnaire, language=language, occasion=occasion)


def _html(view: ReportView) -> KeptDocument:
    text = render_html(view)
    hashes = [hashlib.sha256(style.encode()).digest() for style in _STYLE.findall(text)]
    style = " ".join(f"'sha256-{base64.b64encode(one).decode()}'" for one in hashes)
    return KeptDocument(language=view.language, format="html", content=text.encode(), style=style)


def _network(material: Material, diagnosis: Diagnosis) -> list[KeptDocument]:
    """Return the files of the network; none where no tie may be shown by name."""
    files = network_files(diagnosis, names=material.names)
    return [KeptDocument(language="", format=NETWORK[name], content=content) for name, content in files.items()]


def _printed(views: list[ReportView]) -> list[KeptDocument]:
    """Return the reports on paper; none where this computer cannot draw them, which the page then says."""
    try:
        return [KeptDocument(language=view.language, format="pdf", content=render_pdf(view).content) for view in views]
    except PdfUnavailableError:
        LOG.warning("no PDF: system libraries are missing")
        return []
