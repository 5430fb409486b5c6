"""From a Diagnosis to a ReportView: everything a reader sees is finished here."""

from __future__ import annotations

from questionnaires.model import Questionnaire
from reports.catalogue import load_catalogue
from reports.charts.strip import scale_head
from reports.material import Material, Occasion
from reports.phrasing import Phrases
from reports.recommending import recommend
from reports.sections.barrier import barrier_page
from reports.sections.conditions import conditions_section
from reports.sections.cover import cover_page
from reports.sections.method import method_section
from reports.sections.sectors import sector_section
from reports.sections.steps import steps_section
from reports.view import Chrome, ContentsEntry, Language, ReportView
from scoring.diagnosis import Diagnosis
from scoring.thresholds import thresholds


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
    language : {"de", "en"}
        A language of the questionnaire.
    occasion : Occasion, optional
        Name of the initiative and days of the survey.

    Returns
    -------
    ReportView
        Finished; the same input gives the same view.

    Raises
    ------
    ValueError
        If the questionnaire is not the one that was answered, or does not speak the language.
    """
    _refuse(diagnosis, questionnaire, language)
    phrases = Phrases(language, questionnaire)
    catalogue = load_catalogue()
    material = Material(
        diagnosis=diagnosis,
        questionnaire=questionnaire,
        phrases=phrases,
        catalogue=catalogue,
        recommendations=recommend(diagnosis, catalogue),
        occasion=occasion or Occasion(),
    )
    barriers = tuple(barrier_page(advice, material) for advice in material.recommendations)
    conditions, sectors, steps = conditions_section(material), sector_section(material), steps_section(material)
    method = method_section(material)
    contents = [ContentsEntry(anchor=page.anchor, text=page.kicker) for page in barriers]
    for name, section in (("way", conditions), ("sectors", sectors), ("steps", steps), ("method", method)):
        if section is not None:
            contents.append(ContentsEntry(anchor=name, text=section.title))
    return ReportView(
        language=language,
        title=phrases.say("chrome.title"),
        subtitle=_subtitle(material),
        chrome=_chrome(material),
        contents=tuple(contents),
        cover=cover_page(material),
        barriers=barriers,
        conditions=conditions,
        sectors=sectors,
        steps=steps,
        method=method,
    )


def _refuse(diagnosis: Diagnosis, questionnaire: Questionnaire, language: Language) -> None:
    asked, given = diagnosis.instrument, (questionnaire.id, questionnaire.version)
    if (asked.id, asked.version) != given:
        message = f"the diagnosis is of {asked.id}/{asked.version}, the questionnaire is {given[0]}/{given[1]}"
        raise ValueError(message)
    if language not in questionnaire.languages:
        message = f"{questionnaire.id} speaks {', '.join(questionnaire.languages)}, not {language}"
        raise ValueError(message)


def _subtitle(material: Material) -> str:
    title = material.occasion.title or material.phrases.texts.title
    return material.phrases.say("chrome.simulated_suffix", title=title) if material.diagnosis.simulated else title


def _chrome(material: Material) -> Chrome:
    phrases, simulated = material.phrases, material.diagnosis.simulated
    part = material.diagnosis.participation
    limits = thresholds()
    known = {} if part.invited is None else {"invited": part.invited}
    return Chrome(
        product=phrases.say("chrome.product"),
        running_head=phrases.say("chrome.running_head_simulated" if simulated else "chrome.running_head"),
        footer=phrases.say(
            "participation.short_known" if known else "participation.short_unknown", n=part.organisations, **known
        ),
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
    )
