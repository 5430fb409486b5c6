"""The labels of codes: each set of choices is worded once, however many columns share it."""

from __future__ import annotations

from collections.abc import Mapping

from questionnaires.model import NO_ANSWER, NOT_SHOWN, Choices, Questionnaire
from questionnaires.wording import words

NONE = {NO_ANSWER: "no_answer", NOT_SHOWN: "not_shown"}
"""Codes that are no answer to any question, and the key of their label."""

ByLanguage = Mapping[str, Mapping[str, str]]


def missing_codes(choices: Choices) -> tuple[int, ...]:
    """Return the codes that are no answer: don't know where it is offered, no answer, not shown."""
    return tuple(NONE) if choices.dont_know is None else (choices.dont_know, *NONE)


class Labels:
    """The labels of a questionnaire's codes, by language and by the code as text.

    What is returned for one set of choices is one and the same mapping each time.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Remember the questionnaire; each set of choices is worded when it is first asked for."""
        self._questionnaire = questionnaire
        self._answers: dict[str, ByLanguage] = {}
        self._options: dict[str, ByLanguage] = {}

    def of_answers(self, name: str) -> ByLanguage:
        """Return the label of every answer of a set of choices, then of the missing codes."""
        if name not in self._answers:
            codes = self._questionnaire.choices[name].codes
            self._answers[name] = {
                language: {
                    **{str(code): texts.choices[name][str(code)] for code in codes},
                    **self._of_missing(name, language),
                }
                for language, texts in self._questionnaire.texts.items()
            }
        return self._answers[name]

    def of_option(self, name: str) -> ByLanguage:
        """Return the labels of a column that says whether one answer of a set was chosen, then of the missing codes."""
        if name not in self._options:
            self._options[name] = {
                language: {
                    "1": words(language)["chosen"],
                    "0": words(language)["not_chosen"],
                    **self._of_missing(name, language),
                }
                for language in self._questionnaire.texts
            }
        return self._options[name]

    def of_number(self, missing: tuple[int, ...]) -> ByLanguage:
        """Return the label of each missing code of a number."""
        return {
            language: {str(code): words(language)[NONE[code]] for code in missing}
            for language in self._questionnaire.texts
        }

    def _of_missing(self, name: str, language: str) -> dict[str, str]:
        code = self._questionnaire.choices[name].dont_know
        own = {} if code is None else {str(code): self._questionnaire.texts[language].choices[name][str(code)]}
        return own | {str(none): words(language)[word] for none, word in NONE.items()}
