"""What surrounds the program: the address it is reached at, and the libraries that draw a PDF."""

from __future__ import annotations

import ctypes

from diagnostic.health.findings import Finding
from diagnostic.i18n import say
from diagnostic.settings import Settings

LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
"""Those that WeasyPrint loads."""


def check_address(settings: Settings) -> Finding:
    """Say how the pages are reached; what is neither https nor this machine the settings refuse."""
    if settings.secure:
        return Finding(well=True, text=say("doctor.address_https", address=settings.address))
    return Finding(well=True, text=say("doctor.address_here", address=settings.address))


def check_pdf(libraries: tuple[str, ...] = LIBRARIES) -> Finding:
    """Look whether the system libraries that draw a PDF can be loaded."""
    from reports.pdf import SYSTEM_PACKAGES  # noqa: PLC0415 - takes longer than all other checks

    try:
        for library in libraries:
            ctypes.CDLL(library)
    except OSError:
        return Finding(well=False, text=say("doctor.pdf_wrong", packages=SYSTEM_PACKAGES))
    return Finding(well=True, text=say("doctor.pdf_well"))
