from __future__ import annotations

from pathlib import Path

import pytest

from holdfast.agreements import library, lint, load
from holdfast.errors import InvalidAgreement, MissingInput
from tests.agreements.making import folder

HEADER = """\
id: test
title: A test
status: signed
date: 2022-03-01
texts:
  - {id: english, lang: en, text: There shall be peace.}
areas:
  north: {names: [Kyiv]}
"""

MISTAKES = {
    "an unknown clause type": ("id: one\ntype: obligatoin\n", "clauses/1.yml:2:", "Did you mean obligation?"),
    "no clause type": ("id: one\n", "clauses/1.yml:1:", "has no type"),
    "an unknown field": ("id: one\ntype: prohibition\nwehn: {}\n", "clauses/1.yml:3:", "Did you mean when?"),
    "a field of another type": ("id: one\ntype: prohibition\nassist_within: 3\n", "clauses/1.yml:3:", "is no field"),
    "an unknown area": ("id: one\ntype: prohibition\nwhere:\n  - nroth\n", "clauses/1.yml:4:", "Did you mean north?"),
    "an unknown text": (
        "id: one\ntype: declaration\ntext_refs:\n  - {text: englsh}\n",
        "clauses/1.yml:4:",
        "Did you mean english?",
    ),
    "words that the text has not": (
        "id: one\ntype: declaration\ntext_refs:\n  - {text: english, quote: war}\n",
        "clauses/1.yml:4:",
        "do not stand in the text",
    ),
    "a deadline before the start": (
        "id: one\ntype: obligation\nwhen: {from: 2022-03-10}\ndeliverable: {type: [AID]}\ndeadline: 2022-03-09\n",
        "clauses/1.yml:5:",
        "before the start",
    ),
    "a day that is none": (
        "id: one\ntype: declaration\nwhen:\n  from: 2022-02-30\n",
        "clauses/1.yml:4:",
        "not a day of the calendar",
    ),
    "a day in other words": (
        "id: one\ntype: declaration\nwhen:\n  from: 30 March\n",
        "clauses/1.yml:4:",
        "Write it like 2022-03-29",
    ),
    "a number where a name belongs": ("id: 1.10\ntype: declaration\n", "clauses/1.yml:1:", "quotation marks"),
    "one name where a list belongs": (
        "id: one\ntype: prohibition\nwho: RUS\n",
        "clauses/1.yml:3:",
        "Write it as a list: [RUS]",
    ),
    "an empty field": ("id: one\ntype: prohibition\ntitle:\n", "clauses/1.yml:3:", "has no value"),
    "a key twice": ("id: one\ntype: declaration\nid: two\n", "clauses/1.yml:3:", "stands twice, first on line 1"),
    "broken YAML": ("id: [one\ntype: x: y\n", "clauses/1.yml:2:", "Mend the YAML"),
    "an alias": ("id: &a one\ntype: declaration\ntitle: *a\n", "clauses/1.yml:3:", "Write the value out"),
    "an empty file": ("\n", "clauses/1.yml:1:", "It is empty"),
    "no mapping": ("- one\n", "clauses/1.yml:1:", "group of fields"),
    "a condition in a circle with itself": (
        "id: one\ntype: condition\nall_of:\n  - {clause: one}\n",
        "clauses/1.yml:4:",
        "wait for one another: one → one",
    ),
    "a clause that is not there": (
        "id: one\ntype: declaration\nin_force_if: [tow]\n",
        "clauses/1.yml:3:",
        "There is no clause tow",
    ),
    "a condition of nothing": ("id: one\ntype: condition\n", "clauses/1.yml:1:", "requires nothing"),
    "a reading that overrides nothing": (
        "id: one\ntype: prohibition\nmateriality: 2\nreadings:\n  - {id: mild, overrides: {materiality: 2}}\n",
        "clauses/1.yml:5:",
        "overrides nothing",
    ),
    "a reading without overrides": (
        "id: one\ntype: prohibition\nreadings:\n  - {id: mild}\n",
        "clauses/1.yml:4:",
        "overrides nothing",
    ),
    "a reading of an unknown field": (
        "id: one\ntype: prohibition\nreadings:\n  - id: mild\n    overrides:\n      materialty: 3\n",
        "clauses/1.yml:6:",
        "Did you mean materiality?",
    ),
    "a reading of a wrong kind": (
        "id: one\ntype: prohibition\nreadings:\n  - id: mild\n    overrides:\n      materiality: much\n",
        "clauses/1.yml:5:",
        "cannot be used",
    ),
    "a reduction without a baseline": ("id: one\ntype: reduction\n", "clauses/1.yml:1:", "has no baseline"),
    "a baseline that reaches into the promise": (
        "id: one\ntype: reduction\nwhen: {from: 2022-03-10}\nbaseline:\n  from: 2022-03-01\n  to: 2022-03-10\n",
        "clauses/1.yml:6:",
        "when the clause binds already",
    ),
    "an increase": (
        "id: one\ntype: reduction\nbaseline: {from: 2022-02-01, to: 2022-02-20}\ntarget_ratio: 1.5\n",
        "clauses/1.yml:4:",
        "target_ratio is 1.5",
    ),
    "an unknown type of happening": (
        "id: one\ntype: prohibition\nwhat:\n  type: [ASAULT]\n",
        "clauses/1.yml:4:",
        "Did you mean ASSAULT?",
    ),
    "a limit without a number": ("id: one\ntype: limit\nquantity: personnel\n", "clauses/1.yml:1:", "neither max nor"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_file_line_and_remedy(name: str, tmp_path: Path) -> None:
    clause, where, remedy = MISTAKES[name]
    with pytest.raises(InvalidAgreement) as told:
        load(folder(tmp_path, clause, HEADER))
    assert any(str(problem).startswith(where) and remedy in str(problem) for problem in told.value.problems), told.value


def test_all_mistakes_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        "id: one\ntype: prohibitoin\n",
        HEADER + "sttus: x\n",
        **{"clauses/2.yml": "id: two\ntype: declaration\nfoo: 1\n", "clauses/3.yml": "id: three\ntype: step\n"},
    )
    with pytest.raises(InvalidAgreement) as told:
        load(path)
    assert [problem.file for problem in told.value.problems] == [
        "agreement.yml",
        "clauses/1.yml",
        "clauses/2.yml",
        "clauses/3.yml",
    ][: len(told.value.problems)]
    assert len(told.value.problems) == 4


def test_a_clause_id_stands_once(tmp_path: Path) -> None:
    path = folder(tmp_path, **{"clauses/2.yml": "id: one\ntype: declaration\n"})
    assert any("clauses/2.yml:1: The clause one stands in clauses/1.yml already" in str(one) for one in lint(path))


def test_a_circle_over_several_clauses_is_told_once(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        "id: one\ntype: condition\nall_of: [{clause: two}]\n",
        **{"clauses/2.yml": "id: two\ntype: condition\nany_of: [{clause: one}]\n"},
    )
    with pytest.raises(InvalidAgreement) as told:
        load(path)
    assert [problem for problem in told.value.problems if "wait for one another" in problem.what] == list(
        told.value.problems
    )
    assert len(told.value.problems) == 1


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "clauses/1.yml").write_bytes(b"id: one\ntitle: Stra\xdfe\n")
    with pytest.raises(InvalidAgreement) as told:
        load(path)
    assert [str(one) for one in told.value.problems] == [
        "clauses/1.yml:2: Byte 19 is not UTF-8. Save the file as UTF-8"
    ]


