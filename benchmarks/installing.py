"""What a measured service starts from: an open round with personal links."""

from __future__ import annotations

from datetime import UTC, datetime

from benchmarks.library import SHAPE
from diagnostic.domain.caller import Caller
from diagnostic.partner_lists import PartnerRow
from diagnostic.services import founding, importing, initiatives, links, waves
from diagnostic.services.plans import PlanValues
from diagnostic.settings import Settings
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.migrating import migrate

_PEOPLE_OF_ONE = 5
_PASSWORD = "measuring, not guessing"  # noqa: S105 - of an account that lives for a minute


async def open_round(settings: Settings, *, people: int) -> tuple[str, ...]:
    """Migrate the database, open a round with the peer's survey, and return the token of each personal link."""
    database, keys = Database(settings.database), Keys(settings.data)
    try:
        await migrate(database)
        keys.secret()
        async with database.writing() as db:
            account = founding.AccountValues(
                email="bench@example.org", name="Bench", language="de", may_found=True, password=_PASSWORD
            )
            office = Caller(now=datetime.now(UTC))
            office = Caller(now=office.now, user=await founding.create_account(db, office, values=account))
            values = initiatives.InitiativeValues(name="Musterinitiative", theme="other", region="town")
            initiative = await initiatives.found(db, office, values=values)
            await importing.take_over(db, office, initiative, rows=_partners(people))
            plan = PlanValues(title="2026", questionnaire=SHAPE, mode="confidential", grouping="none", minimum="5")
            wave = await waves.draft(db, office, initiative, values=plan)
            await waves.publish(db, office, initiative, wave, keys=keys)
            await waves.open_(db, office, initiative, wave)
            found = await links.links_of(db, office, initiative, wave, keys=keys)
    finally:
        await database.close()
    return tuple(one.token for one in found.links if one.token is not None)


def _partners(people: int) -> tuple[PartnerRow, ...]:
    return tuple(
        PartnerRow(
            line=number + 2,
            organisation=f"Organisation {number // _PEOPLE_OF_ONE + 1}",
            sector="civil_society",
            name=f"Person {number + 1}",
            language="de",
        )
        for number in range(people)
    )
