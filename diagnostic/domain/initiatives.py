"""The themes and types of region that an initiative may have, in the order offered."""

from __future__ import annotations

from typing import get_args

from reports.context import Region, Theme

THEMES: tuple[Theme, ...] = get_args(Theme)
REGIONS: tuple[Region, ...] = get_args(Region)
