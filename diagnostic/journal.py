"""How the service writes its log: to standard error, for whatever collects it there."""

from __future__ import annotations

import logging.config
from typing import Any

CONFIGURATION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
    "loggers": {
        "diagnostic": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "_granian": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
"""The server's own log of requests is not among it: it would write addresses down, and personal links with them."""


def begin() -> None:
    """Write the log from here on."""
    logging.config.dictConfig(CONFIGURATION)
