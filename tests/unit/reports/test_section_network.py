"""The network in a report: its finding, how far it carries, what the first and the method page say, and refusals."""

from __future__ import annotations

import msgspec
import pytest

from reports.building import build_report
from reports.languages import LANGUAGES
from reports.material import Occasion
from reports.network import Network
from reports.sections.cover import cover_page
from reports.sections.explaining import explained, hidden_parts
from reports.sections.method import method_section
from reports.sections.network import network_findings, network_section
from scoring.diagnosis import Diagnosis
from scoring.partnership import SecondSource
from scoring.relations import Fragility, Mixing, NetworkResult
from tests.unit.reports.factories import GERMAN, VOLLANALYSE, diagnosis, material, scales
from tests.unit.reports.tied import (
    COHESION,
    NETZWERK,
    SILO,
    basic,
    broad,
    material_of,
    named,
    network,
    organisations,
    ties_alone,
    trust_in_parts,
    with_network,
)

SAY = GERMAN.say
OPEN = msgspec.structs.replace(SILO, ei=0.38, silo=False, p=0.31)
ACROSS = msgspec.structs.replace(SILO, ei=0.45, silo=False, p=0.71)
APART = msgspec.structs.replace(COHESION, parts=(20, 8, 1, 1, 1))


def section(found: NetworkResult) -> Network:
    """Return the section for what was found."""
    built = network_section(material_of(found))
    assert built is not None
    return built


def hidden(whole: Diagnosis | NetworkResult) -> list[tuple[str, str]]:
    """Return what the method page says is hidden of the network, with its reason."""
    subjects = {SAY(f"relations.{key}") for key in GERMAN.wording.sentences["relations"] if key.startswith("hidden")}
    return [(row.subject, row.reason) for row in hidden_parts(material_of(whole)) if row.subject in subjects]


def test_without_ties_there_is_no_section() -> None:
    assert network_section(material(scales())) is None
    view = build_report(diagnosis(scales()), VOLLANALYSE)
    assert (view.network, view.cover.network, view.cover.relations) == (None, "", ())
    assert "network" not in [entry.anchor for entry in view.contents]


@pytest.mark.parametrize(
    ("found", "title"),
    [
        (network(), "Jeder Bereich bleibt eher für sich."),
        (network(mixing=OPEN), "Dass die Bereiche unter sich bleiben, ist nicht zu erkennen."),
        (network(mixing=ACROSS), "Die Partner arbeiten über ihre Bereiche hinweg zusammen."),
        (network(mixing=ACROSS, cohesion=APART), "Das Netz zerfällt in Teile, die nichts verbindet."),
        (network(cohesion=APART), "Jeder Bereich bleibt eher für sich."),
        (network(mixing=None), "So hängt die Zusammenarbeit der Partner zusammen."),
        (basic(), "Wie eng die Partner verbunden sind, lässt sich nur grob sagen."),
    ],
    ids=["silo", "open", "across", "parts", "silo in parts", "no sectors", "basic"],
)
def test_the_title_says_the_finding(found: NetworkResult, title: str) -> None:
    assert section(found).title == GERMAN.unwidowed(title)


@pytest.mark.parametrize(
    ("found", "mixing"),
    [(network(), "mixing_silo"), (network(mixing=OPEN), "mixing_open"), (network(mixing=ACROSS), "mixing_across")],
)
def test_the_lead_holds_the_ties_against_chance_and_says_what_hangs_on_one(found: NetworkResult, mixing: str) -> None:
    (lead,) = section(found).lead
    percent = "\N{NARROW NO-BREAK SPACE}%"
    fragile = SAY("relations.fragile", before=f"87{percent}", after=f"71{percent}")
    assert lead == f"{SAY(f'relations.{mixing}')} {fragile}"


def test_a_network_that_holds_without_its_best_connected_partner_is_said_to() -> None:
    (lead,) = section(network(fragility=Fragility(before=0.87, after=0.87))).lead
    assert lead.endswith(SAY("relations.sturdy"))


