"""What is not told of the ties, with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from reports.material import Material
from reports.view import HiddenRow
from scoring.relations import NetworkResult
from scoring.thresholds import thresholds

_FEW, _PROTECTED = "hidden.too_few", "hidden.protected"


def untold_ties(material: Material) -> Iterator[HiddenRow]:
    """Yield a row for each part of the network that is hidden; none where ties were not asked for."""
    found, say = material.diagnosis.network, material.phrases.say
    if found.refused == "not_asked":
        return
    for subject, reason in _hidden(found):
        yield HiddenRow(subject=say(subject), reason=say(reason))


def _hidden(found: NetworkResult) -> Iterator[tuple[str, str]]:
    if found.refused is not None:
        yield "relations.hidden", _PROTECTED if found.refused == "protected" else _FEW
        return
    if found.depth == "basic":
        yield "relations.hidden_pattern", _FEW
    elif found.depth == "broad":
        yield "relations.hidden_depth", _FEW
    if not found.blocks:
        yield "relations.hidden_blocks", _FEW
    yield from _trust(found)
    if found.named is None:
        crowded = found.agreed > thresholds().named_to.value
        yield "relations.hidden_named", "relations.reason_crowded" if crowded else "relations.reason_consent"


def _trust(found: NetworkResult) -> Iterator[tuple[str, str]]:
    trust = found.trust
    if trust is None:
        yield "relations.hidden_trust", _FEW
    elif not trust.blocks:
        yield "relations.hidden_trust_blocks", _FEW
    elif trust.reliable is None:
        yield "relations.hidden_trust_parts", _PROTECTED
