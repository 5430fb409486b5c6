"""Two devices change one page: whatever the order, an answer is kept, or told to contradict another."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from diagnostic.domain.merging import Changes, changed, is_open, let_go, merge
from questionnaires.asking import fields_of
from questionnaires.loading import find

SKIPPED = 99
PAGE = fields_of(find("vollanalyse"), "skills")
WISHES = next(one for one in PAGE if one.kind == "multiple")
ONE, OTHER = (one for one in PAGE[:2])
SOME = st.dictionaries(st.sampled_from((ONE.id, OTHER.id)), st.sampled_from((1, 2, 98, SKIPPED)))


def ticked(*chosen: int) -> dict[str, int]:
    """Return a multiple choice with some of its options ticked."""
    return {name: int(number in chosen) for number, name in enumerate(WISHES.variables)}


def test_what_one_changed_and_the_other_did_not_is_kept() -> None:
    merged = merge(PAGE, seen={ONE.id: 1}, sent={ONE.id: 1, OTHER.id: 2}, kept={ONE.id: 5})

    assert (merged.changes, merged.clashes) == ({OTHER.id: 2}, ())


def test_what_both_changed_to_the_same_is_no_change() -> None:
    merged = merge(PAGE, seen={ONE.id: 1}, sent={ONE.id: 2}, kept={ONE.id: 2})

    assert (merged.changes, merged.clashes) == ({}, ())


def test_what_both_changed_differently_clashes_even_where_one_took_it_back() -> None:
    for sent in ({ONE.id: 3}, {}):
        merged = merge(PAGE, seen={ONE.id: 1}, sent=sent, kept={ONE.id: 2})
        assert (merged.changes, merged.clashes) == ({}, (ONE.id,))


def test_the_options_of_one_question_belong_together() -> None:
    merged = merge(PAGE, seen=ticked(0), sent=ticked(0, 1), kept=ticked(0, 2))

    assert (merged.changes, merged.clashes) == ({}, (WISHES.id,))


def test_an_answer_taken_back_is_a_change_and_a_question_let_go_is_not() -> None:
    merged = merge(PAGE, seen={ONE.id: 1, OTHER.id: SKIPPED}, sent={}, kept={ONE.id: 1, OTHER.id: SKIPPED})

    assert merged.changes == {ONE.id: None}
    assert changed({ONE.id: 1, OTHER.id: SKIPPED}, merged.changes) == {OTHER.id: SKIPPED}


def test_an_answer_takes_the_place_of_a_question_let_go_meanwhile() -> None:
    merged = merge(PAGE, seen={}, sent={ONE.id: 4}, kept={ONE.id: SKIPPED})

    assert (merged.changes, merged.clashes) == ({ONE.id: 4}, ())


def test_what_is_undecided_stays_a_clash_until_it_is_equal() -> None:
    still = merge(PAGE, seen={ONE.id: 2}, sent={ONE.id: 1}, kept={ONE.id: 2}, undecided={ONE.id})
    equal = merge(PAGE, seen={ONE.id: 2}, sent={ONE.id: 2}, kept={ONE.id: 2}, undecided={ONE.id})

    assert (still.clashes, equal.clashes) == ((ONE.id,), ())


def test_whatever_is_open_is_let_go_and_then_open_no_more() -> None:
    released = let_go(PAGE, {ONE.id: 1})

    assert ONE.id not in released
    assert set(released.values()) == {SKIPPED}
    assert not [one.id for one in PAGE if is_open(one, changed({ONE.id: 1}, released))]


@given(seen=SOME, sent=SOME, kept=SOME)
def test_merging_twice_changes_nothing_more(seen: dict[str, int], sent: dict[str, int], kept: dict[str, int]) -> None:
    first = merge(PAGE, seen=seen, sent=sent, kept=kept)
    after = changed(kept, first.changes)
    again: Changes = merge(PAGE, seen=changed(seen, first.changes), sent=sent, kept=after).changes

    assert again == {}
    assert not [name for name in first.clashes if name in first.changes]
