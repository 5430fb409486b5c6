"""From a Diagnosis to a ReportView: everything a reader sees is finished here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from questionnaires.model import Questionnaire
from questionnaires.versions import digest
from reports.catalogue import load_catalogue
from reports.charts.strip import scale_head
from reports.languages import LANGUAGES, Language
from reports.material import Material, Occasion
from reports.phrasing import Phrases
from reports.recommending import recommend
from reports.sections.barrier import barrier_page
from reports.sections.change import change_section
from reports.sections.conditions import conditions_section
from reports.sections.cover import cover_page
from reports.sections.dissent import dissent_section
from reports.sections.form import form_section
from reports.sections.method import method_section
from reports.sections.motives import motives_section
from reports.sections.network import network_section
from reports.sections.sectors import sector_section
from reports.sections.steps import steps_section
from reports.sections.viewpoints import viewpoints_section
from reports.sections.yields import yields_section
from reports.view import Chrome, ContentsEntry, ReportView
from scoring.diagnosis import Diagnosis
from scoring.pipeline import METHOD_VERSION
from scoring.thresholds import thresholds

_HEAD = 60
"""Letters that fit the head of a page beside the name of its chapter."""


def build_report(
    diagnosis: Diagnosis,
    questionnaire: Questionnaire,
    *,
    language: Language = "de",
    occasion: Occasion | None = None,
) -> ReportView:
    """Put a diagnosis into words.

    Parameters
    ----------
    diagnosis : Diagnosis
        What is true, in published forms.
    questionnaire : Questionnaire
        The questionnaire that was answered, in the version that the diagnosis names.
    language : str
        A language of reports and of the questionnaire, for example ``de``.
    occasion : Occasion, optional
        Name of the initiative, days of the survey, what was promised, what the initiative is about, and the names of
        organisations of which ties may be shown.

    Returns
    -------
    ReportView
        Finished; the same input gives the same view.

    Raises
    ------
    ValueError
        If the diagnosis was made by another method than this version's, the questionnaire is not the one that was
        answered, one of them does not speak the language, or the occasion contradicts the diagnosis or itself.
    """
    _refuse(diagnosis, questionnaire, language)
    _refuse_occasion(diagnosis, occasion or Occasion())
    material = _material(diagnosis, questionnaire, language, occasion or Occasion())
    view = ReportView(
        language=language,
        title=_title(material),
        subtitle=_subtitle(material),
        running_title=_subtitle(material, _HEAD),
        chrome=_chrome(material),
        contents=(),
        cover=cover_page(material),
        change=change_section(material),
        barriers=tuple(barrier_page(advice, material) for advice in material.recommendations),
        dissent=dissent_section(material),
        sectors=sector_section(material),
        viewpoints=viewpoints_section(material),
        network=network_section(material),
        conditions=conditions_section(material),
        form=form_section(material),
        motives=motives_section(material),
        yields=yields_section(material),
        steps=steps_section(material),
        method=method_section(material),
    )
    return replace(view, contents=tuple(_contents(view)))


def _material(diagnosis: Diagnosis, questionnaire: Questionnaire, language: Language, occasion: Occasion) -> Material:
    catalogue = load_catalogue()
    return Material(
        diagnosis=diagnosis,
        questionnaire=questionnaire,
        phrases=Phrases(language, questionnaire, diagnosis.participation.unit),
        catalogue=catalogue,
        recommendations=recommend(diagnosis, catalogue),
        occasion=occasion,
    )


def _contents(view: ReportView) -> Iterator[ContentsEntry]:
    """Yield a line for every part that is there, in the order of the report; the hurdles have a page each."""
    if view.change is not None:
        yield ContentsEntry(anchor="change", text=view.change.title)
    yield from (ContentsEntry(anchor=page.anchor, text=page.kicker) for page in view.barriers)
    parts = {
        "dissent": view.dissent,
        "sectors": view.sectors,
        "viewpoints": view.viewpoints,
        "network": view.network,
        "way": view.conditions,
        "form": view.form,
        "motives": view.motives,
        "yields": view.yields,
        "steps": view.steps,
        "method": view.method,
    }
    yield from (ContentsEntry(anchor=name, text=part.title) for name, part in parts.items() if part is not None)


def _refuse(diagnosis: Diagnosis, questionnaire: Questionnaire, language: Language) -> None:
    asked, name = diagnosis.instrument, f"{questionnaire.id}/{questionnaire.version}"
    if diagnosis.method_version != METHOD_VERSION:
        message = f"the diagnosis was made by method {diagnosis.method_version}, not by {METHOD_VERSION}"
        raise ValueError(message)
    if (asked.id, asked.version) != (questionnaire.id, questionnaire.version):
        message = f"the diagnosis is of {asked.id}/{asked.version}, the questionnaire is {name}"
        raise ValueError(message)
    if asked.digest != digest(questionnaire):
        message = f"{name} has changed since it was answered: its digest is not the one that the diagnosis names"
        raise ValueError(message)
    for speaker, spoken in (("reports", LANGUAGES), (questionnaire.id, questionnaire.languages)):
        if language not in spoken:
            message = f"{speaker}: written in {', '.join(spoken)}, not in {language}"
            raise ValueError(message)


def _refuse_occasion(diagnosis: Diagnosis, occasion: Occasion) -> None:
    unit, mode = diagnosis.participation.unit, occasion.mode
    if mode is not None and (mode == "anonymous") != (unit == "response"):
        message = f"the survey was {mode}, but the diagnosis counts each {unit}"
        raise ValueError(message)
    if occasion.age_years is not None and occasion.age_years < 0:
        message = f"an initiative cannot be {occasion.age_years} years old"
        raise ValueError(message)


def _title(material: Material) -> str:
    return material.phrases.say("chrome.title" if material.ours else "chrome.title_foreign")


def _subtitle(material: Material, room: int | None = None) -> str:
    """Return what the report is about, shortened to a room; that data are simulated is never cut away."""
    phrases = material.phrases
    title = material.occasion.title or phrases.texts.title
    suffix = phrases.say("chrome.simulated_suffix") if material.diagnosis.simulated else ""
    if room is not None:
        title = phrases.shortened(title, room - len(suffix))
    return f"{title}{suffix}"


def _chrome(material: Material) -> Chrome:
    phrases, simulated = material.phrases, material.diagnosis.simulated
    limits = thresholds()
    return Chrome(
        product=phrases.say("chrome.product"),
        running_head=phrases.say("chrome.running_head_simulated" if simulated else "chrome.running_head"),
        footer=phrases.say("participation.footer", participation=phrases.participation(material.diagnosis)),
        contents_label=phrases.say("chrome.contents"),
        simulated=phrases.say("chrome.simulated") if simulated else None,
        value=phrases.say("chrome.value"),
        state=phrases.say("chrome.state"),
        statement=phrases.say("chrome.statement"),
        count=phrases.say("chrome.count"),
        scale_head=scale_head(
            [phrases.say(f"bands.{band}") for band in ("low", "middle", "high")],
            [limits.band_borderline_from.value, limits.band_strong_from.value],
        ),
        skip=phrases.say("chrome.skip"),
        to_method=phrases.say("chrome.to_method"),
    )
