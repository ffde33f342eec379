from __future__ import annotations

import html
import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import BoundedSemaphore
from time import sleep
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from holdfast.web.app import PAGES
from holdfast.web.pages.brief import _PRINTING
from tests.web.conftest import asked
from tests.web.seeded import AGREEMENT, DOCUMENTS, STATEMENTS, HandJudge, SeededStore

CLAUSE = "/agreements/istanbul-reduction/clauses/1"
ADDRESSES = {
    "/board": "/board",
    "/agreements/{agreement}": "/agreements/istanbul-reduction",
    "/agreements/{agreement}/what-if": "/agreements/istanbul-reduction/what-if",
    "/agreements/{agreement}/clauses/{clause:path}": CLAUSE,
    "/documents": "/documents",
    "/documents/{document}": f"/documents/{DOCUMENTS['promise'].id}",
    "/statements": "/statements",
    "/statements/{statement}": f"/statements/{STATEMENTS['promise'].id}",
    "/events": "/events",
    "/events/{event}": "/events/estrike",
    "/map": "/map",
    "/timeline": "/timeline",
    "/voices": "/voices",
    "/search": "/search",
    "/draft": "/draft",
}


def test_every_page_has_an_address_in_these_tests() -> None:
    assert ADDRESSES.keys() == PAGES.keys()


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_every_page_answers_with_a_title_a_main_part_and_its_data(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert page.text.count("<h1>") == 1
    assert '<main id="main"' in page.text
    assert f'href="{address}.json"' in page.text


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_every_page_has_the_same_as_data(client: TestClient, address: str) -> None:
    data = client.get(f"{address}.json")
    assert data.status_code == 200
    assert data.headers["content-type"] == "application/json"
    assert isinstance(data.json(), dict)
    assert "drawing" not in data.json()


@pytest.mark.parametrize("address", [*ADDRESSES.values(), "/search?q=strike", "/api/docs"])
def test_no_page_asks_for_anything_from_elsewhere_or_carries_inline_script_or_style(
    client: TestClient, address: str
) -> None:
    text = client.get(address).text
    assert re.findall(r'(?:src|href|action|srcset)="(?!/|#|\?)[^"]*"', text) == []
    assert re.findall(r"<script(?![^>]* src=)", text) == []
    assert re.findall(r'<style|\sstyle="|\son[a-z]+="', text) == []


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_every_page_can_be_read_in_an_empty_record_or_says_that_the_thing_is_not_there(
    empty: TestClient, address: str
) -> None:
    page = empty.get(address)
    wants_a_thing = address.count("/") > 1
    assert page.status_code == (404 if wants_a_thing else 200)
    assert "What to do:" in page.text if wants_a_thing else 'class="empty"' in page.text


def test_the_root_leads_to_the_board_and_keeps_the_days(client: TestClient) -> None:
    answer = client.get("/?on=2022-03-30", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == "/board?on=2022-03-30"


def test_the_board_shows_each_clause_with_word_symbol_strip_and_reason(client: TestClient) -> None:
    board = client.get("/board.json").json()
    (row,) = board["agreements"]
    assert (board["on"], row["level"], row["counts"]) == ("2022-04-03", "disputed", {"not_in_force": 1, "disputed": 1})
    strike, trust, step = row["clauses"]
    assert [cell["level"] for cell in strike["strip"]] == ["pending"] + ["at_risk"] * 3 + ["disputed"] * 2
    assert [reading["level"] for reading in strike["readings"]] == ["disputed", "holds"]
    assert (trust["level"], step["level"], step["shadow"]) == (None, "not_in_force", "pending")
    page = client.get("/board").text
    assert "#i-disputed" in page
    assert ">disputed<" in page
    assert "pending 29 March 2022; at risk 30 March to 1 April 2022; disputed 2 to 3 April 2022" in page


def test_the_board_of_a_day_tells_what_changed_before_it(client: TestClient) -> None:
    (row,) = client.get("/board.json?on=2022-03-31").json()["agreements"]
    assert row["changes"] == [
        {"day": "2022-03-30", "clause": "1", "title": "No strikes", "before": "pending", "after": "at_risk"}
    ]


def test_what_was_known_by_a_day_changes_the_board(client: TestClient) -> None:
    board = client.get("/board.json?on=2022-04-03&known_by=2022-03-31").json()
    assert (board["documents"], board["last_day"]) == (2, "2022-03-30")
    assert board["agreements"][0]["level"] == "at_risk"


def test_the_clause_shows_wording_beside_code_and_both_readings(client: TestClient) -> None:
    page = client.get(CLAUSE).text
    assert "reduce military activity" in page
    assert "type: prohibition" in page
    assert "Read so by Moscow." in page
    assert "Read so by Kyiv." in page


WHAT_IF = "/agreements/istanbul-reduction/what-if"


def test_what_if_tells_both_verdicts_and_what_the_difference_turns_on(client: TestClient) -> None:
    assume = "no attack by Russia on 2022-04-02"
    data = client.get(f"{WHAT_IF}.json", params={"assume": assume}).json()
    assert data["assume"] == [assume]
    assert (data["record"], data["assumed"]) == ("disputed", "holds")
    assert [line["pair"]["changed"] for line in data["lines"]] == [True, False]
    page = client.get(WHAT_IF, params={"assume": assume}).text
    assert "It turns on “no attack by Russia on 2 April 2022”." in page
    assert f">{assume}</textarea>" in page


def test_what_if_shows_one_clause_if_it_is_chosen(client: TestClient) -> None:
    data = client.get(f"{WHAT_IF}.json", params={"assume": "ceasefire on 2022-04-02", "clause": "3/x"}).json()
    assert {line["pair"]["clause"] for line in data["lines"]} <= {"3/x"}
    assert client.get(WHAT_IF, params={"assume": "ceasefire", "clause": "9"}).status_code == 404


@pytest.mark.parametrize("assume", ["gibberish of no kind", "\n".join(["ceasefire on 2022-04-02"] * 9)])
def test_an_assumption_that_cannot_be_answered_is_told_beside_its_words(client: TestClient, assume: str) -> None:
    page = client.get(WHAT_IF, params={"assume": assume})
    assert page.status_code == 200
    assert 'role="alert"' in page.text
    assert 'aria-invalid="true"' in page.text
    assert assume.splitlines()[0] in page.text
    assert client.get(f"{WHAT_IF}.json", params={"assume": assume}).json()["found"] is None


def test_nothing_assumed_shows_how_to_begin(client: TestClient) -> None:
    page = client.get(WHAT_IF).text
    assert "Nothing is assumed yet" in page
    assert "?assume=referendum" in page


def test_the_reasons_end_in_quotes_that_link_to_their_span(client: TestClient) -> None:
    page = client.get(CLAUSE).text
    strike = STATEMENTS["strike"]
    link = f"/documents/{strike.document}?statement={strike.id}&amp;start={strike.start}&amp;end={strike.end}"
    assert page.count(link) >= 2
    assert page.count("<details class=") >= 4


def test_late_reports_show_as_a_second_strip(client: TestClient) -> None:
    data = client.get(f"{CLAUSE}.json?on=2022-04-02&known_by=2022-03-31").json()
    reading = data["readings"][0]
    assert reading["strip"][-1]["level"] == "at_risk"
    assert reading["strip_then"][-1]["level"] == "disputed"


def test_a_clause_whose_id_holds_a_slash_is_found(client: TestClient) -> None:
    assert client.get("/agreements/istanbul-reduction/clauses/3%2Fx.json").json()["clause"]["id"] == "3/x"


def test_the_document_marks_statements_and_leads_from_mark_to_panel_and_back(client: TestClient) -> None:
    promise, inner = STATEMENTS["promise"], STATEMENTS["inner"]
    page = client.get(f"/documents/{promise.document}").text
    assert f'id="m-{promise.id}"' in page
    assert f'href="#s-{promise.id}"' in page
    assert f'data-s="{inner.id} {promise.id}"' in page
    assert f'href="#m-{promise.id}"' in page


def test_the_document_shows_the_stretch_that_it_was_opened_for(client: TestClient) -> None:
    promise = STATEMENTS["promise"]
    page = client.get(f"/documents/{promise.document}?start=0&end=6").text
    assert '<span id="cited"></span>' in page
    assert page.count(" cited") == 1
    chosen = client.get(f"/documents/{promise.document}.json?statement={promise.id}").json()
    assert chosen["chosen"] == promise.id


def test_the_pieces_of_a_document_give_its_text_again(client: TestClient) -> None:
    for document in DOCUMENTS.values():
        found = client.get(f"/documents/{document.id}.json").json()["paragraphs"]
        lines = ["".join(piece["text"] for piece in paragraph["pieces"]) for paragraph in found]
        assert lines == [line for line in document.text.split("\n") if line.strip()]


def test_a_statement_stands_in_its_surroundings_with_all_that_it_says(client: TestClient) -> None:
    page = client.get(f"/statements/{STATEMENTS['promise'].id}").text
    assert "Alexander Fomin" in page
    assert "Russia, military" in page
    assert ", deputy defence minister" in page
    assert "91 %" in page


def test_the_event_shows_ledger_contradictions_and_reasons(client: TestClient) -> None:
    page = client.get("/events/estrike").text
    assert ">at least 7</a>" in page
    assert ">12</a>" in page
    assert "At least 7 killed against 12." in page
    assert "Both name Mykolaiv." in page


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("type=CONSULT", ["eoffer"]),
        ("place=mykolaiv", ["estrike"]),
        ("contradicted=true", ["estrike"]),
        ("since=2022-04-03", ["ehostile"]),
        ("until=2022-03-29", ["einner", "estrike"]),
        ("actor=rus", []),
        ("place=POL", []),
    ],
)
def test_events_are_filtered(client: TestClient, query: str, ids: list[str]) -> None:
    found = client.get(f"/events.json?{query}").json()
    assert [item["event"]["id"] for item in found["items"]] == ids


