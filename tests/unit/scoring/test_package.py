"""The package gives its parts by name, and loads what is asked for and no more."""

from __future__ import annotations

import subprocess
import sys

import pytest

import scoring


def test_every_name_leads_to_its_part() -> None:
    assert all(getattr(scoring, name) is not None for name in scoring.__all__)


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(AttributeError, match=r"scoring.*nothing"):
        _ = scoring.nothing


def test_counting_groups_loads_no_data_frames() -> None:
    code = "import sys, scoring.merging, scoring.diagnosis; print({'pandas', 'numpy', 'scipy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own words

    assert done.stdout.strip() == "set()"
