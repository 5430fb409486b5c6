"""Every number that decides, read from ``thresholds.toml`` with its unit, source and date."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache
from importlib import resources

import msgspec


class Threshold(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A number that decides, and where it comes from."""

    value: float
    unit: str
    source: str
    since: dt.date


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All numbers that decide; what each means stands beside it in ``thresholds.toml``."""

    minimum_contributors: Threshold
    tenths_from: Threshold
    full_from: Threshold
    halves_step: Threshold
    halves_low_end: Threshold
    halves_high_end: Threshold
    tenths_step: Threshold
    tenths_low_end: Threshold
    tenths_high_end: Threshold
    tenths_share_step: Threshold
    full_share_step: Threshold
    statements_of_scale_from: Threshold
    answered_share: Threshold
    dont_know_finding: Threshold
    prior_mean: Threshold
    prior_weight: Threshold
    prior_df: Threshold
    prior_spread: Threshold
    prior_reliability: Threshold
    interval_level: Threshold
    barrier_line: Threshold
    flagged_from: Threshold
    clearly_from: Threshold
    not_flagged_to: Threshold
    strength_above: Threshold
    severity_reference: Threshold
    ranking_response: Threshold
    condition_emerging_from: Threshold
    condition_mature_from: Threshold
    isolated_emerging_to: Threshold
    together_mature_from: Threshold
    share_low_below: Threshold
    share_high_from: Threshold
    band_borderline_from: Threshold
    band_strong_from: Threshold
    careless_run_from: Threshold
    careless_run_share: Threshold
    careless_variability_below: Threshold
    careless_distance_p_below: Threshold
    careless_persons_per_scale: Threshold
    careless_agreeing_from: Threshold
    careless_straight_share: Threshold
    careless_straight_statements: Threshold
    permutations_all_to: Threshold
    permutations_drawn: Threshold
    agreement_told_from: Threshold
    agreement_told_to: Threshold
    reliability_persons: Threshold
    gap_points: Threshold
    gap_sureness: Threshold
    motive_important_from: Threshold
    balance_favourable_from: Threshold
    balance_even_from: Threshold
    named_by: Threshold
    difference_rate: Threshold
    cells_apart: Threshold
    cells_apart_from: Threshold
    small_cells_apart: Threshold
    colleagues_organisations: Threshold
    colleagues_alike_from: Threshold
    colleagues_partly_from: Threshold
    change_points: Threshold
    change_cells: Threshold
    agreement_agreed_below: Threshold
    agreement_contested_above: Threshold
    heywood_below: Threshold
    drivers_from: Threshold
    drivers_per_predictor: Threshold
    drivers_predictors_to: Threshold
    drivers_draws: Threshold
    reliable_change_beyond: Threshold
    percentile_draws: Threshold
    funnel_near: Threshold
    funnel_far: Threshold
    dissent_told_from: Threshold
    dissent_told_to: Threshold
    pool_from: Threshold
    drawn_from: Threshold
    reliability_low_below: Threshold
    viewpoint_persons: Threshold
    driver_leads_from: Threshold
    form_network_below: Threshold
    form_cooperation_from: Threshold
    tie_from: Threshold
    network_from: Threshold
    network_full_from: Threshold
    network_broad_from: Threshold
    silo_p_to: Threshold
    silo_distance: Threshold
    silo_shuffles: Threshold
    communities_runs: Threshold
    communities_runs_large: Threshold
    communities_large_above: Threshold
    trust_raters: Threshold
    trust_low_end: Threshold
    trust_high_end: Threshold
    trust_tenths_low_end: Threshold
    trust_tenths_high_end: Threshold
    trust_low_below: Threshold
    unknown_many_from: Threshold
    centre_from: Threshold
    dense_from: Threshold
    backing_from: Threshold
    named_to: Threshold
    partners_few_to: Threshold
    partners_many_above: Threshold
    trust_high_from: Threshold
    governance_facts: Threshold
    governance_speaking_from: Threshold
    viewpoint_organisations: Threshold
    viewpoint_most: Threshold
    viewpoint_null_sets: Threshold
    viewpoint_first_sets: Threshold
    viewpoint_first_p_to: Threshold
    viewpoint_starts: Threshold
    viewpoint_p_to: Threshold
    viewpoint_number_within: Threshold
    viewpoint_sample: Threshold
    viewpoint_resamples: Threshold
    viewpoint_jaccard_from: Threshold
    viewpoint_departs_from: Threshold
    viewpoint_step: Threshold


@cache
def thresholds() -> Thresholds:
    """Return all thresholds, read once."""
    text = resources.files(__package__).joinpath("thresholds.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Thresholds)
