"""What is known of an initiative beside its name: the context of a report, and of a later comparison."""

from __future__ import annotations

from typing import Literal, get_args

Theme = Literal["young_people", "seniors", "refugees", "other"]
Region = Literal["city", "town", "rural", "district"]

THEMES: tuple[Theme, ...] = get_args(Theme)
REGIONS: tuple[Region, ...] = get_args(Region)
