"""Styles, fonts and scripts: read once, compressed once, addressed by content, and so fetched once."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

PATH = "/static"
_COMPRESSED = (".css", ".js", ".svg")


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    """One file as it is sent."""

    content: bytes
    compressed: bytes | None
    type: str
    version: str


@cache
def assets() -> Mapping[str, Asset]:
    """Return every file below ``static``, by its path there."""
    found: dict[str, Asset] = {}
    _collect(resources.files("diagnostic.web").joinpath("static"), "", found)
    return found


def address_of(path: str) -> str:
    """Return where a browser finds a file; a path that is none is a mistake of ours."""
    return f"{PATH}/{assets()[path].version}/{path}"


def _collect(folder: Traversable, prefix: str, found: dict[str, Asset]) -> None:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            _collect(entry, f"{path}/", found)
        else:
            found[path] = _asset(path, entry.read_bytes())


def _asset(path: str, content: bytes) -> Asset:
    type_ = {".woff2": "font/woff2", ".js": "text/javascript"}.get(path[path.rfind(".") :]) or mimetypes.guess_type(
        path
    )[0]
    return Asset(
        content=content,
        compressed=gzip.compress(content, 9, mtime=0) if path.endswith(_COMPRESSED) else None,
        type=type_ or "application/octet-stream",
        version=hashlib.sha256(content).hexdigest()[:12],
    )
