"""The other published measures, on inputs small enough to score by hand."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from holdfast.model import Document, Statement
from holdfast.reading.fake import FakePredictor, Marked, letters
from holdfast.reading.trained import TrainedReader
from tests.bench.modules import load

boundaries = load("boundaries")
cameo = load("cameo")
factuality = load("factuality")
muc = load("muc")
spans = load("spans")
tables = load("tables")


class OneClaim:
    """A reader that finds the same written claims in every text that has their triggers."""

    name = "one claim 1"

    def __init__(self, *marked: Marked) -> None:
        self._marked = marked

    def read(self, document: Document) -> list[Statement]:
        return TrainedReader(FakePredictor(document.text, self._marked), letters(), name=self.name).read(document)

    def read_all(self, documents: Any) -> Iterator[tuple[Document, list[Statement]]]:
        return ((document, self.read(document)) for document in documents)


def part(start: int, end: int, **fields: Any) -> dict[str, Any]:
    return {"start": start, "end": end} | fields


# Spans


def test_each_stretch_is_right_once() -> None:
    hits = spans.Hits()
    hits.add([(0, 5), (10, 15)], [(3, 12), (3, 12), (20, 25)], exact=False)
    assert (hits.wanted, hits.given, hits.right) == (2, 2, 1)
    exact = spans.Hits()
    exact.add([(0, 5), (10, 15)], [(0, 5), (10, 14)], exact=True)
    assert (exact.precision, exact.recall, exact.f1) == (0.5, 0.5, 0.5)


def test_a_token_that_is_not_in_the_text_stands_at_the_end_of_the_last() -> None:
    assert spans.offsets("do n't go", ["do", "not", "go"]) == [(0, 2), (2, 2), (7, 9)]


# Sources and targets

TAGGED = [
    "Iraqi B-S",
    "troops I-S",
    "shelled O",
    "Syria B-T",
    "'s I-T",
    "army I-T",
    ". O",
    "",
    "Chad B-R",
    "and O",
    "Mali B-R",
    "met O",
]


def test_tokens_become_running_text_with_their_parties() -> None:
    first, second = cameo.sentences(TAGGED)
    assert (first.text, second.text) == ("Iraqi troops shelled Syria's army.", "Chad and Mali met")
    assert [first.text[slice(*one)] for one in (*first.parties["S"], *first.parties["T"])] == [
        "Iraqi troops",
        "Syria's army",
    ]
    assert [second.text[slice(*one)] for one in second.parties["R"]] == ["Chad", "Mali"]


def test_roles_are_scored_apart_and_together() -> None:
    first, _ = cameo.sentences(TAGGED)
    swapped = {"act": "assert", "actors": [part(21, 33)], "recipients": [part(0, 12)]}
    measure = cameo.Measure()
    measure.add(first, [swapped])
    rows = {(role, way): f1 for _, role, way, _, _, f1 in measure.rows("all")}
    assert (rows["source", "overlap"], rows["target", "exact"], rows["either", "exact"]) == (0.0, 0.0, 1.0)


def test_one_of_a_pair_is_right_as_source_and_as_target() -> None:
    _, second = cameo.sentences(TAGGED)
    measure = cameo.Measure()
    measure.add(second, [{"act": "assert", "actors": [part(0, 4)], "recipients": [part(9, 13)]}])
    rows = {(role, way): (precision, recall) for _, role, way, precision, recall, _ in measure.rows("all")}
    assert rows["source", "exact"] == (0.0, 0.0)  # nothing was asked for and nothing is held against it
    assert rows["either", "exact"] == (1.0, 1.0)


@pytest.mark.parametrize(
    ("actor", "verdict"),
    [
        (part(0, 12, ref="IRQ MIL"), "right"),
        (part(0, 12, ref="SYR MIL"), "wrong"),
        (part(0, 12, ref=None), "wrong"),
        (part(25, 33, ref="IRQ MIL"), "not found"),
    ],
)
def test_a_country_is_right_if_the_words_name_it(actor: dict[str, Any], verdict: str) -> None:
    (first,) = cameo.sentences(["Iraqi B-S", "troops I-S", "shelled O", "Syria O", "'s O", "army O"])
    assert cameo.countries(first, [{"act": "assert", "actors": [actor]}]) == Counter([verdict])


# The dead


@pytest.mark.parametrize(
    ("text", "number", "words", "stated"),
    [
        ("THE SIX SPANISH\nJESUITS WERE KILLED", 6, "JESUITS", True),
        ("KILLING 10 PEASANTS", 10, "PEASANTS", True),
        ("SIX MEN SAW THAT YESTERDAY FIVE JESUITS WERE KILLED", 6, "JESUITS", False),
        ("THE JESUITS WERE KILLED", 6, "JESUITS", False),
        ("SIX JESUITS WERE KILLED", 5, "JESUITS", False),
    ],
)
def test_a_number_is_stated_if_it_stands_before_the_victims(
    text: str, number: int, words: str, *, stated: bool
) -> None:
    assert muc.stated(text, number, words) is stated


def test_numbers_that_the_key_leaves_open_are_none() -> None:
    victims = [
        {"number": 6, "string": "JESUITS", "effect": "DEATH"},
        {"number": "PLURAL", "string": "WOMEN", "effect": "DEATH"},
        {"number": 9, "string": "MEN", "effect": "INJURY"},
    ]
    report = muc.report({"text": "SIX JESUITS DIED", "templates": [{"victims": victims}]})
    assert (report.dead, report.written) == ((6,), frozenset({6}))


def test_the_largest_figures_of_killed_are_compared() -> None:
    marked = Marked(
        trigger="killed", labels={"type": "ASSAULT"}, parts={"quote": ["Six men were killed"], "count": ["Six"]},
        counted={"Six": "killed"},
    )  # fmt: skip
    text = "Six men were killed in the town."
    found = muc.killed(OneClaim(marked), text)
    assert found == [6]
    reports = [
        muc.Report(text=text, dead=(6, 1), written=frozenset({6})),
        muc.Report(text="", dead=(), written=frozenset()),
    ]
    assert muc.row("x", reports, [found, []]) == ("x", 1, 1.0, 2, 1.0, 1.0)
    assert muc.row("x", reports, [[5], [3]]) == ("x", 1, 0.0, 2, 0.0, 0.0)


def test_capitals_become_sentences() -> None:
    assert muc.sentence_case("BOGOTA IS CALM. IT RAINS.\n\nTHE END") == "Bogota is calm. It rains.\n\nThe end"


# Factuality


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ({"act": "assert", "status": "happened", "polarity": "affirmed"}, "happened"),
        ({"act": "assert", "status": "ongoing", "polarity": "affirmed"}, "happened"),
        ({"act": "deny", "status": "happened", "polarity": "affirmed"}, "did not happen"),
        ({"act": "promise", "status": "planned", "polarity": "negated"}, "will or may not"),
        ({"act": "question", "status": "happened", "polarity": "affirmed"}, "questioned"),
        ({"act": "demand", "status": "hypothetical", "polarity": "affirmed"}, "hypothetical"),
    ],
)
def test_labels_are_a_kind_of_happening(statement: dict[str, Any], name: str) -> None:
    assert factuality.KINDS[factuality.kind(statement)] == name


def case(kind: str, rating: float) -> Any:
    return factuality.Case(kind=factuality.KINDS.index(kind), rating=rating)


def test_a_later_kind_is_never_worth_less() -> None:
    known = [case("did not happen", -1.0), case("possible", 0.5), case("planned", -0.5), case("happened", 1.0)]
    worth = factuality.fitted(known)
    assert worth == sorted(worth)
    assert (worth[0], worth[-1]) == (-1.0, 1.0)
    assert worth[factuality.KINDS.index("possible")] == worth[factuality.KINDS.index("planned")] == 0.0


def test_only_predicates_of_which_something_is_said_are_measured(tmp_path: Path) -> None:
    line = (
        '{"text": "They fled and slept.", "tokens": ["They", "fled", "and", "slept", "."], '
        '"preds": [{"i": 1, "factual": 1.2}, {"i": 3, "factual": 1.0}]}'
    )
    (tmp_path / "dev.jsonl").write_text(line + "\n", encoding="utf-8")
    reader = OneClaim(Marked(trigger="fled", parts={"quote": ["They fled"]}))
    found, total = factuality.cases(reader, tmp_path / "dev.jsonl", sample=0)
    assert (found, total) == ([case("happened", 1.2)], 2)


def test_agreement_is_measured_beside_the_best_constant() -> None:
    known = [case("did not happen", -1.0), case("happened", 1.0), case("happened", 1.0)]
    table = factuality.measured(known, known, 6)[0]
    ours, constant = table.plain()
    assert (ours["Pearson r"], ours["mean error"]) == (pytest.approx(1.0), 0.0)
    assert (constant["Pearson r"], constant["mean error"]) == (None, pytest.approx(2 / 3))


# Names and mentions


def test_names_are_read_from_their_tags(tmp_path: Path) -> None:
    rows = [
        "# newdoc id = a",
        "# text = Ann Oe left Chad.",
        "1\tAnn\tB-PER",
        "2\tOe\tI-PER",
        "3\tleft\tO",
        "4\tChad\tB-LOC",
        "5\t.\tB-OTH",
    ]
    (tmp_path / "x.iob2").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (found,) = boundaries.names(tmp_path / "x.iob2")
    assert [(found.text[slice(*where)], kind) for where, kind in found.stretches] == [
        ("Ann Oe", "PER"),
        ("Chad", "LOC"),
    ]


def test_nested_mentions_are_read_from_their_brackets() -> None:
    notes = ["Entity=(1-person-new-x", "_", "Entity=(2-place-new-y)1)|SpaceAfter=No", "Entity=(3-time-new-z-1-coref)"]
    assert sorted(boundaries._bracketed(notes)) == [(0, 2, "mention"), (2, 2, "mention"), (3, 3, "mention")]


def test_a_span_is_a_mention_holds_one_or_crosses_one() -> None:
    text = "The army of Chad shelled a market."
    marked = Marked(trigger="shelled", parts={"quote": [text], "actor": ["The army"], "recipient": ["a market"]})
    document = boundaries.Marked(
        text=text, stretches=(((0, 16), "mention"), ((4, 12), "mention"), ((25, 33), "mention"))
    )
    rows = {row[0]: row[1:] for row in boundaries.exactly(OneClaim(marked), iter([document]))}
    assert rows["actors"] == (1, 1, 0.0, 1.0)
    assert rows["recipients"] == (1, 1, 1.0, 0.0)
    assert rows["place"] == (0, 0, None, None)


def test_a_name_is_whole_in_a_span_that_holds_it() -> None:
    text = "Ann Oe fled Chad."
    marked = Marked(trigger="fled", parts={"quote": ["Ann Oe fled Chad"], "actor": ["Oe"], "place": ["Chad"]})
    document = boundaries.Marked(text=text, stretches=(((0, 6), "PER"), ((12, 16), "LOC")))
    rows = {row[0]: row[1:] for row in boundaries.kept_whole(OneClaim(marked), iter([document]))}
    assert rows["place"] == (1, 1, 1.0, 0.0, 0.0, 1.0)
    assert rows["actors"][1] == 1


# Tables


def test_a_table_takes_its_place_on_a_page_and_nothing_else_changes(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- table: t -->\nold\n<!-- end of t -->\nafter\n", encoding="utf-8")
    table = tables.Table(name="t", columns=("what", "share", "of"), rows=[("x", 0.5, 1200), ("y", None, 0)])
    tables.publish([table], argparse.Namespace(json=tmp_path / "t.json", page=page))
    tables.publish([table], argparse.Namespace(json=None, page=page))
    assert page.read_text(encoding="utf-8").splitlines() == [
        "before", "<!-- table: t -->", "| what | share | of |", "| --- | --- | --- |", "| x | 0.500 | 1,200 |",
        "| y | – | 0 |", "<!-- end of t -->", "after",
    ]  # fmt: skip
    assert '"share": 0.5' in (tmp_path / "t.json").read_text(encoding="utf-8")


def test_a_place_may_be_empty(tmp_path: Path) -> None:
    table = tables.Table(name="t", columns=("what",), rows=[])
    page = tables.replaced("<!-- table: t -->\n<!-- end of t -->\n", table, where=tmp_path)
    assert page == "<!-- table: t -->\n| what |\n| --- |\n<!-- end of t -->\n"


def test_a_page_without_a_place_for_a_table_is_an_error(tmp_path: Path) -> None:
    table = tables.Table(name="t", columns=("what",), rows=[])
    with pytest.raises(SystemExit, match="no place for the table t"):
        tables.replaced("before", table, where=tmp_path)
