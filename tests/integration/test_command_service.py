"""The commands that look after an installation: migrate, user and doctor."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import subprocess
from pathlib import Path

import pytest

from diagnostic.health.surroundings import check_pdf
from diagnostic.services.passwords import fits
from diagnostic.store import users
from diagnostic.store.database import Database
from diagnostic.store.migrating import newest_revision
from diagnostic.store.users import StaffMember
from tests.databases import Databases
from tests.integration.command import PROGRAM, Ran, run

CREATE = ("user", "create", "--email", "Kim@Example.org", "--name", "Kim Beispiel")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of an installation that nobody has begun."""
    for name in ("DATABASE", "ADDRESS", "HOST", "PORT"):
        monkeypatch.delenv(f"ZUSAMMENSPIEL_{name}", raising=False)
    monkeypatch.setenv("ZUSAMMENSPIEL_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def member(data: Path, email: str) -> StaffMember | None:
    """Return an account as it is kept."""

    async def find() -> StaffMember | None:
        database = Database(f"sqlite:///{data}/zusammenspiel.sqlite")
        async with database.reading() as db:
            found = await users.by_email(db, email)
        await database.close()
        return found

    return asyncio.run(find())


def wrong(ran: Ran) -> list[str]:
    """Return what the doctor wants to be mended."""
    return [line.removeprefix("Zu beheben: ") for line in ran.out if not line.startswith("In Ordnung: ")]


def test_migrating_tells_the_revisions_before_and_after(data: Path) -> None:
    newest = newest_revision()

    assert run("migrate").out == (f"Die Datenbank ist auf dem neuen Stand. Vorher: -, jetzt: {newest}.",)
    assert run("migrate").out == (f"Die Datenbank ist schon auf dem neuen Stand: {newest}.",)
    modes = {path.name: oct(path.stat().st_mode)[-3:] for path in (data, *data.iterdir())}
    assert modes == {"data": "700", "secret": "600", "zusammenspiel.sqlite": "600"}


def test_a_database_of_a_newer_version_is_left_alone(data: Path) -> None:
    run("migrate")
    with sqlite3.connect(data / "zusammenspiel.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    assert run("migrate").is_refused("de", "Die Datenbank wurde von einer neueren Version benutzt.")
    assert run("doctor").code == 1


def test_settings_that_cannot_be_used_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZUSAMMENSPIEL_PORT", "many")
    monkeypatch.setenv("ZUSAMMENSPIEL_ADDRESS", "http://example.org")

    for command in (("migrate",), ("serve",), ("worker",), CREATE):
        assert run(*command).is_refused("de", "ZUSAMMENSPIEL_PORT: ")


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("ZUSAMMENSPIEL_DATA", str(tmp_path / "file" / "data"))

    assert run("migrate").is_refused("de", f"{tmp_path}/file/data: Der Datenordner lässt sich nicht anlegen")


def test_a_server_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ZUSAMMENSPIEL_DATABASE", f"postgresql://nobody@/none?host={tmp_path}")

    for command in (("migrate",), ("serve",), ("worker",), CREATE):
        assert run(*command).is_refused("de", "Die Datenbank antwortet nicht.")


def test_a_server_is_migrated_only_when_asked_for(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    address = databases.address("postgresql", Path())
    monkeypatch.setenv("ZUSAMMENSPIEL_DATABASE", address)

    async def unmigrate() -> None:
        database = Database(address)
        from diagnostic.store.migrating import migrate  # noqa: PLC0415 - the command has the name here

        await migrate(database, target="base")
        await database.close()

    asyncio.run(unmigrate())
    assert run("serve").is_refused("de", "Die Datenbank ist nicht auf dem Stand dieser Version.")
    assert run(*CREATE).is_refused("de", "Die Datenbank ist nicht auf dem Stand dieser Version.")
    assert run("migrate").code == 0
    assert run(*CREATE).code == 0


def test_an_account_gets_a_password_drawn_for_it(data: Path) -> None:
    ran = run(*CREATE)

    said, password = ran.out
    found = member(data, "kim@example.org")
    assert (ran.code, ran.err, said) == (0, (), "Das Konto kim@example.org ist angelegt.")
    drawn = re.fullmatch(r"Passwort: ([a-z2-9]{5}(?:-[a-z2-9]{5}){3})", password)
    assert drawn is not None
    assert found is not None
    assert (found.name, found.language, found.may_found) == ("Kim Beispiel", "de", True)
    assert asyncio.run(fits(drawn[1], found.password))


def test_a_consultant_begins_no_initiatives(data: Path) -> None:
    ran = run(*CREATE, "--consultant", "--language", "en")

    found = member(data, "kim@example.org")
    assert ran.code == 0
    assert found is not None
    assert (found.language, found.may_found) == ("en", False)


def test_a_password_may_be_handed_over(data: Path) -> None:
    ended = subprocess.run(  # noqa: S603 - our own program
        [PROGRAM, *CREATE, "--ask"], input="vier lange Worte hier\n", capture_output=True, text=True, check=False
    )

    found = member(data, "kim@example.org")
    assert (ended.returncode, len(ended.stdout.splitlines())) == (0, 1)
    assert found is not None
    assert asyncio.run(fits("vier lange Worte hier", found.password))


def test_a_forgotten_password_is_renewed_and_ends_every_session(data: Path) -> None:
    _, before = run(*CREATE).out
    ran = run("user", "password", "--email", "KIM@example.org")

    said, password = ran.out
    found = member(data, "kim@example.org")
    assert (ran.code, ran.err) == (0, ())
    assert said == "Das Konto kim@example.org hat ein neues Passwort und ist überall abgemeldet."
    assert password != before
    assert found is not None
    assert asyncio.run(fits(password.removeprefix("Passwort: "), found.password))
    assert not asyncio.run(fits(before.removeprefix("Passwort: "), found.password))
    assert run("doctor").code == 0


def test_a_password_of_nobody_is_not_renewed() -> None:
    run(*CREATE)

    ran = run("user", "password", "--email", "nobody@example.org")
    assert ran.is_refused("de", "Zu „nobody@example.org“ gibt es kein Konto.")


def test_an_address_that_has_an_account_is_refused(data: Path) -> None:
    run(*CREATE)
    before = member(data, "kim@example.org")

    assert run(*CREATE).is_refused("de", "Zu „Kim@Example.org“ gibt es schon ein Konto.")
    assert member(data, "kim@example.org") == before


def test_everything_that_is_wrong_with_an_account_is_said() -> None:
    ran = run("user", "create", "--email", "nowhere", "--name", " ")

    assert (ran.code, len(ran.err)) == (2, 4)


def test_the_doctor_finds_a_new_installation_well() -> None:
    run("migrate")

    ran = run("doctor")
    assert (ran.code, wrong(ran), len(ran.out)) == (0, [], 11)


def test_the_doctor_changes_nothing_where_there_is_nothing(data: Path) -> None:
    ran = run("doctor")

    assert ran.code == 1
    assert [line.split(":")[0] for line in wrong(ran)] == [
        f"Datenordner {data}",
        f"{data}/secret",
        f"Datenbank {data}/zusammenspiel.sqlite",
    ]
    assert not data.exists()


def test_the_doctor_says_each_thing_that_is_wrong(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(*CREATE)
    run(*CREATE[:3], "lu@example.org", *CREATE[4:])
    (data / "secret").write_bytes(b"short")
    (data / "zusammenspiel.sqlite").chmod(0o644)
    with sqlite3.connect(data / "zusammenspiel.sqlite") as connection:
        connection.execute("UPDATE audit SET action = 'nothing' WHERE number = 2")
        connection.execute(
            "INSERT INTO initiatives (id, name, theme, region, founded, simulated, created_at)"
            " VALUES ('i', 'A', 'other', 'city', 2020, 0, '2026-01-01')"
        )
        row = "'w', 'i', 'A', 'kurzcheck', '2026.1', 'named', 'none', 5, 0, 'open', '2026-01-01'"
        names = "id, initiative_id, title, questionnaire, version, mode, grouping, minimum, strict, state, created_at"
        connection.execute(f"INSERT INTO waves ({names}) VALUES ({row})")  # noqa: S608
        for task, state, step in (("a", "waiting", ""), ("b", "failed", "interrupted"), ("c", "failed", "no_answers")):
            names, row = "id, kind, subject, state, step, done, total, attempts, created_at", "0, 0, 0, '2026-01-01'"
            connection.execute(
                f"INSERT INTO tasks ({names}) VALUES (?, 'analysis', ?, ?, ?, {row})",  # noqa: S608
                (task, task, state, step),
            )
    monkeypatch.setenv("ZUSAMMENSPIEL_ADDRESS", "https://umfrage.example.org")

    ran = run("doctor")
    assert ran.code == 1
    assert [line.split(". ")[0] for line in wrong(ran)] == [
        f"{data}/zusammenspiel.sqlite: Andere Konten dieses Rechners können das öffnen",
        f"{data}/secret: Das Geheimnis der Installation fehlt",
        "Eigene Texte fehlen: imprint, privacy, accessibility",
        "Schlüssel fehlen: w",
        "Protokoll: Zeile 2 passt nicht zu der davor",
        "Aufträge, die liegen bleiben: 1",
        "Aufträge, die nicht gelungen sind: 1",
    ]


def test_the_doctor_names_settings_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZUSAMMENSPIEL_NOSUCH", "1")

    ran = run("doctor", language="en")
    assert (ran.code, len(ran.out)) == (1, 1)
    assert ran.out[0].startswith("To mend: ZUSAMMENSPIEL_NOSUCH: there is no such setting.")


def test_the_doctor_names_the_packages_that_a_pdf_needs() -> None:
    found = check_pdf(("libnosuch.so.0",))

    assert not found.well
    assert "libpango-1.0-0" in found.text
