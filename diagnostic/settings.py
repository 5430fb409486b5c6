"""What an installation sets, from the environment; nothing needs to be set."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import msgspec

from questionnaires.problems import InputError, Problem

PREFIX = "ZUSAMMENSPIEL_"
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_HOST = re.compile(r"[A-Za-z0-9.:_-]+")
_LARGEST_PORT = 65_535
_MOST_WORKERS = 64
_LONGEST_BRAND = 60


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one installation.

    Parameters
    ----------
    data : Path
        The folder with the SQLite file, the secret and the keys of the waves (``ZUSAMMENSPIEL_DATA``).
    database : str
        Address of the database, ``sqlite:///…`` or ``postgresql://…`` (``ZUSAMMENSPIEL_DATABASE``).
    address : str
        The public address, as it stands in links (``ZUSAMMENSPIEL_ADDRESS``).
    host, port
        Where the server listens (``ZUSAMMENSPIEL_HOST``, ``ZUSAMMENSPIEL_PORT``).
    brand : str
        The name of the installation on every page (``ZUSAMMENSPIEL_BRAND``).
    workers : int
        Processes that answer requests (``ZUSAMMENSPIEL_WORKERS``).
    trusted_proxy : bool
        Whether a reverse proxy before the server sets ``X-Forwarded-For`` (``ZUSAMMENSPIEL_TRUSTED_PROXY``).
    """

    data: Path
    database: str
    address: str
    host: str = "127.0.0.1"
    port: int = 8000
    brand: str = "Zusammenspiel"
    workers: int = 1
    trusted_proxy: bool = False

    @property
    def secure(self) -> bool:
        """Whether pages are reached over https, so that cookies are for https alone."""
        return self.address.startswith("https://")


def settings_of(environment: Mapping[str, str]) -> Settings:
    """Return the settings, each with its default where the environment says nothing.

    Raises
    ------
    InputError
        A value cannot be used, a variable with the prefix is unknown, or the public address is neither https nor
        of this machine alone.
    """
    ours = {key.removeprefix(PREFIX).lower(): value for key, value in environment.items() if key.startswith(PREFIX)}
    given = {
        key: value for key, value in ours.items() if value.strip()
    }  # an empty line in a file of settings sets none
    given.pop("lang", None)  # the command line's own
    broken = [_problem("setting_value", name=PREFIX + key.upper()) for key, value in given.items() if _is_broken(value)]
    if broken:
        raise InputError(tuple(broken))
    derived = {"database", "address"} - given.keys()
    data = Path(given.pop("data", "data")).absolute()
    host, port = given.pop("host", "127.0.0.1"), given.pop("port", "8000")
    values: dict[str, object] = {
        "data": data,
        "database": given.pop("database", f"sqlite:///{data / 'zusammenspiel.sqlite'}"),
        "address": given.pop("address", f"http://{_in_address(host)}:{port}").rstrip("/"),
        "host": host,
        "port": port,
    }
    problems = [_problem("setting_unknown", name=PREFIX + key.upper()) for key in given if key not in _OPTIONAL]
    values |= {key: given[key] for key in _OPTIONAL if key in given}
    try:
        settings = msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        name = str(error).rpartition("$.")[2].rstrip("`") or "?"
        raise InputError((*problems, _problem("setting_value", name=PREFIX + name.upper()))) from error
    problems += _wrong(settings, derived)
    if problems:
        raise InputError(tuple(problems))
    return settings


_OPTIONAL = ("brand", "workers", "trusted_proxy")


def _is_broken(value: str) -> bool:
    """Whether a value holds bytes that are no text, as the system hands them on."""
    return any("\ud800" <= character <= "\udfff" for character in value)


def _wrong(settings: Settings, derived: AbstractSet[str]) -> list[Problem]:
    """Return what is wrong; what is derived from another setting is as good as that one."""
    problems = [_problem("setting_value", name=PREFIX + name) for name, fits in _fitting(settings).items() if not fits]
    if "database" not in derived and not _is_database(settings.database):
        problems.append(_problem("setting_database", name=PREFIX + "DATABASE"))
    if "address" not in derived and not _is_safe(settings.address):
        problems.append(_problem("setting_address", name=PREFIX + "ADDRESS"))
    return problems


def _fitting(settings: Settings) -> dict[str, bool]:
    return {
        "DATA": "\0" not in str(settings.data),
        "HOST": _HOST.fullmatch(settings.host) is not None,
        "PORT": 1 <= settings.port <= _LARGEST_PORT,
        "BRAND": len(settings.brand) <= _LONGEST_BRAND and settings.brand.isprintable(),
        "WORKERS": 1 <= settings.workers <= _MOST_WORKERS,
    }


def _is_database(address: str) -> bool:
    """Whether it is a file or a server; a database in memory would be another for each connection."""
    if address.startswith("sqlite:///"):
        path = address.removeprefix("sqlite:///")
        return path.isprintable() and path not in {"", ":memory:"}
    return address.startswith("postgresql://") and address.isprintable() and _parts(address) is not None


def _is_safe(address: str) -> bool:
    parts = _parts(address) if address.isascii() and address.isprintable() and " " not in address else None
    if parts is None or not parts.hostname or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def _parts(address: str) -> SplitResult | None:
    """Return the parts of an address, or None where it has no such parts or a port that is none."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    return None if port == 0 else parts


def _in_address(host: str) -> str:
    """Return the host as it stands in a link: a server that listens everywhere is reached on this machine."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared with, not bound to
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _problem(code: str, **values: str) -> Problem:
    return Problem(package="diagnostic", code=code, values=values)
