"""What tests of services share."""

from __future__ import annotations

from pathlib import Path

import pytest

from diagnostic.store.keys import Keys


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    """Keys in a folder of the test's own."""
    return Keys(tmp_path)
