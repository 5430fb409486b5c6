"""The application as a server loads it: settings from the environment, log to standard error."""

from __future__ import annotations

import os

from litestar import Litestar

from diagnostic import journal
from diagnostic.settings import settings_of
from diagnostic.web.app import create_app


def create() -> Litestar:
    """Return the service of this environment."""
    journal.begin()
    return create_app(settings_of(os.environ))
