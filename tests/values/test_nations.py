"""The tables of names: each abbreviation is shown as its own body, and no name stands for two."""

from __future__ import annotations

from collections import Counter

import pytest

from holdfast.values import nations
from holdfast.values.sector import EVERY_SECTOR


def rows() -> list[tuple[str, tuple[str, ...]]]:
    return [(ref, tuple(names.split(";"))) for ref, names in nations._rows("bodies.tsv")]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("RIA", "RIA Novosti"),
        ("RT", "Russia Today"),
        ("TASS", "TASS"),
        ("ELN", "ELN"),
        ("FARC", "FARC"),
        ("GRU", "GRU"),
        ("UNHCR", "UNHCR"),
        ("UN", "United Nations"),
        ("U.N.", "United Nations"),
        ("IAEA", "International Atomic Energy Agency"),
        ("CIA", "Central Intelligence Agency"),
        ("LPR", "Luhansk People's Republic"),
        ("PLO", "Palestine Liberation Organization"),
        ("MSF", "Médecins Sans Frontières"),
        ("ASEAN", "ASEAN"),
        ("NATO", "NATO"),
    ],
)
def test_an_abbreviation_is_shown_as_its_own_body(words: str, shown: str) -> None:
    entry = nations.named(words)
    assert entry is not None
    assert entry.name == shown


@pytest.mark.parametrize(("ref", "names"), rows(), ids=[names[0] for _, names in rows()])
def test_no_name_of_a_row_borrows_that_of_another_body(ref: str, names: tuple[str, ...]) -> None:
    for name in names:
        entry = nations.named(name)
        assert entry is not None, name
        if entry.ref != ref or entry.name == name or len(name) > nations.LONGEST_ABBREVIATION:
            continue  # shown as written, or a row above has the name
        letters, shown = name.replace(".", "").replace("’", "'").upper(), entry.name.upper()
        rest = iter(shown)
        assert shown[0] == letters[0], (name, entry.name)
        assert all(letter in rest for letter in letters), (name, entry.name)


def test_every_ref_of_the_table_is_well_formed() -> None:
    known = set(nations.countries())
    for ref, _ in rows():
        for one in ref.split("+"):
            head, _, tail = one.partition(" ")
            assert head in {"IGO", "NGO", "MED", "BUS"} or (head in known and tail in EVERY_SECTOR), ref


def test_no_name_stands_in_two_rows() -> None:
    counted = Counter(name for _, names in rows() for name in set(names))
    assert [name for name, times in counted.items() if times > 1] == []