def test_a_yaml_bomb_is_refused_before_it_grows(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{p}, *{p}]\n" for p, n in zip("abcdefgh", "bcdefghi", strict=True))
    with pytest.raises(InvalidAgreement, match="alias"):
        load(folder(tmp_path, bomb))


def test_a_file_nested_too_deeply_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidAgreement, match="levels deep"):
        load(folder(tmp_path, "a: " + "[" * 100 + "]" * 100))


def test_a_file_nested_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidAgreement, match="levels deep"):
        load(folder(tmp_path, "a:\n" + "".join(" " * depth + "-\n" for depth in range(1, 1200))))


def test_an_agreement_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="Did you mean ru-2022-03-29-reduction"):
        load("ru-2022-03-29-reducton")
    with pytest.raises(MissingInput):
        load(tmp_path / "nowhere")
    file = tmp_path / "notes.txt"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(MissingInput, match="this is a file"):
        load(file)


def test_an_empty_folder_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InvalidAgreement, match=r"agreement.yml:1: It is missing"):
        load(tmp_path)
    folder(tmp_path)
    (tmp_path / "clauses/1.yml").unlink()
    with pytest.raises(InvalidAgreement, match="There is no clause"):
        load(tmp_path)


def test_lint_asks_for_sources_and_situations(tmp_path: Path) -> None:
    assert [one.file for one in lint(folder(tmp_path))] == ["SOURCES.md", "tests"]


def test_text_that_other_readers_take_for_something_else_stays_text(tmp_path: Path) -> None:
    clause = "id: one\ntype: declaration\ntitle: NO\nnote: 12:30\n"
    agreement = load(folder(tmp_path, clause))
    assert agreement.clauses[0].title == "NO"
    assert agreement.clauses[0].note == "12:30"
    assert agreement.date == "2022-03-01"


