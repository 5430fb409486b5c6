"""The words of two versions of a questionnaire: which have changed, and whether they are part of a question."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.differences import Difference, Verdict
from questionnaires.findings import problem
from questionnaires.model import Questionnaire, Texts

_Worded = dict[str, tuple[str, Verdict]]


def of_texts(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Yield every text, in a language of both, that belongs to something in both and reads differently.

    A spelling mistake cannot be told from another meaning: a changed statement, question or label is comparable,
    never harmless. So is the frame, which says what to think of while answering.
    """
    for language, texts in new.texts.items():
        if language not in old.texts:
            continue
        before = _worded(old.texts[language])
        for key, (text, verdict) in _worded(texts).items():
            if key in before and before[key][0] != text:
                told = problem("diff_text", f"texts.{language}: {key}", old=before[key][0], new=text)
                yield Difference(verdict=verdict, problem=told)


def labels_differ(old: Questionnaire, new: Questionnaire, before: str, now: str) -> bool:
    """Return whether two sets of choices are labelled differently in any language of both versions."""
    both = old.texts.keys() & new.texts.keys()
    return any(old.texts[one].choices[before] != new.texts[one].choices[now] for one in both)


def _worded(texts: Texts) -> _Worded:
    """Return every text of a language by its key, with what a change of it means."""
    found: _Worded = {
        "title": (texts.title, "harmless"),
        "introduction": (texts.introduction, "harmless"),
        "frame": (texts.frame, "comparable"),
    }
    for name, labels in texts.choices.items():
        found |= {f"choices.{name}.{code}": (label, "comparable") for code, label in labels.items()}
    found |= {f"scales.{name}": (text, "harmless") for name, text in texts.scales.items()}
    for name, page in texts.pages.items():
        found[f"pages.{name}.title"] = (page.title, "harmless")
        found[f"pages.{name}.introduction"] = (page.introduction, "harmless")
    found |= {f"statements.{name}": (text, "comparable") for name, text in texts.statements.items()}
    for name, question in texts.questions.items():
        found[f"questions.{name}.text"] = (question.text, "comparable")
        found[f"questions.{name}.hint"] = (question.hint, "harmless")
    for name, roster in texts.rosters.items():
        found[f"rosters.{name}.text"] = (roster.text, "comparable")
        found[f"rosters.{name}.hint"] = (roster.hint, "harmless")
        found |= {f"rosters.{name}.parts.{part}": (text, "comparable") for part, text in roster.parts.items()}
        for part, page in roster.pages.items():
            found[f"rosters.{name}.pages.{part}.title"] = (page.title, "harmless")
            found[f"rosters.{name}.pages.{part}.introduction"] = (page.introduction, "harmless")
    return found
