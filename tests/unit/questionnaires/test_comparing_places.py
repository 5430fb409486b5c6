"""Two versions whose parts have another order, page or set of choices."""

from __future__ import annotations

from tests.unit.questionnaires.samples import MAIN, sample
from tests.unit.questionnaires.test_comparing import SILOS_02, TRUST, edited, in_english, told

KNOWN = """
    [[page.roster.part]]
    id = "known"
    choices = "days"
"""
NEW_SET = """
[choices.week]
codes = [1, 2]
"""
FIRST = "[[page]]\nid = "


def test_another_order_is_comparable_and_of_scales_harmless() -> None:
    first, second = (MAIN[MAIN.index("[[page]]") : MAIN.index(FIRST + '"more"')], MAIN[MAIN.index(FIRST + '"more"') :])
    silos = '[[scale]]\nid = "silos"\nbarrier = "silos"\nfamily = "organisational"\n'

    assert told(edited((first + second, second + "\n" + first))) == [
        ("comparable", "page: the order is now more, across, and was across, more.")
    ]
    assert told(edited((silos, ""), ("[[page]]", silos + "\n[[page]]"))) == [
        ("harmless", "scale: the order is now reach, silos, and was silos, reach.")
    ]
    turned = edited((SILOS_02, ""), ('id = "across"\n', 'id = "across"\n' + SILOS_02))
    before, now = (
        f'statement "silos_{first}", statement "silos_{second}"' for first, second in (("01", "02"), ("02", "01"))
    )
    assert told(turned) == [("comparable", f'page "across": the order is now {now}, and was {before}.')]
    assert told(edited((KNOWN, ""), (TRUST, TRUST + KNOWN))) == [
        ("comparable", 'roster "ties": the order is now trust, known, and was known, trust.')
    ]


def test_a_statement_on_another_page_is_comparable() -> None:
    moved = edited((SILOS_02, ""), ('id = "more"\n', 'id = "more"\n' + SILOS_02))

    assert told(moved) == [
        ("comparable", 'statement "silos_02": now stands on the page more, before on the page across.')
    ]


def test_a_page_that_is_split_is_comparable() -> None:
    new = edited(
        (SILOS_02, '\n[[page]]\nid = "between"\n' + SILOS_02),
        texts=(("[pages.more]", '[pages.between]\ntitle = "B"\n\n[pages.more]'),),
    )

    assert told(new) == [
        ("comparable", 'page "between": this page is new.'),
        ("comparable", 'statement "silos_02": now stands on the page between, before on the page across.'),
    ]
    assert ("comparable", 'page "between": this page is gone.') in told(sample(), new)


def test_a_set_of_choices_under_another_name_is_harmless_if_it_offers_the_same() -> None:
    use = 'id = "meeting"\n  kind = "multiple"\n  choices = '
    same, other, fewer = (
        edited(
            ("\n[[scale]]", NEW_SET.replace("[1, 2]", codes) + "\n[[scale]]"),
            (f'{use}"days"', f'{use}"week"'),
            texts=(("[scales]", f'[choices.week]\n1 = "Monday"\n2 = "{label}"\n3 = "Sunday"\n\n[scales]'),),
        )
        for codes, label in (("[1, 2]", "Friday"), ("[1, 2]", "Saturday"), ("[1, 3]", "Friday"))
    )
    renamed = [
        ("harmless", "choices.week: these answers are new. What that changes is told at the questions."),
        ("harmless", 'question "meeting": “choices” is now "week", and was "days".'),
    ]

    old = edited(texts=(('2 = "Friday"', '2 = "Friday"\n3 = "Sunday"'),))
    assert [told(in_english(one), in_english(old)) for one in (same, other, fewer)] == [
        renamed,
        [("comparable", 'question "meeting": the answers have other labels.'), *renamed],
        [("breaking", 'question "meeting": “codes” is now [1, 3], and was [1, 2].'), *renamed],
    ]
