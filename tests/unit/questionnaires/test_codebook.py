"""Every column of the files of answers and ties, with codes and words."""

from __future__ import annotations

from questionnaires.codebook import Variable, as_rows, tie_variables, variables
from questionnaires.loading import parse
from questionnaires.model import Questionnaire
from tests.unit.questionnaires.samples import MAIN, changed, contents, sample

NONE_DE = {"99": "keine Antwort", "-1": "nicht gezeigt"}
NONE_EN = {"99": "no answer", "-1": "not shown"}
AGREE_DE = {"1": "nein", "2": "teils", "3": "ja", "98": "kann ich nicht beurteilen", **NONE_DE}
AGREE_EN = {"1": "no", "2": "partly", "3": "yes", "98": "cannot judge", **NONE_EN}


def named(name: str, questionnaire: Questionnaire) -> Variable:
    """Return the column of a name, of answers or of ties."""
    both = (*variables(questionnaire), *tie_variables(questionnaire))
    return next(one for one in both if one.name == name)


def test_columns_come_in_the_order_in_which_they_are_asked() -> None:
    names = [(one.name, one.kind) for one in variables(sample())]

    assert names == [
        ("silos_01", "statement"),
        ("silos_02", "statement"),
        ("reach_01", "statement"),
        ("reach_02", "statement"),
        ("sector", "single"),
        ("meeting_01", "multiple"),
        ("meeting_02", "multiple"),
        ("partners", "number"),
    ]


def test_rosters_have_columns_in_a_file_of_their_own() -> None:
    assert [(one.name, one.roster) for one in tie_variables(sample())] == [("known", "ties"), ("trust", "ties")]


def test_a_statement_has_its_scale_direction_and_labels() -> None:
    assert named("silos_02", sample()) == Variable(
        name="silos_02",
        kind="statement",
        source="silos_02",
        page="across",
        codes=(1, 2, 3),
        missing=(98, 99, -1),
        scale="silos",
        reversed=True,
        texts={"de": "Jede Abteilung bleibt allein.", "en": "Everyone keeps to themselves."},
        labels={"de": AGREE_DE, "en": AGREE_EN},
    )


def test_an_option_of_a_multiple_choice_is_chosen_or_not() -> None:
    assert named("meeting_02", sample()) == Variable(
        name="meeting_02",
        kind="multiple",
        source="meeting",
        page="more",
        codes=(1, 0),
        missing=(99, -1),
        option=2,
        texts={"de": "Wann sind die Treffen?: Freitag", "en": "When do you meet?: Friday"},
        labels={
            "de": {"1": "ausgewählt", "0": "nicht ausgewählt", **NONE_DE},
            "en": {"1": "chosen", "0": "not chosen", **NONE_EN},
        },
    )


def test_dont_know_is_a_code_of_each_option_where_it_is_offered() -> None:
    main = changed(MAIN, ('kind = "multiple"\n  choices = "days"', 'kind = "multiple"\n  choices = "agree"'))
    questionnaire, _ = parse(contents(main=main))
    assert questionnaire is not None

    option = named("meeting_03", questionnaire)

    assert option.missing == (98, 99, -1)
    assert option.labels["en"] == {"1": "chosen", "0": "not chosen", "98": "cannot judge", **NONE_EN}


def test_words_as_codes_are_the_options_names() -> None:
    main = changed(MAIN, ('kind = "multiple"\n  choices = "days"', 'kind = "multiple"\n  choices = "sector"'))
    questionnaire, _ = parse(contents(main=main))
    assert questionnaire is not None

    assert [one.name for one in variables(questionnaire) if one.kind == "multiple"] == [
        "meeting_administration",
        "meeting_education",
    ]


def test_a_number_allows_its_range_and_the_codes_for_no_answer() -> None:
    partners = named("partners", sample())

    assert [value for value in (-2, -1, 0, 50, 51, 98, 99, "0") if partners.allows(value)] == [-1, 0, 50, 99]


def test_a_code_for_no_answer_within_the_range_is_a_number() -> None:
    questionnaire, _ = parse(contents(main=changed(MAIN, ("highest = 50", "highest = 500"))))
    assert questionnaire is not None

    partners = named("partners", questionnaire)

    assert (partners.missing, partners.labels["en"], partners.allows(99)) == ((-1,), {"-1": "not shown"}, True)


def test_a_single_answer_allows_its_words_and_the_codes_for_no_answer() -> None:
    sector = named("sector", sample())

    assert [value for value in ("education", "health", 98, 99, -1, 0) if sector.allows(value)] == ["education", 99, -1]


def test_rows_say_everything_in_all_languages() -> None:
    rows = {(str(row["file"]), str(row["name"])): row for row in as_rows(sample())}

    assert [name for file, name in rows if file == "ties"] == ["from", "to", "known", "trust"]
    assert rows["answers", "reach_01"] == {
        "file": "answers",
        "name": "reach_01",
        "kind": "statement",
        "page": "more",
        "scale": "reach",
        "reversed": 0,
        "aspect": "importance",
        "lowest": "",
        "highest": "",
        "text_de": "Mehr Menschen erreichen",
        "codes_de": "1 = nein | 2 = teils | 3 = ja | 98 = kann ich nicht beurteilen | 99 = keine Antwort"
        " | -1 = nicht gezeigt",
        "text_en": "Reaching more people",
        "codes_en": "1 = no | 2 = partly | 3 = yes | 98 = cannot judge | 99 = no answer | -1 = not shown",
    }


def test_rows_begin_with_the_columns_that_say_whose_answers_they_are() -> None:
    first, second, *_ = as_rows(sample())

    assert [(row["name"], row["kind"], row["text_en"], row["codes_en"]) for row in (first, second)] == [
        ("respondent", "identifier", "Identifier of the respondent", ""),
        ("organisation", "identifier", "Partner organisation that the answers are for", ""),
    ]