def test_a_clause_s_own_policy_is_looked_at_too(tmp_path: Path) -> None:
    wrong = lint(folder(tmp_path, "id: one\ntype: declaration\nevidence: {min_confidence: -1}\n"))
    assert any("min_confidence is -1" in one.what and (one.file, one.line) == ("clauses/1.yml", 3) for one in wrong)


def test_a_clause_changes_only_what_it_says_of_the_evidence_policy(tmp_path: Path) -> None:
    header = HEADER + "evidence: {min_independent: 3, settle_days: 9}\n"
    (clause,) = load(folder(tmp_path, "id: one\ntype: declaration\nevidence: {settle_days: 1}\n", header)).clauses
    assert clause.evidence is not None
    assert (clause.evidence.min_independent, clause.evidence.settle_days) == (3, 1)


def test_the_header_file_stands_for_its_folder(tmp_path: Path) -> None:
    assert load(folder(tmp_path) / "agreement.yml").id == "test"


def test_the_library_holds_the_two_agreements_of_march_2022() -> None:
    assert {"ru-2022-03-29-reduction", "ua-2022-03-istanbul-proposals"} <= set(library())


HEADERS = {
    "a missing field": ("id: test\nstatus: signed\ndate: 2022-03-01\n", "agreement.yml:1:", "no title"),
    "an unknown status": (
        "id: test\ntitle: T\nstatus: agreed\ndate: 2022-03-01\n",
        "agreement.yml:3:",
        "There are in_force",
    ),
    "a day that is none": ("id: test\ntitle: T\nstatus: signed\ndate: 2022-02-30\n", "agreement.yml:4:", "calendar"),
    "a text twice": (
        "id: test\ntitle: T\nstatus: signed\ndate: 2022-03-01\ntexts:\n  - {id: a, lang: en, text: x}\n"
        "  - {id: a, lang: ru, text: y}\n",
        "agreement.yml:7:",
        "stands twice",
    ),
    "a translation of nothing": (
        "id: test\ntitle: T\nstatus: signed\ndate: 2022-03-01\ntexts:\n"
        "  - {id: english, lang: en, text: x, translation_of: rusian}\n",
        "agreement.yml:6:",
        "which is not there",
    ),
    "no voice needed": (
        "id: test\ntitle: T\nstatus: signed\ndate: 2022-03-01\nevidence:\n  min_independent: 0\n",
        "agreement.yml:5:",
        "at least one",
    ),
    "a chance above one": (
        "id: test\ntitle: T\nstatus: signed\ndate: 2022-03-01\nevidence:\n  min_confidence: 30\n",
        "agreement.yml:6:",
        "between 0 and 1",
    ),
    "a truth where a word belongs": (
        "id: test\ntitle: true\nstatus: signed\ndate: 2022-03-01\n",
        "agreement.yml:2:",
        "quotation marks",
    ),
    "a party by its name": (
        "id: test\ntitle: T\nstatus: signed\ndate: 2022-03-01\nparties:\n  - {id: Russia}\n",
        "agreement.yml:6:",
        "Russia is no reference",
    ),
    "an area of nothing": (
        "id: test\ntitle: T\nstatus: signed\ndate: 2022-03-01\nareas:\n  north: {note: the north}\n",
        "agreement.yml:6:",
        "Nothing lies in the area north",
    ),
    "a box of three numbers": (
        "id: test\ntitle: T\nstatus: signed\ndate: 2022-03-01\nareas:\n  north: {box: [1, 2, 3]}\n",
        "agreement.yml:6:",
        "docs/agreement.md",
    ),
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_mistake_of_the_header_is_told_with_line_and_remedy(name: str, tmp_path: Path) -> None:
    header, where, words = HEADERS[name]
    with pytest.raises(InvalidAgreement) as told:
        load(folder(tmp_path, header=header))
    assert any(str(problem).startswith(where) and words in str(problem) for problem in told.value.problems), told.value


MORE = {
    "an unknown control area": (
        "id: one\ntype: reduction\nbaseline: {from: 2022-02-01, to: 2022-02-20}\ncontrol_areas: [south]\n",
        "There is no area south",
    ),
    "an unknown excluded area": (
        "id: one\ntype: guarantee\ntrigger: {type: [ASSAULT]}\nexcluded_areas: [south]\n",
        "There is no area south",
    ),
    "an unknown area of a condition": (
        "id: one\ntype: condition\nall_of:\n  - {event: {type: [AGREE]}, where: [south]}\n",
        "There is no area south",
    ),
    "a baseline that runs backwards": (
        "id: one\ntype: reduction\nbaseline: {from: 2022-02-20, to: 2022-02-01}\n",
        "is before 2022-02-20",
    ),
    "a baseline on days that are none": (
        "id: one\ntype: reduction\nbaseline: {from: 2022-02-20, to: 2022-02-31}\n",
        "not days of the calendar",
    ),
    "negative grace": ("id: one\ntype: obligation\ndeliverable: {}\nwhen: {grace: -1}\n", "Give days from 0 on"),
    "a step beside nothing": ("id: one\ntype: step\nrelation: after\n", "nothing to stand in order with"),
    "a step after a clause that is not there": (
        "id: one\ntype: step\nrelation: after\nof_clause: two\n",
        "There is no clause two",
    ),
    "days from a request that nobody makes": (
        "id: one\ntype: consultation\nmeeting: {}\nwithin: 3\n",
        "The days count from a request",
    ),
    "a reading twice": (
        "id: one\ntype: prohibition\nreadings:\n  - {id: a, overrides: {materiality: 2}}\n"
        "  - {id: a, overrides: {materiality: 3}}\n",
        "The reading a stands twice",
    ),
    "a name where a reference belongs": (
        "id: one\ntype: prohibition\nwho: [Russia]\nwhat: {type: [AID]}\n",
        "RUS, UKR GOV",
    ),
    "a name in a pattern": (
        "id: one\ntype: guarantee\ntrigger: {type: [ASSAULT], actor: [Russia]}\n",
        "Russia is no reference",
    ),
    "a mode of another type": (
        "id: one\ntype: prohibition\nwhat: {type: [AID], mode: [missile]}\n",
        "missile is no mode of AID",
    ),
    "a mode misspelt": ("id: one\ntype: prohibition\nwhat: {mode: [misile]}\n", "Did you mean missile?"),
    "a ban on nothing": ("id: one\ntype: prohibition\n", "Add what:"),
    "a requirement of two things": (
        "id: one\ntype: condition\nall_of:\n  - {status: signed, event: {type: [AGREE]}}\n",
        "this has event and status",
    ),
    "a requirement of nothing": ("id: one\ntype: condition\nall_of:\n  - {title: x}\n", "this has none"),
    "a requirement of an unknown status": (
        "id: one\ntype: condition\nall_of:\n  - {status: singed}\n",
        "Did you mean signed?",
    ),
    "an end before the beginning": (
        "id: one\ntype: declaration\nwhen: {from: 2022-03-10, until: 2022-03-01}\n",
        "is before the start",
    ),
    "nested wrongly": ("id: one\ntype: prohibition\nwhat: [ASSAULT]\n", "a group of fields"),
    "no number": ("id: one\ntype: prohibition\nmateriality: two\n", "which is not a whole number"),
    "a character that YAML does not allow": ("id: one\ntype: declaration\ntitle: \x07\n", "Remove it"),
}


@pytest.mark.parametrize("name", MORE)
def test_a_mistake_in_the_sense_of_a_clause_is_told(name: str, tmp_path: Path) -> None:
    clause, words = MORE[name]
    with pytest.raises(InvalidAgreement) as told:
        load(folder(tmp_path, clause, HEADER))
    assert any(words in str(problem) for problem in told.value.problems), told.value


def test_a_file_that_is_too_large_is_refused_with_its_size(tmp_path: Path) -> None:
    with pytest.raises(InvalidAgreement, match="1,000,0"):
        load(folder(tmp_path, "id: one\ntype: declaration\nnote: " + "x" * 1_000_000))


def test_a_file_that_is_a_folder_is_told(tmp_path: Path) -> None:
    path = folder(tmp_path)
    (path / "clauses/2.yml").mkdir()
    with pytest.raises(InvalidAgreement, match="It cannot be read"):
        load(path)


def test_lint_finds_situations_about_what_is_not_there(tmp_path: Path) -> None:
    text = (
        "- {situation: A, on: 2022-03-12, expect: [{clause: oen, level: unknown}]}\n"
        "- {situation: B, on: 2022-03-12, expect: [{clause: one, reading: mild, level: unknown}]}\n"
        "- {situation: C, on: never, expect: []}\n"
    )
    path = folder(tmp_path, **{"tests/a.yml": text, "SOURCES.md": "Invented."})
    assert [str(one) for one in lint(path)] == [
        "tests/a.yml:1: There is no clause oen. Did you mean one? There is one",
        "tests/a.yml:2: one has no reading mild. There is text",
        "tests/a.yml:3: on is never, which is not a day such as 2022-03-29. "
        "Compare it with docs/writing-an-agreement.md",
    ]