def test_the_map_never_makes_a_point_of_what_has_none(client: TestClient) -> None:
    page = client.get("/map").text
    discs = re.findall(r"<title>([^:<]+): [^<]*</title>\s*<circle class=\"(disc|soft-mark)\"", page)
    assert sorted(discs) == [
        ("&lt;b&gt;port&lt;/b&gt;", "disc"),
        ("Crimea", "soft-mark"),
        ("Kyiv", "disc"),
        ("Mykolaiv", "disc"),
    ]


def test_the_map_says_which_rule_its_borders_follow_and_what_it_does_not_show(client: TestClient) -> None:
    data = client.get("/map.json").json()
    assert "Crimea is drawn in Ukraine" in data["border_rule"]
    assert data["unplaced"] == 1
    assert "1 has no place" in client.get("/map").text


@pytest.mark.parametrize(
    ("query", "length", "at", "earlier", "later"),
    [
        ("", None, 1, None, None),
        ("since=2022-04-02&until=2022-04-02", 1, 1, ["2022-03-29", "2022-03-29"], None),
        ("since=2022-03-27&until=2022-03-29", 3, 0, None, ["2022-03-31", "2022-04-02"]),
        ("since=2022-03-29", 5, 1, ["2022-03-25", "2022-03-29"], None),
        ("until=2022-03-29", None, 0, None, [None, "2022-04-02"]),
        ("until=2022-03-31", None, 0, [None, "2022-03-29"], [None, "2022-04-02"]),
        ("until=2022-03-01", None, 0, None, [None, "2022-03-29"]),
        ("until=2022-05-01", None, 1, [None, "2022-04-02"], None),
        ("type=MOBILIZE&since=2022-03-29&until=2022-03-29", 1, 0, None, None),
    ],
)
def test_the_days_of_the_map_move_from_one_day_with_reports_to_the_next(
    client: TestClient, query: str, length: int | None, at: int, earlier: list[str | None], later: list[str | None]
) -> None:
    data = client.get(f"/map.json?{query}").json()
    assert data["span"] == {"length": length, "at": at, "earlier": earlier, "later": later}
    page = client.get(f"/map?{query}").text
    for rel, move in (("prev", earlier), ("next", later)):
        (link,) = re.findall(f'<a rel="{rel}"( href="[^"]*")?>', page)
        assert bool(link) is (move is not None)
        if move:
            address = html.unescape(link.removeprefix(' href="').removesuffix('"'))
            moved = client.get(address.replace("/map", "/map.json")).json()["chosen"]
            assert [moved["since"], moved["until"]] == move
            assert moved["type"] == data["chosen"]["type"]


