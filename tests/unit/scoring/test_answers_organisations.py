"""Which organisations were invited and which sector each belongs to, from the list and from the answers."""

from __future__ import annotations

import pandas as pd
import pytest

from questionnaires.problems import InputError
from scoring.answers import Answers, Files, check_answers, require_sectors
from tests.unit.scoring.samples import SAMPLE, answers


def listed(*rows: tuple[str | None, str | None]) -> pd.DataFrame:
    """Return a list of invited organisations."""
    return pd.DataFrame(list(rows), columns=["organisation", "sector"])


def checked(
    frame: pd.DataFrame,
    organisations: pd.DataFrame | None = None,
    invited: int | None = None,
    ignore: tuple[str, ...] = (),
) -> Answers:
    """Return answers and list, checked against each other."""
    files = Files(organisations="list.csv")
    return check_answers(frame, SAMPLE, organisations=organisations, invited=invited, ignore=ignore, files=files)


def refusal(frame: pd.DataFrame, organisations: pd.DataFrame | None = None, invited: int | None = None) -> list[str]:
    """Return why answers and list are refused, in English."""
    with pytest.raises(InputError) as caught:
        checked(frame, organisations, invited)
    return [problem.text("en") for problem in caught.value.problems]


def sectors(found: Answers) -> list[tuple[str, str | None]]:
    """Return organisations with their sectors, None where it is missing."""
    return [
        (name, None if pd.isna(sector) else sector)
        for name, sector in found.organisations.itertuples(index=False, name=None)
    ]


def test_without_a_list_the_organisations_are_those_that_answered() -> None:
    found = checked(answers(sector=["", "education", "health"]))

    assert sectors(found) == [("Nord", "health"), ("Süd", "education")]
    assert found.invited is None
    assert list(found.responses) == ["respondent", "organisation", "trust_01", "goals_01"]


def test_without_any_sector_all_are_missing() -> None:
    assert sectors(checked(answers())) == [("Nord", None), ("Süd", None)]


def test_a_sector_that_was_not_answered_is_missing() -> None:
    assert sectors(checked(answers(sector=["99", "-1", "98"]))) == [("Nord", None), ("Süd", None)]


def test_a_list_tells_who_was_invited_and_its_order_does_not_matter() -> None:
    invited = listed(("West", "other"), ("Süd", None), ("Nord", "health"))

    found, again = checked(answers(), invited), checked(answers(), invited[::-1], invited=3)

    assert sectors(found) == [("Nord", "health"), ("Süd", None), ("West", "other")]
    assert found.invited == again.invited == 3
    pd.testing.assert_frame_equal(found.organisations, again.organisations)


def test_answers_complete_the_sectors_of_the_list() -> None:
    found = checked(answers(sector=["health", "education", ""]), listed(("Nord", "health"), ("Süd", None)))

    assert sectors(found) == [("Nord", "health"), ("Süd", "education")]


def test_a_list_of_names_alone_is_enough() -> None:
    found = checked(answers(), listed(("Nord", None), ("Süd", None))[["organisation"]])

    assert (sectors(found), found.invited) == ([("Nord", None), ("Süd", None)], 2)


def test_a_number_of_invited_organisations_is_enough() -> None:
    assert checked(answers(), invited=2).invited == 2


def test_two_sectors_for_one_organisation_are_refused_with_both_rows() -> None:
    assert refusal(answers(sector=["health", "other", "education"])) == [
        (
            "answers.csv, rows 0 and 2, column “sector”: “Nord” is given as health and as education. "
            "Enter the same sector in both rows."
        )
    ]


def test_a_sector_that_contradicts_the_list_is_refused() -> None:
    assert refusal(answers(sector=["other", "", "health"]), listed(("Nord", "health"), ("Süd", None))) == [
        "answers.csv, row 0, column “sector”: “Nord” is given as other, but list.csv says health. Correct one of them."
    ]


