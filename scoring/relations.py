"""What is found in the ties between organisations: parts of the diagnosis, in published forms."""

from __future__ import annotations

from typing import Literal

from scoring.partnership import Backing, Governance, NamedMap, SecondSource, Trust
from scoring.patterns import Refusal
from scoring.published import Published
from scoring.rounding import End

Depth = Literal["full", "broad", "basic"]
"""How far the ties carry, by the share of the invited that answered: from 80 % on every figure, from 65 % on the broad
pattern, below only density and how many partners are known."""


class Cohesion(Published, frozen=True, kw_only=True):
    """How the network holds together, over the ties that at least one side named.

    Parameters
    ----------
    centralisation : float
        Degree centralisation, from 0 (all equally connected) to 1 (a star), to 0.01.
    mean_path : float, optional
        Steps between two connected organisations on average, to 0.1; None where there is no tie.
    efficiency : float
        How near all are to all, from 0 to 1, to 0.01: the mean of 1/steps, 0 for pairs that do not reach each other.
    transitivity : float, optional
        Share of paths of two ties that are closed to a triangle, to 0.01; None where no organisation has two ties.
    reach : float
        Share of all pairs that are connected over at most two steps, to 0.01.
    parts : tuple of int
        Organisations in each part that hangs together, the largest first.
    cut_points : int, optional
        Organisations without which the network would fall into more parts; only at full depth.
    """

    centralisation: float
    mean_path: float | None
    efficiency: float
    transitivity: float | None
    reach: float
    parts: tuple[int, ...]
    cut_points: int | None = None


class Mixing(Published, frozen=True, kw_only=True):
    """Whether ties run within sectors more than chance would have it.

    Parameters
    ----------
    ei : float
        E-I index, from -1 (all ties within sectors) to 1 (all between), to 0.01.
    expected : float
        Its value if sectors were dealt out by chance, to 0.01.
    p : float
        Probability of so low an index by chance, rounded up to 0.01.
    silo : bool
        Too low for chance, and by enough to matter.
    assortativity, modularity : float, optional
        Of the sectors, to 0.01; None where they are not defined.
    communities : int
        Groups of two and more organisations that cooperate densely, found without looking at the sectors.
    communities_modularity : float
        How clearly they stand apart, to 0.01.
    match : float
        How far they are the sectors: adjusted Rand index, 1 the same, 0 as by chance, to 0.01.
    """

    ei: float
    expected: float
    p: float
    silo: bool
    assortativity: float | None
    modularity: float | None
    communities: int
    communities_modularity: float
    match: float


class Dyads(Published, frozen=True, kw_only=True):
    """Whether two organisations tell the same of each other, over the pairs in which both answered.

    Parameters
    ----------
    pairs : int
        Pairs in which at least one of the two named a tie.
    confirmed : float
        Share of them in which both did, to 0.01: dyadic reciprocity.
    reciprocity : float
        Share of the named ties that the other side names too, to 0.01: reciprocity of edges.
    apart : float, optional
        By how many steps of intensity (0 to 5) the two differ on average in confirmed pairs, to 0.1.
    """

    pairs: int
    confirmed: float
    reciprocity: float
    apart: float | None


class Fragility(Published, frozen=True, kw_only=True):
    """What happens if the best connected organisation leaves: share of pairs that are connected, to 0.01."""

    before: float
    after: float


class Circle(Published, frozen=True, kw_only=True):
    """Sectors that are shown as one group in what is told between groups, merged by counts.

    Parameters
    ----------
    categories : tuple of str
        In the order of their chain.
    organisations : int
        Invited.
    respondents : int
        Organisations of which somebody answered the roster.
    """

    categories: tuple[str, ...]
    organisations: int
    respondents: int


class Block(Published, frozen=True, kw_only=True):
    """How densely two groups cooperate; `first` and `second` are places among the circles, equal within one.

    Parameters
    ----------
    share : int
        Pairs with a tie that at least one side named, in per cent of all pairs known of, in steps of 10.
    end : str, optional
        ``low``: *bis* share; ``high``: *ab* share.
    pairs : int
        Pairs known of: at least one side answered.
    """

    first: int
    second: int
    share: int
    end: End | None = None
    pairs: int


class NetworkResult(Published, frozen=True, kw_only=True):
    """What the ties of a wave say, or why that is not told.

    Parameters
    ----------
    refused : str, optional
        ``not_asked``: no ties were asked for; ``too_few``: fewer organisations answered than a network needs.
    organisations, respondents : int
        Invited, and of them those of which somebody answered the roster.
    depth : str, optional
        How far the figures may go.
    density : float, optional
        Named ties of all that could have been named by those who answered, to 0.01.
    unknown : float, optional
        Share of the asked pairs in which the partner is not known, to 0.01.
    cohesion, mixing, dyads, fragility : optional
        None below their depth.
    circles, blocks : tuple
        The matrix of cooperation between groups; empty where there are not two groups that may be told.
    named : NamedMap, optional
        None where too few agreed, or there are too many to draw.
    agreed : int
        Organisations that agreed to be shown by name, silent ones left out.
    """

    refused: Refusal | None = None
    organisations: int = 0
    respondents: int = 0
    depth: Depth | None = None
    density: float | None = None
    unknown: float | None = None
    cohesion: Cohesion | None = None
    mixing: Mixing | None = None
    dyads: Dyads | None = None
    fragility: Fragility | None = None
    circles: tuple[Circle, ...] = ()
    blocks: tuple[Block, ...] = ()
    trust: Trust | None = None
    backing: Backing | None = None
    governance: Governance | None = None
    sources: tuple[SecondSource, ...] = ()
    named: NamedMap | None = None
    agreed: int = 0
