"""The questionnaires that come with the program: whole, unchanged since their release, told in every language."""

from __future__ import annotations

import pytest

from questionnaires.checking import Finding, check
from questionnaires.codebook import tie_variables, variables
from questionnaires.describing import describe
from questionnaires.loading import LIBRARY, find, library, load
from questionnaires.versions import digest, released

EVERY = pytest.mark.parametrize(("identity", "version"), library())


def errors(identity: str, version: str) -> list[Finding]:
    """Return the errors in a questionnaire of the library."""
    return [one for one in check(find(f"{identity}/{version}")) if one.severity == "error"]


def test_the_library_holds_the_forms_of_the_instrument() -> None:
    assert {"kurzcheck", "vollanalyse"} <= {identity for identity, _ in library()}


@EVERY
def test_a_questionnaire_lies_in_the_folder_of_its_id_and_version(identity: str, version: str) -> None:
    questionnaire = load(LIBRARY / identity / version)

    assert (questionnaire.id, questionnaire.version) == (identity, version)
    assert errors(identity, version) == []


def test_every_version_is_released_and_none_has_changed_since() -> None:
    assert released() == {
        f"{identity}/{version}": digest(find(f"{identity}/{version}")) for identity, version in library()
    }


@EVERY
def test_a_questionnaire_is_told_and_has_a_codebook_in_each_language(identity: str, version: str) -> None:
    questionnaire = find(f"{identity}/{version}")

    for language in questionnaire.languages:
        told = describe(questionnaire, language)
        assert [one.id for one in questionnaire.statements if f"{one.id} · " not in told] == []
    for variable in (*variables(questionnaire), *tie_variables(questionnaire)):
        assert set(variable.labels) == set(variable.texts) == set(questionnaire.languages)