def test_the_map_stands_still_while_its_days_move(client: TestClient) -> None:
    frames = [
        re.findall(r'href="/map\?[^"]*frame=([^"&]+)[^"]*">Closer<', client.get(f"/map?{days}").text)
        for days in ("", "until=2022-03-29", "since=2022-04-02&until=2022-04-02", "until=2022-01-01")
    ]
    assert frames[0] != []
    assert frames.count(frames[0]) == len(frames)


def test_a_map_of_nothing_that_has_a_day_has_no_days_to_move(client: TestClient) -> None:
    assert client.get("/map.json?type=CONSULT").json()["span"] is None
    assert 'class="time"' not in client.get("/map?type=CONSULT").text


def test_the_timeline_sets_words_against_facts_and_leaves_out_what_has_no_day(client: TestClient) -> None:
    data = client.get("/timeline.json").json()
    days = {one["day"]: one for one in data["days"]}
    assert [line["statement"]["act"] for line in days["2022-03-29"]["words"]] == ["promise", "propose"]
    assert [line["event"]["id"] for line in days["2022-03-29"]["facts"]] == ["estrike"]
    assert data["undated"] == 3


def test_the_timeline_of_one_voice_holds_its_words_only(client: TestClient) -> None:
    data = client.get("/timeline.json?voice=Moscow").json()
    assert [line["statement"]["act"] for one in data["days"] for line in one["words"]] == ["deny"]


