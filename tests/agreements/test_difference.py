from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from holdfast.agreements import Change, differences, load_version
from holdfast.errors import InvalidAgreement
from tests.agreements.making import agreement, folder

BASE: dict[str, Any] = {
    "id": "handover",
    "type": "obligation",
    "title": "The handover",
    "who": ["RUS"],
    "where": ["north"],
    "deliverable": {"type": ["CONTROL"]},
    "deadline": "2022-04-01",
    "readings": [{"id": "strict", "overrides": {"deadline": "2022-03-20"}}],
}


def changes(new: dict[str, Any], **header: Any) -> list[tuple[str, str]]:
    """Aspect and sentence of what changed from the base to another clause."""
    found = differences(agreement(BASE), agreement(new, **header))
    return [(one.aspect, one.sentence) for one in found]


def test_nothing_changed() -> None:
    assert changes(BASE) == []


@pytest.mark.parametrize(
    ("fields", "aspect", "sentence"),
    [
        ({"deadline": "2022-05-01"}, "deadline", "deadline: was 2022-04-01, is 2022-05-01."),
        ({"when": {"grace": 3}}, "deadline", "grace: was 0, is 3."),
        ({"when": {"until": "2022-06-01"}}, "deadline", "until: now 2022-06-01; there was none."),
        ({"title": "A handover"}, "wording", "the title: was The handover, is A handover."),
        ({"who": ["RUS", "UKR"]}, "parties", "who is bound: now with UKR beside."),
        ({"where": ["ukraine"]}, "areas", "where it holds: now without north and with ukraine beside."),
        ({"in_force_if": ["vote"]}, "conditions", "what must be fulfilled first: now vote; there was none."),
        ({"deliverable": {"type": ["RETREAT"]}}, "test",
         "deliverable: was type CONTROL, is type RETREAT."),
        ({"readings": []}, "readings", "the reading strict is gone; it was: overrides deadline 2022-03-20."),
        ({"readings": [{"id": "strict", "overrides": {"deadline": "2022-03-21"}}]}, "readings",
         "the reading strict: deadline: was 2022-03-20, is 2022-03-21."),
        ({"evidence": {"min_independent": 3}}, "evidence",
         "evidence: now min independent 3, exclude self serving yes, settle days 3, coverage days 7, "
         "min confidence 0.3; there was none."),
        ({"monitorable": "partly"}, "note", "monitorable: was yes, is partly."),
    ],
)  # fmt: skip
def test_each_change_of_a_clause_is_told_in_plain_words(fields: dict[str, Any], aspect: str, sentence: str) -> None:
    assert changes(BASE | fields) == [(aspect, f"handover: {sentence}")]


@pytest.mark.parametrize(
    ("header", "aspect", "sentence"),
    [
        ({"status": "terminated"}, "status", "status: was signed, is terminated."),
        ({"date": "2022-03-02"}, "deadline", "the day of the text: was 2022-03-01, is 2022-03-02."),
        ({"evidence": {"settle_days": 5}}, "evidence", "settle days: was 3, is 5."),
        ({"parties": [{"id": "RUS", "side": "Russia"}]}, "parties", "the party UKR is gone; it was: side Ukraine."),
    ],
)
def test_each_change_of_the_header_is_told(header: dict[str, Any], aspect: str, sentence: str) -> None:
    assert changes(BASE, **header) == [(aspect, sentence)]


def test_words_of_a_text_and_names_of_an_area_are_told_one_by_one() -> None:
    text = {"id": "english", "lang": "en", "text": "The town is handed over."}
    old = agreement(BASE, texts=[text])
    new = agreement(BASE, texts=[text | {"text": "The town is handed over on 1 April."}])
    assert [one.sentence for one in differences(old, new)] == [
        "the text english: text: was The town is handed over., is The town is handed over on 1 April.."
    ]
    areas = old.to_builtins()["areas"]
    wider = areas | {"north": areas["north"] | {"names": ["Kyiv", "Chernihiv", "Sumy"]}}
    told = [one.sentence for one in differences(agreement(BASE), agreement(BASE, areas=wider))]
    assert told == ["the area north: names: now with Sumy beside."]


def test_clauses_that_come_go_or_are_only_called_otherwise_are_told_apart() -> None:
    vote = {"id": "vote", "type": "declaration", "title": "A vote"}
    found = differences(
        agreement(BASE, vote), agreement(BASE | {"id": "transfer"}, {"id": "aim", "type": "declaration"})
    )
    assert [(one.aspect, one.clause) for one in found] == [
        ("renamed", "transfer"),
        ("added", "aim"),
        ("removed", "vote"),
    ]
    assert found[0].sentence == "transfer: was called handover."


def test_versions_are_read_from_folders_clause_files_and_json(tmp_path: Path) -> None:
    made = folder(tmp_path / "made")
    saved = tmp_path / "saved.json"
    saved.write_bytes(load_version(made).to_json())
    assert differences(load_version(saved), load_version(made)) == ()
    assert differences(load_version(saved), load_version(made / "agreement.yml")) == ()
    assert [clause.id for clause in load_version(made / "clauses" / "1.yml").clauses] == ["one"]


@pytest.mark.parametrize(("name", "text"), [("1.json", '{"id": 1}'), ("1.yml", "id: one\ntype: promise\n")])
def test_a_version_with_mistakes_is_refused_with_its_file(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InvalidAgreement, match=name):
        load_version(tmp_path / name)


def test_a_change_keeps_every_field_in_json() -> None:
    (found,) = differences(agreement(BASE), agreement(BASE | {"deadline": "2022-05-01"}))
    assert Change.from_json(found.to_json()) == found
    assert (found.field, found.before, found.after) == ("deadline", "2022-04-01", "2022-05-01")
