"""What the pages show on which a list of partners is read and looked through."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from diagnostic.partner_lists import ListProblem, PartnerList
from diagnostic.services.importing import ImportPlan, PlannedRow
from diagnostic.store.initiatives import Initiative
from diagnostic.web.backbone.counting import counted
from diagnostic.web.sectors import sector_names
from diagnostic.web.wording import Words


class UploadPage(msgspec.Struct, frozen=True, kw_only=True):
    """The form to upload a list with."""

    initiative: Initiative
    home: str
    note: str | None


class RowLine(msgspec.Struct, frozen=True, kw_only=True):
    """A row that can be taken over, or is there already."""

    number: int
    organisation: str
    sector: str
    person: str
    email: str
    fate: str


class PreviewPage(msgspec.Struct, frozen=True, kw_only=True):
    """What would become of each row of a list.

    Parameters
    ----------
    advice : str
        What becomes of what is wrong: of those rows, or of the whole file where it could not be read.
    wrong : tuple of str
        What is wrong, row by row, and how to mend it.
    remarks : tuple of str
        What is worth a second look.
    rows : str
        The rows that add something, as JSON; empty where there are none.
    """

    initiative: Initiative
    home: str
    heading: str
    lead: str
    wrong_heading: str
    advice: str
    wrong: tuple[str, ...]
    remarks: tuple[str, ...]
    lines: tuple[RowLine, ...]
    rows: str
    button: str
    in_field: bool


def preview_page(word: Words, language: str, read: PartnerList, plan: ImportPlan) -> PreviewPage:
    """Return the preview of a list."""
    wrong = _wrong(read, plan)
    unread = bool(wrong) and not read.rows and all(one.row is None for one in wrong)
    lead = "import.lead" if plan.accepted else "import.lead_unread" if unread else "import.lead_nothing"
    adding = {
        "organisations": counted(word, "partners.organisations", plan.organisations),
        "people": counted(word, "people.people", plan.people),
    }
    return PreviewPage(
        initiative=plan.initiative,
        home=f"/initiatives/{plan.initiative.id}/partners",
        heading=word("import.unread_title" if unread else "import.preview_title", file=read.file),
        lead=word(lead, **adding),
        wrong_heading=counted(word, "import.wrong", len(wrong)),
        advice=word("import.unread_more" if unread else "import.wrong_more"),
        wrong=tuple(problem.text(language) for problem in wrong),
        remarks=tuple(one.text(language) for one in read.problems if one.severity == "remark"),
        lines=tuple(_line(word, sector_names(language), one) for one in plan.rows if one.fate != "refused"),
        rows=msgspec.json.encode(plan.accepted).decode() if plan.accepted else "",
        button=counted(word, "import.button", len(plan.accepted)),
        in_field=plan.in_field,
    )


def _wrong(read: PartnerList, plan: ImportPlan) -> list[ListProblem]:
    """Return what is wrong in the list itself and beside what is there already, in the order of the rows."""
    beside = [
        ListProblem(row=one.row.line, problem=one.problem)
        for one in plan.rows
        if one.fate == "refused" and one.problem is not None
    ]
    inside = [one for one in read.problems if one.severity == "error"]
    return sorted([*inside, *beside], key=lambda one: one.row or 0)


def _line(word: Words, sectors: Mapping[str, str], planned: PlannedRow) -> RowLine:
    row = planned.row
    return RowLine(
        number=row.line,
        organisation=row.organisation,
        sector=sectors[row.sector],
        person=row.name or "",
        email=row.email or "",
        fate=word(f"import.{planned.fate}"),
    )