def test_a_long_timeline_leads_to_its_earlier_days_and_to_the_rest_of_a_day(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get("/timeline.json").json()
    assert whole["further"] is None
    monkeypatch.setattr("holdfast.web.pages.timeline._LINES", 1)
    monkeypatch.setattr("holdfast.web.pages.timeline._OF_A_DAY", 1)
    days: list[str] = []
    until: str | None = whole["until"]
    while until:
        # The day known by makes an address that no page is kept for.
        address = f"/timeline.json?until={until}&known_by=2023-01-01"
        data = client.get(address).json()
        days += [one["day"] for one in data["days"]]
        for one in data["days"]:
            (before,) = (each for each in whole["days"] if each["day"] == one["day"])
            assert len(one["words"]) + one["more_words"] == len(before["words"])
            assert len(one["facts"]) + one["more_facts"] == len(before["facts"])
        until = data["further"]
    assert days == [one["day"] for one in whole["days"]]
    assert len(days) > 1
    page = client.get("/timeline?known_by=2023-01-01").text
    assert 'rel="prev"' in page
    assert "Earlier days, from" in page


def test_sources_tell_what_was_read_and_what_was_not(client: TestClient) -> None:
    data = client.get("/documents.json").json()
    assert {line["outlet"]: line["statements"] for line in data["outlets"]}["Harbour Wire"] == 4
    assert [line["unread"] for line in data["unread"]] == [DOCUMENTS["unread"].unread]
    only = client.get("/documents.json?outlet=Front+Desk").json()
    assert [line["title"] for line in only["documents"]] == ["Figures differ"]


def test_voices_tell_who_says_how_much_and_is_contradicted(client: TestClient) -> None:
    lines = {line["voice"]: line for line in client.get("/voices.json").json()["voices"]}
    assert lines["the mayor"]["contradicted"] == 1
    assert lines["Moscow"]["acts"] == {"deny": 1}
    assert "Harbour Wire" in lines


def test_search_finds_statements_and_documents(client: TestClient) -> None:
    found = client.get("/search.json?q=Crimea").json()
    assert [line["statement"]["id"] for line in found["statements"]] == [STATEMENTS["offer"].id]
    (hit,) = found["documents"]
    assert (hit["words"], hit["document"]) == ("Crimea", DOCUMENTS["promise"].id)


def test_empty_fields_of_a_form_choose_nothing(client: TestClient) -> None:
    all_of_it = client.get("/statements.json").json()["items"]
    assert client.get("/statements.json?act=&type=&since=&until=&voice=&on=&known_by=").json()["items"] == all_of_it


def test_lists_come_in_stretches(client: TestClient) -> None:
    first = client.get("/statements.json?limit=3").json()
    assert (len(first["items"]), first["next_offset"]) == (3, 3)
    last = client.get("/statements.json?limit=3&offset=6").json()
    assert (len(last["items"]), last["next_offset"]) == (1, None)
    assert 'rel="next"' in client.get("/statements?limit=3").text


def test_verdicts_are_worked_out_once_until_the_record_changes() -> None:
    store, judge = SeededStore(), HandJudge()
    for client in asked(store, judge, AGREEMENT):
        client.get("/board")
        before = judge.asked
        client.get("/board")
        assert judge.asked == before
        store.changed += 1
        client.get("/board")
        assert judge.asked > before


def test_the_data_of_a_page_is_json_that_keeps_its_days(client: TestClient) -> None:
    text = client.get("/board?on=2022-03-31").text
    assert 'href="/board.json?on=2022-03-31"' in text
    assert json.loads(client.get("/board.json?on=2022-03-31").text)["on"] == "2022-03-31"
    assert AGREEMENT.id in text


def test_what_has_not_changed_is_not_sent_again() -> None:
    store = SeededStore()
    for client in asked(store, HandJudge(), AGREEMENT):
        first = client.get("/board")
        tag = {"if-none-match": first.headers["etag"]}
        again = client.get("/board")
        assert (again.text, again.headers["etag"]) == (first.text, first.headers["etag"])
        assert again.headers["content-security-policy"]
        assert client.get("/board", headers=tag).status_code == 304
        assert client.get("/board?on=2022-03-30", headers=tag).status_code == 200
        store.changed += 1
        assert client.get("/board", headers=tag).status_code == 200
        assert "etag" not in client.get("/nowhere").headers


def test_pages_that_are_kept_make_room_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("holdfast.web.freshness._MOST_BYTES", 40_000)
    for client in asked(SeededStore(), HandJudge(), AGREEMENT):
        texts = [client.get(f"/board?on=2022-04-{day:02}").text for day in range(1, 9)]
        assert [client.get(f"/board?on=2022-04-{day:02}").text for day in range(1, 9)] == texts


def test_the_brief_is_shown_with_its_own_style_and_nothing_else_allowed(client: TestClient) -> None:
    page = client.get("/brief?on=2022-04-03")
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert "style-src 'self' 'sha256-" in policy
    assert "unsafe-inline" not in policy
    assert "3 April 2022" in page.text
    assert client.get("/brief.json").json()["boards"][0]["title"] == AGREEMENT.title


@pytest.fixture
def printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A browser that prints the page's own text, and where it notes each time that it is asked to."""
    note = tmp_path / "printed"
    browser = tmp_path / "chromium"
    browser.write_text(
        f"#!{sys.executable}\nimport pathlib, sys, urllib.parse\n"
        "to = next(a for a in sys.argv if a.startswith('--print-to-pdf=')).partition('=')[2]\n"
        "page = pathlib.Path(urllib.parse.urlsplit(sys.argv[-1]).path).read_text()\n"
        "pathlib.Path(to).write_text('%PDF-' + page)\n"
        f"pathlib.Path({str(note)!r}).open('a').write('once ')\n"
    )
    browser.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return note


def test_the_brief_is_printed_once_with_the_days_of_its_page(printer: Path) -> None:
    for client in asked(SeededStore(), HandJudge(), AGREEMENT):
        page = client.get("/brief?since=2022-03-30&on=2022-04-02&known_by=2022-04-02").text
        printed = client.get("/brief.pdf?since=2022-03-30&on=2022-04-02&known_by=2022-04-02")
        assert printed.headers["content-type"] == "application/pdf"
        assert printed.headers["content-disposition"] == 'inline; filename="brief-2022-04-02.pdf"'
        assert printed.text == "%PDF-" + page
        assert client.get(printed.request.url).content == printed.content
        assert printer.read_text() == "once "
        wrong = client.get("/brief.pdf?since=2022-04-03&on=2022-04-02")
        assert (wrong.status_code, wrong.headers["content-type"]) == (422, "text/html; charset=utf-8")


def test_many_briefs_to_print_leave_threads_for_other_pages(
    client: TestClient, printer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = BoundedSemaphore(1)
    monkeypatch.setattr("holdfast.web.pages.brief._WAITING", room)
    with ThreadPoolExecutor() as others:
        with _PRINTING:
            first = others.submit(client.get, "/brief.pdf?on=2022-03-29&since=2022-03-28")
            while room.acquire(blocking=False):
                room.release()
                sleep(0.01)
            answer = client.get("/brief.pdf?on=2022-03-30&since=2022-03-28")
            assert (answer.status_code, "many briefs to print" in answer.text) == (503, True)
        assert first.result(60).status_code == 200
    assert client.get("/brief.pdf?on=2022-03-30&since=2022-03-28").status_code == 200


def test_without_a_browser_to_print_it_the_reader_is_told_what_to_do(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = client.get("/brief.pdf?on=2022-04-01")
    assert answer.status_code == 503
    assert "apt-get install chromium" in answer.text


def test_changes_of_verdicts_are_a_feed(client: TestClient) -> None:
    answer = client.get("/changes.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    atom = {"a": "http://www.w3.org/2005/Atom"}
    titles = [entry.text for entry in feed.findall("a:entry/a:title", atom)]
    assert titles == ["No strikes: at risk → disputed", "No strikes: pending → at risk"]
    (link, *_) = feed.findall("a:entry/a:link", atom)
    assert client.get(link.attrib["href"]).status_code == 200


@pytest.mark.parametrize("address", ["/board", "/agreements/istanbul-reduction", CLAUSE])
def test_pages_that_depend_on_the_day_let_one_choose_it(client: TestClient, address: str) -> None:
    page = client.get(f"{address}?on=2022-04-01").text
    assert 'type="date" name="on" value="2022-04-01"' in page
    assert f'href="{address}?on=2022-03-31"' in page
    assert f'href="{address}?on=2022-04-02"' in page


def test_other_pages_keep_the_day_without_asking_for_it(client: TestClient) -> None:
    page = client.get("/events?on=2022-04-01").text
    assert '<input type="hidden" name="on" value="2022-04-01">' in page
    assert 'type="date" name="on"' not in page


def test_the_series_of_a_reduction_is_plotted_with_its_numbers(client: TestClient) -> None:
    page = client.get(CLAUSE).text
    assert page.count('<figure class="series">') == 1
    assert "Ratio 0.50" in page
    assert "promised: at most 0.5" in page
    assert 'class="contested"' in page
    assert "no report of the area" in page


def test_the_sources_are_shown_a_stretch_at_a_time(client: TestClient) -> None:
    everything = client.get("/documents.json").json()
    assert everything["next_offset"] is None
    ids = [line["id"] for line in everything["documents"]]
    assert len(ids) > 3
    found, offset = [], 0
    while offset is not None:
        page = client.get(f"/documents.json?limit=2&offset={offset}").json()
        assert page["outlets"] == everything["outlets"], "the table of outlets counts all of them"
        found += [line["id"] for line in page["documents"]]
        offset = page["next_offset"]
    assert found == ids
    assert 'rel="next"' in client.get("/documents?limit=2").text
