"""Pages travel compressed to whoever takes them so, and as they are to everybody else."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.visiting import settings_for, visiting

pytestmark = pytest.mark.anyio


async def test_a_page_is_compressed_for_a_browser_that_takes_it(address: str, tmp_path: Path) -> None:
    async with visiting(settings_for(address, tmp_path)) as visit:
        async with visit.client.stream("GET", "/sign-in", headers={"Accept-Encoding": "gzip, br"}) as packed:
            content = b"".join([part async for part in packed.aiter_raw()])
        plain = await visit.get("/sign-in", **{"Accept-Encoding": "identity"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert (packed.headers["Vary"], plain.headers["Vary"]) == ("Accept-Encoding", "Accept-Encoding")
    assert gzip.decompress(content).startswith(b"<!DOCTYPE html>")
    assert len(content) < len(plain.content) / 2


async def test_the_page_of_a_failure_is_compressed_too(address: str, tmp_path: Path) -> None:
    async with visiting(settings_for(address, tmp_path)) as visit:
        page = await visit.get("/nowhere", **{"Accept-Encoding": "gzip"})

    assert (page.status_code, page.headers["Content-Encoding"]) == (404, "gzip")
    assert page.text.startswith("<!DOCTYPE html>")
