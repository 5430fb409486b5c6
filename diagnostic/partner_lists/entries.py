"""What may be entered for an organisation and for a person, one field at a time, in a list or in a form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

import msgspec

from diagnostic.partner_lists.model import Field, Language, problem
from diagnostic.partner_lists.words import (
    Near,
    is_fault,
    language_of,
    near_language,
    near_sector,
    sector_of,
)
from questionnaires.problems import Problem
from questionnaires.showing import shown

LONGEST_NAME = 200
LONGEST_EMAIL = 254  # RFC 5321, with its path limit of 256 less the angle brackets
LONGEST_MAILBOX = 64  # RFC 5321, what stands before the @

# Format characters belong in no name, but some scripts join their letters with these two.
_JOINERS = frozenset("\u200c\u200d")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_LINE_ENDS = frozenset("\n\r\x85\u2028\u2029")
_DAMAGED = "\ufffd"
_SPACES = re.compile(r"[^\S\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(
    rf"(?=[^@]{{1,{LONGEST_MAILBOX}}}@)[\w!#$%&'*+/=?^`{{|}}~-]+(?:\.[\w!#$%&'*+/=?^`{{|}}~-]+)*@(?:{_LABEL}\.)+"
    r"(?:[A-Za-z]{2,63}|[Xx][Nn]--[A-Za-z0-9-]{1,59})",
    re.ASCII,
)


class Organisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An organisation as it was entered.

    Parameters
    ----------
    name : str
        In composed form (NFC), with single spaces.
    sector : str, optional
        One of `questionnaires.profile.SECTORS`; None where none was told.
    problems : dict
        What is wrong, by field: ``organisation``, ``sector``. Without any the organisation can be kept.
    """

    name: str
    sector: str | None
    problems: Mapping[Field, Problem]


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A person as they were entered; None where a field was left blank.

    Parameters
    ----------
    name, email, language : str, optional
        Name and address as they were written, without spaces around them.
    problems : dict
        What is wrong, by field: ``name``, ``email``, ``language``. Without any the person can be kept.
    """

    name: str | None
    email: str | None
    language: Language | None
    problems: Mapping[Field, Problem]


class Checks:
    """Checks the fields of one form or one list, and suggests a word for its first misspelt ones."""

    def __init__(self) -> None:
        """Start with no word suggested."""
        self._near_sector = near_sector()
        self._near_language = near_language()

    def organisation(self, text: str) -> tuple[str, Problem | None]:
        """Return the name of an organisation, which must be there, and what is wrong with it."""
        name, wrong = _line(text, LONGEST_NAME)
        return name, wrong if name or wrong else problem("partner_organisation_blank")

    def sector(self, text: str) -> tuple[str | None, Problem | None]:
        """Return the id of a sector, None where it is blank, and what is wrong with it."""
        word, wrong = _line(text, LONGEST_NAME)
        found = sector_of(word)
        if not word or wrong or found:
            return found, wrong
        return None, _unknown("partner_sector_unknown", word, self._near_sector)

    def name(self, text: str) -> tuple[str | None, Problem | None]:
        """Return the name of a person, None where it is blank, and what is wrong with it."""
        name, wrong = _line(text, LONGEST_NAME)
        return name or None, wrong

    def email(self, text: str) -> tuple[str | None, Problem | None]:
        """Return an address, None where it is blank, and what is wrong with it."""
        address, wrong = _line(text, LONGEST_EMAIL)
        if not address or wrong or _ADDRESS.fullmatch(address):
            return address or None, wrong
        code = "partner_email_unfit" if address.isascii() else "partner_email_letters"
        return None, problem(code, value=shown(address))

    def language(self, text: str) -> tuple[Language | None, Problem | None]:
        """Return a language, None where it is blank, and what is wrong with it."""
        word, wrong = _line(text, LONGEST_NAME)
        found = language_of(word)
        if not word or wrong or found:
            return found, wrong
        return None, _unknown("partner_language_unknown", word, self._near_language)


def check_organisation(name: str, sector: str) -> Organisation:
    """Check what was entered for an organisation; both fields are needed.

    Parameters
    ----------
    name : str
        At most 200 characters, none of them invisible.
    sector : str
        The id of a sector, or its name in German or English.

    Returns
    -------
    Organisation
        The values made uniform, and what is wrong with them.
    """
    checks = Checks()
    clean, wrong_name = checks.organisation(name)
    found, wrong_sector = checks.sector(sector)
    if found is None and wrong_sector is None:
        wrong_sector = problem("partner_sector_blank")
    return Organisation(name=clean, sector=found, problems=_told(organisation=wrong_name, sector=wrong_sector))


def check_person(name: str, email: str, language: str = "") -> Person:
    """Check what was entered for a person; each field may be blank.

    Parameters
    ----------
    name : str
        At most 200 characters, none of them invisible.
    email : str
        An address of at most 254 characters in ASCII.
    language : str
        ``de``, ``en``, or the name of the language in German or English.

    Returns
    -------
    Person
        The values made uniform, and what is wrong with them.
    """
    checks = Checks()
    clean, wrong_name = checks.name(name)
    address, wrong_email = checks.email(email)
    spoken, wrong_language = checks.language(language)
    problems = _told(name=wrong_name, email=wrong_email, language=wrong_language)
    return Person(name=clean, email=address, language=spoken, problems=problems)


def _told(**found: Problem | None) -> dict[Field, Problem]:
    return msgspec.convert({field: one for field, one in found.items() if one is not None}, dict[Field, Problem])


def _line(text: str, longest: int) -> tuple[str, Problem | None]:
    """Return a text in composed form with single spaces, and why it is not a line that a person could have typed."""
    line = _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()
    if is_fault(line):
        return line, problem("partner_cell_fault", value=shown(line))
    if len(line) > longest:
        return line, problem("partner_too_long", value=shown(line), most=longest, length=len(line))
    for character in line:
        if character in _LINE_ENDS:
            return line, problem("partner_line_break", value=shown(line))
        if _is_unfit(character):
            return line, problem("partner_character", value=shown(line), character=f"U+{ord(character):04X}")
    return line, None


def _is_unfit(character: str) -> bool:
    if character in _JOINERS:
        return False
    return character == _DAMAGED or unicodedata.category(character) in _UNSEEN


def _unknown(code: str, word: str, near: Near) -> Problem:
    meant = near(word)
    if meant is None:
        return problem(code, value=shown(word))
    return problem(f"{code}_near", value=shown(word), near=meant)
