"""The questions of the profile, which groups of organisations and of people are made from, and their sectors."""

from __future__ import annotations

PROFILE = ("sector", "function")
"""Names of columns with a meaning of their own in every questionnaire."""

SECTORS = ("administration", "civil_society", "education", "health", "business", "other")
"""Every sector, in the declared order in which neighbours may be merged; the codes of a question ``sector``."""
