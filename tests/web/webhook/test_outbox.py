from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest

from holdfast.errors import StoreError
from holdfast.web.webhook.notice import Notice
from holdfast.web.webhook.outbox import Outbox


def notice(clause: str) -> Notice:
    """A change of a clause of that id."""
    return Notice(
        agreement="a",
        agreement_title="A",
        clause=clause,
        clause_title=clause.upper(),
        day=date(2022, 4, 2),
        before="pending",
        after="breached",
        page="/",
    )


def test_what_was_kept_is_there_when_the_desk_is_started_anew(tmp_path: Path) -> None:
    path = tmp_path / "talks.db.webhook.json"
    first = Outbox(path)
    assert not path.exists()
    first.watch("a", [notice("1")])
    first.put([notice("1"), notice("2")])
    (waiting,) = first.deliveries("waiting")
    first.update(msgspec.structs.replace(waiting, status="failed", tries=8, due=None, trouble="It answers 500"))
    again = Outbox(path)
    assert again.watched == {"a"}
    assert [(one.notice.clause, one.status) for one in again.deliveries()] == [("1", "known"), ("2", "failed")]
    assert again.deliveries() == first.deliveries()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_each_change_is_put_out_once(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "webhook.json")
    outbox.put([notice("1")])
    before = outbox.version
    outbox.put([notice("1")])
    assert outbox.version == before
    outbox.put([notice("2")])
    assert outbox.version != before
    assert [one.notice.clause for one in outbox.deliveries("waiting")] == ["1", "2"]


def test_what_failed_is_put_out_anew_and_nothing_else(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "webhook.json")
    outbox.put([notice("1"), notice("2")])
    first, second = outbox.deliveries()
    outbox.update(msgspec.structs.replace(first, status="failed", tries=8, due=None, trouble="It answers 500"))
    outbox.update(msgspec.structs.replace(second, status="delivered", due=None, told="2026-11-26T10:00:00+00:00"))
    assert outbox.again() == 1
    assert [(one.status, one.tries) for one in outbox.deliveries()] == [("waiting", 0), ("delivered", 0)]
    assert outbox.deliveries()[0].due is not None


@pytest.mark.parametrize("content", ["", "no JSON", "[]", '{"agreements": 3}', '{"other": 1}', "\udce9"])
def test_a_file_that_is_none_of_ours_is_refused_and_left_as_it_is(tmp_path: Path, content: str) -> None:
    path = tmp_path / "webhook.json"
    path.write_text(content, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(StoreError, match="no file of the webhook") as told:
        Outbox(path)
    assert "HOLDFAST_WEBHOOK_FILE" in str(told.value)
    assert path.read_text(encoding="utf-8", errors="surrogateescape") == content


def test_a_disk_that_refuses_is_told_and_what_arrived_is_known_all_the_same(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "gone" / "webhook.json")
    with pytest.raises(StoreError, match="cannot be kept: No such file"):
        outbox.put([notice("1")])
    assert [one.notice.clause for one in outbox.deliveries()] == ["1"]


def test_the_file_can_be_read_by_people(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "webhook.json")
    outbox.put([notice("1")])
    text = (tmp_path / "webhook.json").read_text(encoding="utf-8")
    (told,) = json.loads(text)["deliveries"].values()
    assert (told["status"], told["notice"]["after"]) == ("waiting", "breached")
    assert text.count("\n") > 10
