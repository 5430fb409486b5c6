"""Trust, the backbone's ties, governance, and what may be shown by name: parts of the diagnosis, in published forms."""

from __future__ import annotations

from typing import Literal

from scoring.published import Published
from scoring.rounding import End, Form

Outcome = Literal["both", "perceived", "ties", "neither", "open"]
"""What statements and ties say of a barrier together: both say so, only the statements, only the ties, neither, or one
of the two leaves it open."""

GovernanceForm = Literal["shared", "lead", "office", "open"]
"""Shared governance, a lead organisation, an office of the network's own; or none of these fits by what is known."""


Fact = Literal["partners", "density", "centralisation", "trust", "agreement", "agenda", "backing"]
"""A figure that speaks for or against a form of governance."""


class TrustCell(Published, frozen=True, kw_only=True):
    """Trust on its scale from 1 (no) to 4 (yes), averaged within each organisation that rated, then over these.

    Parameters
    ----------
    n : int
        Organisations that rated.
    rated : int
        Organisations that were rated.
    form : str
        ``halves`` or ``tenths``.
    value : float
        As printed.
    end : str, optional
        ``low``: *bis* value; ``high``: *ab* value.
    """

    n: int
    rated: int
    form: Form
    value: float
    end: End | None = None


class TrustBlock(Published, frozen=True, kw_only=True):
    """How organisations of one group (`rating`) trust those of another (`rated`): places among the circles."""

    rating: int
    rated: int
    cell: TrustCell


class Trust(Published, frozen=True, kw_only=True):
    """Trust between partners: never of one partner.

    Parameters
    ----------
    total : TrustCell
        Over the three parts.
    reliable, mission, open : TrustCell, optional
        Keeping promises, supporting the common goals, open to talk; only where no block would tell more with them.
    blocks : tuple of TrustBlock
        Empty unless every pair of groups has enough who rate and are rated.
    from_blocks : bool
        The total was computed from the blocks' printed figures.
    """

    total: TrustCell
    reliable: TrustCell | None = None
    mission: TrustCell | None = None
    open: TrustCell | None = None
    blocks: tuple[TrustBlock, ...] = ()
    from_blocks: bool = False


class Backing(Published, frozen=True, kw_only=True):
    """Ties to the backbone office, which is no partner: share of the answering organisations, in per cent.

    Parameters
    ----------
    known, tied : int
        Who know it, who cooperate with it, in steps of 10.
    known_end, tied_end : str, optional
        ``low``: *bis*; ``high``: *ab*.
    n : int
        Organisations that were asked about it and answered.
    """

    known: int
    known_end: End | None = None
    tied: int
    tied_end: End | None = None
    n: int


class Reason(Published, frozen=True, kw_only=True):
    """One figure on which a suggestion rests, and whether it speaks for the form; where that is open, none does.

    Parameters
    ----------
    fact : str
        ``partners``: organisations invited; ``density``; ``centralisation``; ``trust``: the total; ``agreement`` on
        what success is; ``agenda``: common goals; ``backing``: per cent who cooperate with the backbone office.
    value : float, optional
        The figure, as printed elsewhere; None for a word.
    word : str, optional
        For ``agreement``: ``agreed``, ``mixed``, ``contested``; for ``agenda``: ``absent``, ``emerging``, ``mature``.
    """

    fact: Fact
    value: float | None = None
    word: str | None = None
    speaks_for: bool = True


class Governance(Published, frozen=True, kw_only=True):
    """The form of governance that fits what is known of the network (Provan & Kenis 2008, 10.1093/jopart/mum015)."""

    form: GovernanceForm
    reasons: tuple[Reason, ...]


class SecondSource(Published, frozen=True, kw_only=True):
    """What statements and ties say together of a barrier."""

    barrier: Literal["silos", "overview", "leadership", "personal"]
    outcome: Outcome


class NamedOrganisation(Published, frozen=True, kw_only=True):
    """An organisation that agreed to be shown by name with its confirmed ties."""

    id: str
    sector: str | None


class NamedTie(Published, frozen=True, kw_only=True):
    """Cooperation that both sides named, between two organisations that both agreed; ids in order.

    Parameters
    ----------
    intensity : int
        From 2 to 5: the lower of what the two said.
    """

    first: str
    second: str
    intensity: int


class NamedMap(Published, frozen=True, kw_only=True):
    """What may be drawn by name.

    Parameters
    ----------
    organisations : tuple of NamedOrganisation
        By id; those without a confirmed tie to another of them included.
    ties : tuple of NamedTie
        By ids.
    """

    organisations: tuple[NamedOrganisation, ...]
    ties: tuple[NamedTie, ...]
