"""Reports of rounds: read by the backbone office once analysed, by consultants once released."""

from __future__ import annotations

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller, Role
from diagnostic.domain.failures import NotFound
from diagnostic.domain.portfolio import PortfolioRow
from diagnostic.domain.waves import State
from diagnostic.services.access import require_role
from diagnostic.store import diagnoses, initiatives, waves
from diagnostic.store.diagnoses import Format, KeptDocument, Listed
from diagnostic.store.initiatives import Initiative
from diagnostic.store.waves import WaveRow

NETWORK: dict[str, Format] = {
    "network.graphml": "graphml",
    "network-nodes.csv": "nodes",
    "network-ties.csv": "ties",
}
"""The files of the network that may be shown by name, see `reports.export.network`, and as what they are kept."""

_READABLE: dict[Role, tuple[State, ...]] = {"backbone": ("analysed", "released"), "consultant": ("released",)}


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A report: what it is about, what it found, and the documents there are."""

    initiative: Initiative
    wave: WaveRow
    row: PortfolioRow
    documents: tuple[Listed, ...]


async def report_of(db: AsyncSession, caller: Caller, initiative: str, wave: str, *, role: Role) -> Report:
    """Return the report of a round to somebody with a role.

    Raises
    ------
    NotFound
        The caller has not this role, or there is no report that it may read.
    """
    found = await _readable(db, caller, initiative, wave, role)
    about, row = await initiatives.by_id(db, initiative), await diagnoses.row(db, wave)
    if about is None or row is None:
        raise NotFound
    return Report(
        initiative=about,
        wave=found,
        row=msgspec.convert(row, PortfolioRow),
        documents=await diagnoses.documents(db, wave),
    )


async def document_of(
    db: AsyncSession, caller: Caller, place: tuple[str, str], *, role: Role, language: str, format_: Format
) -> KeptDocument:
    """Return a document of the report of an initiative's round; `place` names both.

    Raises
    ------
    NotFound
        As in `report_of`, or there is no such document.
    """
    await _readable(db, caller, *place, role)
    found = await diagnoses.document(db, place[1], language, format_)
    if found is None:
        raise NotFound
    return found


async def network_file_of(db: AsyncSession, caller: Caller, initiative: str, wave: str, *, name: str) -> KeptDocument:
    """Return a file of the network of a round to its backbone office.

    Raises
    ------
    NotFound
        As in `report_of`, there is no such file, or no tie may be shown by name.
    """
    if name not in NETWORK:
        raise NotFound
    place = (initiative, wave)
    return await document_of(db, caller, place, role="backbone", language="", format_=NETWORK[name])


async def diagnosis_of(db: AsyncSession, caller: Caller, initiative: str, wave: str, *, role: Role) -> str:
    """Return the diagnosis of a round as JSON: published forms only.

    Raises
    ------
    NotFound
        As in `report_of`.
    """
    await _readable(db, caller, initiative, wave, role)
    found = await diagnoses.diagnosis(db, wave)
    if found is None:
        raise NotFound
    return found


async def _readable(db: AsyncSession, caller: Caller, initiative: str, wave: str, role: Role) -> WaveRow:
    await require_role(db, caller, initiative, role)
    found = await waves.get(db, initiative, wave)
    if found is None or found.state not in _READABLE[role]:
        raise NotFound
    return found
