"""What may be entered for an organisation and a person, in a form as in a list."""

from __future__ import annotations

import pytest

from diagnostic.partner_lists import Organisation, Person, check_organisation, check_person


def test_a_good_organisation_has_no_problems_and_single_spaces() -> None:
    assert check_organisation("  Haus\u00a0 der  Vereine ", "Zivilgesellschaft") == Organisation(
        name="Haus der Vereine", sector="civil_society", problems={}
    )


def test_letters_are_composed_so_that_equal_names_are_equal() -> None:
    assert check_organisation("Tra\u0308ger", "health").name == "Träger"


def test_both_fields_of_an_organisation_are_needed() -> None:
    found = check_organisation(" ", "")

    assert {field: one.text("de") for field, one in found.problems.items()} == {
        "organisation": "Der Name der Organisation fehlt. Tragen Sie ihn ein.",
        "sector": "Der Bereich fehlt. Wählen Sie einen aus.",
    }


def test_a_sector_that_is_not_known_is_told_at_its_field() -> None:
    found = check_organisation("Haus", "Gesundhiet")

    assert found.sector is None
    assert {field: one.code for field, one in found.problems.items()} == {"sector": "partner_sector_unknown_near"}
    assert found.problems["sector"].values["near"] == "Gesundheit"


@pytest.mark.parametrize(("length", "fields"), [(200, set()), (201, {"organisation"})])
def test_a_name_has_at_most_200_characters(length: int, fields: set[str]) -> None:
    assert set(check_organisation("x" * length, "other").problems) == fields


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a\x00b", "partner_character"),
        ("a\x1b[2Jb", "partner_character"),
        ("a\u202eb", "partner_character"),
        ("a\ufffdb", "partner_character"),
        ("a\tb", "partner_character"),
        ("a\nb", "partner_line_break"),
        ("#REF!", "partner_cell_fault"),
        ("#NV", "partner_cell_fault"),
    ],
)
def test_a_name_is_a_line_that_a_person_could_have_typed(name: str, code: str) -> None:
    found = check_organisation(name, "other")

    assert {field: one.code for field, one in found.problems.items()} == {"organisation": code}
    assert found.problems["organisation"].text("en").isprintable()


def test_a_person_may_leave_every_field_blank() -> None:
    assert check_person("", " ") == Person(name=None, email=None, language=None, problems={})


def test_a_person_is_kept_as_it_was_entered() -> None:
    assert check_person(" Jörg Beispiel ", " J.Beispiel@Amt.example ", "Englisch") == Person(
        name="Jörg Beispiel", email="J.Beispiel@Amt.example", language="en", problems={}
    )


@pytest.mark.parametrize(
    "address",
    [
        "a@b.de",
        "erika.beispiel+runde@sub.amt-nord.example",
        "o'neil@b.example",
        "a@xn--mller-kva.example",
        "a@b.xn--p1ai",
        f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 57}.de",
    ],
)
def test_an_address_is_accepted(address: str) -> None:
    assert check_person("", address) == Person(name=None, email=address, language=None, problems={})


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("erika", "partner_email_unfit"),
        ("erika@amt", "partner_email_unfit"),
        ("@amt.example", "partner_email_unfit"),
        ("a@@b.de", "partner_email_unfit"),
        ("a@b.de, c@d.de", "partner_email_unfit"),
        ("Erika <a@b.de>", "partner_email_unfit"),
        ("mailto:a@b.de", "partner_email_unfit"),
        (".a@b.de", "partner_email_unfit"),
        ("a@-b.de", "partner_email_unfit"),
        ("a@b..de", "partner_email_unfit"),
        ("a@127.0.0.1", "partner_email_unfit"),
        (f"{'a' * 65}@b.de", "partner_email_unfit"),
        ("jörg@amt.example", "partner_email_letters"),
        ("a@müller.example", "partner_email_letters"),
        ("a@b.de\nBcc: c@d.de", "partner_line_break"),
        (f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 60}.de", "partner_too_long"),
    ],
)
def test_what_is_no_address_is_told_at_its_field(address: str, code: str) -> None:
    found = check_person("", address)

    assert {field: one.code for field, one in found.problems.items()} == {"email": code}


def test_a_language_that_is_not_known_is_told_at_its_field() -> None:
    assert {field: one.code for field, one in check_person("", "", "fr").problems.items()} == {
        "language": "partner_language_unknown"
    }
