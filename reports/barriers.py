"""Which of our scales speaks for a scale, whatever questionnaire that one comes from."""

from __future__ import annotations

from questionnaires.barriers import barriers
from scoring.findings import ScaleResult


def subject(scale: ScaleResult) -> str | None:
    """Return the scale by which words and advice for this one are kept.

    Returns
    -------
    str or None
        The scale itself if it is one of the parts of its barrier, else the barrier's last part, which of *leadership*
        is *steering*; None where it measures no barrier of ours, whatever its name is.
    """
    barrier = barriers().get(scale.barrier or "")
    if barrier is None:
        return None
    return scale.id if scale.id in barrier.scales else barrier.scales[-1]
