"""What people judge at the desk, sent as forms."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

import msgspec
import pytest
from fastapi.testclient import TestClient

from holdfast.model import Judgement
from holdfast.model.rereading import Rereading
from holdfast.record import MemoryStore
from holdfast.settings import Settings
from holdfast.web import create_app
from holdfast.web.hand import hand_of
from tests.web.seeded import AGREEMENT, DOCUMENTS, STATEMENTS, HandJudge

BASE = "http://127.0.0.1:8642"


@pytest.fixture
def store() -> MemoryStore:
    """A record of the seeded documents and statements, which can be written to."""
    store = MemoryStore()
    with store.writing() as writer:
        for document in DOCUMENTS.values():
            writer.keep_document(document)
        writer.keep_statements(STATEMENTS.values())
    return store


def desk(store: MemoryStore, settings: Settings | None = None, *, read_only: bool | None = None) -> TestClient:
    """The desk over that record."""
    app = create_app(
        store, agreements=[AGREEMENT], settings=settings or Settings(), judge=HandJudge(), read_only=read_only
    )
    return TestClient(app, base_url=BASE, raise_server_exceptions=False)


@pytest.fixture
def client(store: MemoryStore) -> Iterator[TestClient]:
    """A desk of this machine, at which people may judge."""
    with desk(store) as client:
        yield client


def merged(store: MemoryStore) -> tuple[str, str, str]:
    """The event that the machine merged: its id, and the two statements."""
    event = next(event for event in store.view().events() if event.merges)
    return event.id, event.merges[0].left, event.merges[0].right


def token(client: TestClient, address: str) -> str:
    """The token of the forms on a page."""
    found: list[str] = re.findall(r'name="token" value="([^"]+)"', client.get(address).text)
    return found[0]


def test_a_merge_is_undone_taken_back_and_joined_by_hand(client: TestClient, store: MemoryStore) -> None:
    event, left, right = merged(store)
    signed = {"token": token(client, f"/events/{event}"), "by": "Ada", "why": "two strikes"}
    answer = client.post("/by-hand/apart", data={**signed, "left": left, "right": right}, follow_redirects=False)
    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert "Two happenings" in page
    assert "judged by Ada" in page
    assert "two strikes" in page
    apart = [e for e in store.view().events() if {left, right} & set(e.statements)]
    assert all({left, right} != set(e.statements) for e in apart)

    (kept,) = store.view().judgements()
    assert (kept.same, kept.by, kept.why) == (False, "Ada", "two strikes")
    back = {**signed, "judged_by": kept.by, "judged_at": kept.at, "left": left}
    answer = client.post("/by-hand/taken-back", data=back, follow_redirects=False)
    assert answer.headers["location"].startswith(f"/events/{event}")
    assert [one.same for one in store.view().judgements()] == [False, None]
    assert merged(store)[0] == event


def test_two_events_of_different_towns_are_joined_with_all_their_statements(
    client: TestClient, store: MemoryStore
) -> None:
    event, left, _ = merged(store)
    other = next(one for one in store.view().events() if one.id != event)
    before = {*other.statements, *next(one.statements for one in store.view().events() if one.id == event)}
    signed = {"token": token(client, f"/events/{event}"), "by": "Ada", "why": "one salvo", "left": left}
    answer = client.post("/by-hand/joined", data={**signed, "other": f"{BASE}/events/{other.id}?on=2022-04-01"})
    assert answer.status_code == 200
    (joined,) = store.view().events()
    assert set(joined.statements) == before
    assert len({(one.by, one.at) for one in store.view().judgements()}) == 1
    first = next(iter(store.view().judgements()))
    client.post("/by-hand/taken-back", data={**signed, "judged_by": first.by, "judged_at": first.at})
    assert {one.id for one in store.view().events()} == {event, other.id}


@pytest.mark.parametrize(
    ("changed", "headers", "status", "word"),
    [
        ({"token": "guessed"}, {}, 403, "Load the page again"),
        ({}, {"sec-fetch-site": "cross-site"}, 403, "another site"),
        ({}, {"sec-fetch-site": "same-site"}, 403, "another site"),
        ({}, {"origin": "https://evil.example"}, 403, "another site"),
        ({}, {"origin": "null"}, 403, "another site"),
        ({}, {"host": "evil.example"}, 421, "does not answer"),
        ({"by": "  "}, {}, 422, "Give your name"),
        ({"by": "Machine"}, {}, 422, "the machine signs"),
        ({"by": "x" * 101}, {}, 422, "name is too long"),
        ({"why": "x" * 1001}, {}, 422, "reason is too long"),
        ({"right": ""}, {}, 422, "send it again"),
        ({"right": "s0"}, {}, 422, "is not in the record"),
        ({"why": "x" * 70_000}, {}, 422, "too large"),
    ],
)
def test_what_is_no_form_of_a_person_at_this_desk_is_refused_and_keeps_nothing(
    client: TestClient,
    store: MemoryStore,
    changed: dict[str, str],
    headers: dict[str, str],
    status: int,
    word: str,
) -> None:
    event, left, right = merged(store)
    form = {"token": token(client, f"/events/{event}"), "by": "Ada", "left": left, "right": right, **changed}
    answer = client.post("/by-hand/apart", data=form, headers=headers)
    assert answer.status_code == status
    assert word in answer.text
    assert list(store.view().judgements()) == []


def test_a_browser_of_this_desk_is_believed(client: TestClient, store: MemoryStore) -> None:
    event, left, right = merged(store)
    form = {"token": token(client, f"/events/{event}"), "by": "Ada", "left": left, "right": right}
    for headers in ({"sec-fetch-site": "same-origin", "origin": "null"}, {"origin": BASE}):
        answer = client.post("/by-hand/apart", data=form, headers=headers, follow_redirects=False)
        assert answer.status_code == 303


def test_a_desk_that_only_reads_has_no_forms_and_takes_none(store: MemoryStore) -> None:
    event, left, right = merged(store)
    with desk(store, read_only=True) as client:
        assert 'method="post"' not in client.get(f"/events/{event}").text
        answer = client.post("/by-hand/apart", data={"left": left, "right": right})
    assert answer.status_code == 405
    assert list(store.view().judgements()) == []


@pytest.mark.parametrize(
    ("settings", "asked", "read_only"),
    [
        (Settings(), None, False),
        (Settings(host="::1"), None, False),
        (Settings(host="0.0.0.0"), None, True),
        (Settings(host="desk.example"), None, True),
        (Settings(names="desk.example"), None, True),
        (Settings(names="desk.example", judge_header="X-Forwarded-User"), None, False),
        (Settings(names="desk.example"), False, False),
        (Settings(), True, True),
    ],
)
def test_strangers_do_not_write_unless_somebody_says_so(
    settings: Settings, asked: bool | None, read_only: bool
) -> None:
    assert hand_of(settings, read_only=asked).read_only is read_only


def test_the_login_before_the_desk_names_the_judge(store: MemoryStore) -> None:
    event, left, right = merged(store)
    with desk(store, Settings(judge_header="X-Forwarded-User")) as client:
        page = client.get(f"/events/{event}").text
        assert 'name="by"' not in page
        form = {"token": token(client, f"/events/{event}"), "left": left, "right": right, "by": "Somebody else"}
        assert client.post("/by-hand/apart", data=form).status_code == 403
        answer = client.post("/by-hand/apart", data=form, headers={"X-Forwarded-User": "ada"}, follow_redirects=False)
    assert answer.status_code == 303
    assert [one.by for one in store.view().judgements()] == ["ada"]


def test_a_name_in_the_settings_signs_everything(store: MemoryStore) -> None:
    event, left, right = merged(store)
    with desk(store, Settings(judge="Ada")) as client:
        form = {"token": token(client, f"/events/{event}"), "left": left, "right": right, "by": "Bo"}
        assert "the name Ada" in client.get(f"/events/{event}").text
        client.post("/by-hand/apart", data=form, follow_redirects=False)
    assert [one.by for one in store.view().judgements()] == ["Ada"]


def reading(client: TestClient, statement: str) -> tuple[str, dict[str, str]]:
    """The address at which a statement is corrected, and its form as it stands there."""
    address = f"/documents/{STATEMENTS[statement].document}?statement={STATEMENTS[statement].id}&correct=true"
    page = client.get(address).text
    form = page[page.index('action="/by-hand/corrected"') :].split("</form>")[0]
    fields = dict(re.findall(r'<input [^>]*?name="([^"]+)"[^>]*? value="([^"]*)"', form))
    for name, options in re.findall(r'<select name="([^"]+)">(.*?)</select>', form):
        fields[name] = next(iter(re.findall(r'value="([^"]*)" selected', options)), "")
    fields |= {"by": "Ada", "token": token(client, address)}
    return address, {name: html.unescape(value) for name, value in fields.items()}


def test_a_form_that_is_sent_as_it_stands_changes_only_who_is_sure(client: TestClient, store: MemoryStore) -> None:
    for name in ("strike", "promise"):
        _, form = reading(client, name)
        assert client.post("/by-hand/corrected", data=form).status_code == 200
        was, now = STATEMENTS[name], store.view().statement(STATEMENTS[name].id)
        assert now is not None
        ignored = {"confidence": None, "reader": None}
        assert {**now.to_builtins(), **ignored} == {**was.to_builtins(), **ignored}
        assert (now.confidence, str(now.reader).endswith("corrected by hand")) == (None, True)


def test_a_statement_is_corrected_shown_so_exported_and_taken_back(client: TestClient, store: MemoryStore) -> None:
    _, form = reading(client, "strike")
    strike = STATEMENTS["strike"]
    form |= {"act": "accuse", "type": "COERCE", "status": "", "polarity": "negated", "why": "the words accuse"}
    form |= {"voice": "", "voice_name": "Rescue service", "voice_ref": "UKR GOV", "place": "", "time": ""}
    form |= {"time_from": "", "time_to": "", "actor_0": strike.quote.split()[0], "actor_0_ref": "RUS MIL"}
    answer = client.post("/by-hand/corrected", data=form, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f"#s-{strike.id}")
    page = client.get(answer.headers["location"]).text
    assert "<strong>Corrected</strong>, says Ada" in page
    assert "the words accuse" in page
    assert "As the reader read it" in page
    now = store.view().statement(strike.id)
    assert now is not None
    assert (now.act, now.event.type, now.event.mode, now.status, now.polarity) == (
        "accuse", "COERCE", None, None, "negated",
    )  # fmt: skip
    assert (now.place, now.time) == (None, None)
    assert (now.voices[0].name, now.voices[1:]) == ("Rescue service", strike.voices[1:])
    assert (now.actors[0].text, now.actors[0].ref) == (strike.quote.split()[0], "RUS MIL")
    assert "<strong>Corrected</strong>" in client.get(f"/statements/{strike.id}").text
    assert client.get("/statements").text.count("corrected by hand") == 1
    assert client.get(f"/api/statements/{strike.id}").json()["act"] == "accuse"

    (line,) = client.get("/api/export/corrections").text.splitlines()
    told = json.loads(line)
    assert "Ada" not in line
    (one,) = told["corrections"]
    assert (one["was"]["act"], one["now"]["act"]) == (strike.act, "accuse")
    assert one["now"] in told["statements"]
    assert told["text"][one["now"]["start"] : one["now"]["end"]] == strike.quote

    back = {"token": form["token"], "by": "Bo", "statement": strike.id}
    assert client.post("/by-hand/as-read", data=back, follow_redirects=False).status_code == 303
    assert store.view().statement(strike.id) == strike
    assert client.post("/by-hand/as-read", data=back).status_code == 404
    assert client.get("/api/export/corrections").text == ""


def test_what_is_no_statement_stays_on_its_page_and_comes_back(client: TestClient, store: MemoryStore) -> None:
    _, form = reading(client, "strike")
    strike = STATEMENTS["strike"]
    ruled = {"token": form["token"], "by": "Ada", "statement": strike.id, "why": "a headline"}
    page = client.post("/by-hand/no-statement", data=ruled).text
    assert "<strong>Not a statement</strong>, says Ada" in page
    assert "a headline" in page
    assert store.view().statement(strike.id) is None
    assert "<strong>Not a statement</strong>" in client.get(f"/statements/{strike.id}").text
    assert client.get(f"/api/statements/{strike.id}").status_code == 404
    client.post("/by-hand/as-read", data=ruled)
    assert store.view().statement(strike.id) == strike


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"place": "Atlantis"}, "place"),
        ({"actor_0": "Nobody"}, "actor_0"),
        ({"voice": "Nobody"}, "voice"),
        ({"time": "", "time_from": "2022-03-30"}, "time"),
        ({"time_from": "2022-04-30", "time_to": "2022-04-01"}, "$.time"),
        ({"act": "shout"}, "$.act"),
        ({"type": "PARTY"}, "$.event.type"),
        ({"token": ""}, "token"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_with_its_field(
    client: TestClient, store: MemoryStore, changed: dict[str, str], where: str
) -> None:
    _, form = reading(client, "strike")
    answer = client.post("/by-hand/corrected", data={**form, **changed})
    assert answer.status_code in (403, 422)
    assert where in answer.text
    assert list(store.view().corrections()) == []


def test_a_document_tells_who_has_read_it_and_leads_to_the_reading_before() -> None:
    store, of = MemoryStore(), DOCUMENTS["strike"]
    strike = msgspec.structs.replace(STATEMENTS["strike"], reader="small 1")
    mayor = STATEMENTS["mayor"]
    with store.writing() as writer:
        writer.keep_document(of)
        writer.keep_document(DOCUMENTS["denial"])
        writer.keep_statements([strike, mayor])
        writer.judge(Judgement(left=strike.id, right=mayor.id, same=True, by="Ada", at="2022-04-04", why="<crater>"))
    address = f"/documents/{of.id}"
    with desk(store) as client:
        page = client.get(address).text
        assert "Read by small 1" in page
        assert "again on" not in page
        with store.writing() as writer:
            for reader, at in (("small 2", "2022-06-01T09:00Z"), ("small 3", "2022-06-03T09:00Z")):
                writer.keep_rereading(Rereading(document=of.id, reader=reader, at=at), [])
        page = client.get(address).text
        assert "Read by small 3, again on 3 June 2022" in page
        assert 'known_by=2022-06-02">by small 2, as shown until 2 June 2022' in page
        assert "by small 1, as shown until 31 May 2022" in page
        assert "Judged, and not found again" in page
        assert "&lt;crater&gt;" in page
        data = client.get(f"{address}.json").json()
        assert [(one["readers"], one["until"]) for one in data["readings"]] == [
            (["small 3"], None),
            (["small 2"], "2022-06-02"),
            (["small 1"], "2022-05-31"),
        ]
        assert data["statements"] == []
        before = client.get(f"{address}.json?known_by=2022-05-31").json()
        assert [one["id"] for one in before["statements"]] == [strike.id]
        assert before["readings"] == [{"readers": ["small 1"], "at": None, "until": None}]
        assert before["without_hold"] == []