def test_an_unknown_sector_is_refused_in_either_table() -> None:
    allowed = "Allowed: administration, civil_society, education, health, business, other or an empty cell."

    assert refusal(answers(sector=["Health", "", ""]), listed(("Nord", "Verein"), ("Süd", None))) == [
        f"list.csv, row 0, column “sector”: “Verein” is not a sector. {allowed}",
        f"answers.csv, row 0, column “sector”: “Health” is not a sector. {allowed}",
    ]


def test_an_organisation_that_is_not_on_the_list_is_refused_with_what_may_be_meant() -> None:
    frame = answers(organisation=["Nord", "Nordd", "Post"])

    assert refusal(frame, listed(("Nord", None), ("Bahnhof", None))) == [
        (
            "answers.csv, row 1, column “organisation”: “Nordd” is not in list.csv. Is “Nord” meant? "
            "Write it as it is written there, or add it there."
        ),
        (
            "answers.csv, row 2, column “organisation”: “Post” is not in list.csv. "
            "Write it as it is written there, or add it there."
        ),
    ]


def test_names_on_the_list_must_be_there_and_be_there_once() -> None:
    assert refusal(answers(), listed(("Nord", None), ("Süd", None), ("", None), ("Nord ", None))) == [
        "list.csv, row 2, column “organisation”: the cell is empty. Enter a name or a number.",
        "list.csv, rows 0 and 3, column “organisation”: “Nord” is listed twice. Delete one of the rows.",
    ]


def test_a_list_has_no_other_columns_unless_they_are_to_be_ignored() -> None:
    invited = listed(("Nord", None), ("Süd", None)).assign(Sektor="", Telefon="")

    assert refusal(answers(), invited.drop(columns="sector")) == [
        (
            "list.csv: the column “Sektor” does not belong in the list of organisations. Is “sector” meant? "
            "Rename it, delete it, or name it as a column to ignore."
        ),
        (
            "list.csv: the column “Telefon” does not belong in the list of organisations. "
            "Delete it, or name it as a column to ignore."
        ),
    ]
    assert checked(answers(), invited, ignore=("Telefon", "Sektor")).invited == 2


def test_a_list_without_names_or_rows_is_refused() -> None:
    assert refusal(answers(), pd.DataFrame({"sector": []})) == [
        "list.csv: there are no rows. At least one is needed.",
        "list.csv: the column “organisation” is missing. Add it, named exactly like this.",
    ]


@pytest.mark.parametrize(
    ("invited", "told"),
    [
        (0, "answers.csv: the number of invited organisations is given as 0. It must be 1 or larger."),
        (-3, "answers.csv: the number of invited organisations is given as -3. It must be 1 or larger."),
        (1, "answers.csv: the number of invited organisations is given as 1, but 2 answered. Correct the number."),
    ],
)
def test_a_number_of_invited_organisations_must_be_possible(invited: int, told: str) -> None:
    assert refusal(answers(), invited=invited) == [told]


def test_a_number_that_contradicts_the_list_is_refused() -> None:
    assert refusal(answers(), listed(("Nord", None), ("Süd", None)), invited=3) == [
        (
            "answers.csv: the number of invited organisations is given as 3, but list.csv has 2. "
            "Correct one of them, or leave the number out."
        )
    ]


def test_a_grouping_by_sector_needs_the_sector_of_every_organisation() -> None:
    found = checked(answers(), listed(("Nord", "health"), ("Süd", None), ("West\u00a0Ost", None)))

    with pytest.raises(InputError) as caught:
        require_sectors(found)
    allowed = "Allowed: administration, civil_society, education, health, business, other."
    assert [problem.text("en") for problem in caught.value.problems] == [
        "“Süd”: the sector is missing. Enter one in the list of organisations or in the answers. " + allowed,
        "“West\\xa0Ost”: the sector is missing. Enter one in the list of organisations or in the answers. " + allowed,
    ]


def test_a_grouping_by_sector_is_possible_where_all_are_known() -> None:
    require_sectors(checked(answers(sector=["health", "other", ""])))