def test_a_smaller_response_gives_fewer_figures_and_says_so() -> None:
    part, least = section(broad()), section(basic())
    assert part.response == (SAY("relations.answered", n=21, organisations=31), SAY("relations.depth_broad"))
    assert least.response == (SAY("relations.answered", n=14, organisations=31), SAY("relations.depth_basic"))
    assert "80" in part.response[1]
    assert "65" in least.response[1]
    assert least.lead[0].startswith("Bei 65")
    assert (least.map, least.matrix, least.trust, least.sources, least.governance) == (None,) * 5
    assert least.figures is not None
    assert [group.name for group in least.figures.groups] == [SAY("ties.group_density")]


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (NetworkResult(refused="too_few", organisations=12, respondents=7), SAY("relations.refused_too_few", n=7)),
        (NetworkResult(refused="protected"), SAY("relations.refused_other")),
    ],
)
def test_a_refusal_gives_its_reason_and_nothing_else(found: NetworkResult, reason: str) -> None:
    built = section(found)
    title = GERMAN.unwidowed(SAY("relations.title_refused"))
    assert (built.title, built.lead, built.refused) == (title, (reason,), True)
    assert {built.map, built.matrix, built.figures, built.trust, built.partners} == {None}
    assert (built.response, built.unnamed) == ((), "")


@pytest.mark.parametrize(
    ("found", "rows"),
    [
        (NetworkResult(refused="too_few"), [("relations.hidden", "hidden.too_few")]),
        (NetworkResult(refused="protected"), [("relations.hidden", "hidden.protected")]),
        (network(), [("relations.hidden_trust_parts", "hidden.protected")]),
        (network(trust=trust_in_parts()), [("relations.hidden_trust_blocks", "hidden.too_few")]),
        (
            broad(trust=None, blocks=(), circles=(), named=None, agreed=3),
            [
                ("relations.hidden_depth", "hidden.too_few"),
                ("relations.hidden_blocks", "hidden.too_few"),
                ("relations.hidden_trust", "hidden.too_few"),
                ("relations.hidden_named", "relations.reason_consent"),
            ],
        ),
        (
            network(named=None, agreed=75),
            [
                ("relations.hidden_trust_parts", "hidden.protected"),
                ("relations.hidden_named", "relations.reason_crowded"),
            ],
        ),
    ],
)
def test_what_is_hidden_stands_on_the_method_page_with_its_reason(
    found: NetworkResult, rows: list[tuple[str, str]]
) -> None:
    assert hidden(found) == [(SAY(subject), SAY(reason)) for subject, reason in rows]


def test_below_the_broad_pattern_the_method_page_names_all_that_is_missing() -> None:
    assert [subject for subject, _ in hidden(basic())] == [
        SAY("relations.hidden_pattern"),
        SAY("relations.hidden_blocks"),
        SAY("relations.hidden_trust"),
        SAY("relations.hidden_named"),
    ]


def test_the_method_page_explains_what_is_told_and_gives_its_sources() -> None:
    (passage,) = [one for one in explained(material_of(network())) if one.anchor == "method-network"]
    trust, sources = SAY("relations.method_trust"), SAY("relations.method_sources")
    assert passage.paragraphs == (*GERMAN.paragraphs("relations.method"), trust, sources)
    (passage,) = [one for one in explained(material_of(basic())) if one.anchor == "method-network"]
    assert passage.paragraphs == GERMAN.paragraphs("relations.method")
    built = method_section(material_of(network()))
    assert built is not None
    for name in ("Krackhardt, D.", "Provan, K. G.", "Varda, D. M.", "Freeman, L. C.", "Bevc, C."):
        assert any(source.startswith(name) for source in built.sources), name


def test_the_first_page_has_a_line_on_the_network_and_names_what_only_the_ties_show() -> None:
    cover = cover_page(material_of(network()))
    assert cover.network == SAY("relations.cover_line", sentence="Jeder Bereich bleibt eher für sich.")
    assert SAY("relations.ties_only", names="„Überblick“") in cover.more
    assert cover.relations == ()
    others = network(sources=(SecondSource(barrier="overview", outcome="perceived"),))
    assert cover_page(material_of(others)).more == ()


