"""What a report says of the initiative and the survey beside its findings: one vocabulary for the service too."""

from __future__ import annotations

from typing import Literal

Mode = Literal["anonymous", "confidential", "named"]
"""What those who were asked were promised."""

Theme = Literal["young_people", "seniors", "refugees", "other"]
Region = Literal["city", "town", "rural", "district"]