def test_a_network_is_told_where_every_scale_is_withheld() -> None:
    whole = diagnosis(scales("withheld"), network=network(sources=()))
    view = build_report(whole, VOLLANALYSE)
    assert view.cover.heading == SAY("cover.all_withheld")
    assert view.cover.network
    assert [entry.anchor for entry in view.contents] == ["network", "method"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_survey_of_ties_alone_gives_a_whole_report(language: str) -> None:
    view = build_report(ties_alone(), NETZWERK, language=language, occasion=Occasion(names=organisations(60)))
    assert [entry.anchor for entry in view.contents] == ["network", "method"]
    assert len(view.cover.relations) == 3
    assert len(view.cover.lead) == 2
    assert (view.cover.profile, view.cover.findings, view.cover.network, view.barriers) == (None, (), "", ())
    assert (view.dissent, view.sectors, view.conditions, view.steps, view.yields) == (None,) * 5


def test_the_first_page_of_ties_alone_tells_the_finding_with_its_figures() -> None:
    percent = "\N{NARROW NO-BREAK SPACE}%"
    first, second, third = network_findings(material_of(ties_alone()))
    assert first.label == SAY("relations.mixing_silo")
    assert first.value == "E-I-Index −0,31, durch Zufall wären 0,42 zu erwarten, p höchstens 0,01"
    assert second.value == f"heute 87{percent}, danach 71{percent} der Paare"
    assert third.label == "Im Mittel vertrauen die Partner einander mit 2,9 von 4."
    (only,) = network_findings(material_of(ties_alone(basic())))
    assert only.value == SAY("relations.cover_known", n=14)


def test_the_method_page_of_ties_alone_says_nothing_of_statements() -> None:
    built = method_section(material_of(ties_alone()))
    assert built is not None
    headings = [passage.heading for passage in built.passages]
    assert headings == [SAY("relations.method_heading"), SAY("method.limits_heading")]
    assert built.passages[-1].paragraphs == GERMAN.paragraphs("relations.limits")
    assert [row.subject for row in built.hidden] == [SAY("relations.hidden_trust_parts")]
    everything = network(trust=None, blocks=(), named=None)
    assert "Ericson" not in " ".join(built.sources)
    assert method_section(material_of(ties_alone(everything))) is not None


def test_ties_alone_of_too_few_are_one_page_with_the_reason() -> None:
    refused = NetworkResult(refused="too_few", organisations=12, respondents=7)
    view = build_report(ties_alone(refused), NETZWERK)
    assert view.cover.heading == SAY("cover.all_withheld")
    assert view.cover.lead[:2] == (SAY("relations.refused_too_few", n=7), SAY("cover.too_few_next"))
    assert (view.network, view.method, view.contents) == (None, None, ())


def test_nothing_hidden_of_ties_alone_is_said_without_scales() -> None:
    by_group = network().trust
    assert by_group is not None
    whole = msgspec.structs.replace(by_group, reliable=by_group.total)
    built = method_section(material_of(ties_alone(network(trust=whole, sources=()))))
    assert built is not None
    assert (built.hidden, built.hidden_nothing) == ((), SAY("relations.hidden_nothing"))


def test_a_report_with_ties_is_the_same_for_the_same_ties() -> None:
    occasion = Occasion(names=organisations(60))
    first, second = (build_report(with_network(), VOLLANALYSE, occasion=occasion) for _ in range(2))
    assert first == second


def test_p_is_never_said_to_be_nothing() -> None:
    values = {p: network(mixing=msgspec.structs.replace(SILO, p=p)) for p in (0.01, 0.2)}
    told = {p: network_findings(material_of(ties_alone(found)))[0].value[-17:] for p, found in values.items()}
    assert told[0.01].endswith("p höchstens 0,01")
    assert told[0.2].endswith("p = 0,20")


def test_an_organisation_without_a_name_is_shown_by_its_id() -> None:
    view = build_report(with_network(network(named=named(6))), VOLLANALYSE, occasion=Occasion(names={"o00": "Amt"}))
    assert view.network is not None
    assert view.network.partners is not None
    assert [row.name for row in view.network.partners.rows] == ["Amt", "o01", "o02", "o03", "o04", "o05"]


def test_sectors_that_are_not_defined_leave_their_figures_out() -> None:
    bare: Mixing = msgspec.structs.replace(SILO, assortativity=None, modularity=None)
    built = section(network(mixing=bare)).figures
    assert built is not None
    assert "Assortativität" not in built.groups[1].rows[0].detail
