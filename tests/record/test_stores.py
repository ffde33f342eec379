"""One suite for every store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from holdfast.errors import InvalidStatement, SkipThis, UnreadableInput
from holdfast.model import Count, Document, Happening, Judgement, Place, Span, Statement, Time, Voice
from holdfast.model.correction import Correction
from holdfast.record import Filter, Kept, Store, open_store
from tests.factory import document, mention, statement, words


def keep(store: Store, *pairs: tuple[Document, Iterable[Statement]]) -> None:
    with store.writing() as writer:
        for one, of_it in pairs:
            writer.keep_document(one)
            writer.keep_statements(of_it)


def quotes(found: Iterable[Statement]) -> list[str]:
    return [one.quote for one in found]


def test_what_is_kept_comes_back_with_every_field(store: Store) -> None:
    kept = document(url="https://example.org/a", extra={"page": 3}, title="A strike")
    full = statement(
        kept,
        actors=(mention("Ukraine's military", ref="UKR MIL", name="General Staff"),),
        counts=(words(Count, "at least seven", what="killed", low=7),),
        confidence=0.5,
    )
    keep(store, (kept, [full]))
    view = store.view()
    assert list(view.documents()) == [kept]
    assert list(view.statements()) == [full]
    assert view.document(kept.id) == kept
    assert view.statement(full.id) == full
    assert view.document("d0") is None
    assert view.statement("s0") is None
    assert view.documents_of(["d0", kept.id]) == {kept.id: kept}
    assert view.statements_of([full.id, "s0"]) == {full.id: full}


def test_the_same_twice_changes_nothing(store: Store) -> None:
    kept, claim = document(), statement()
    with store.writing() as writer:
        assert writer.keep_document(kept)
        assert not writer.keep_document(kept)
        assert writer.keep_statements([claim, claim]) == Kept(statements=1, known_already=1)
    before = store.version()
    with store.writing() as writer:
        assert not writer.keep_document(kept)
        assert writer.keep_statements([claim]) == Kept(known_already=1)
    assert store.version() == before
    assert list(store.view().statements()) == [claim]


def test_a_statement_with_a_known_id_never_overwrites(store: Store) -> None:
    first = statement(confidence=0.9)
    keep(store, (document(), [first]))
    keep(store, (document(), [statement(confidence=0.1, id=first.id)]))
    assert list(store.view().statements()) == [first]


def test_a_changed_page_is_a_new_version_beside_the_old(store: Store) -> None:
    first = document(url="https://example.org/live", published="2022-03-29")
    second = document("It says otherwise now.", url="https://example.org/live", published="2022-03-30")
    keep(store, (second, []), (first, []), (document(url="https://example.org/other"), []))
    assert store.view().versions("https://example.org/live") == (first, second)
    assert store.view(known_by=date(2022, 3, 29)).versions("https://example.org/live") == (first,)


def test_nothing_is_kept_of_a_unit_of_work_that_fails(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt), store.writing() as writer:  # noqa: PT012 - the failure comes in the middle
        writer.keep_document(document())
        writer.keep_statements([statement()])
        raise KeyboardInterrupt
    assert list(store.view().documents()) == []
    assert list(store.view().statements()) == []
    keep(store, (document(), [statement()]))
    assert store.view().count() == 1


def test_one_bad_statement_keeps_nothing_of_its_call_and_the_rest_of_the_work(store: Store) -> None:
    other = document("Nothing happened.")
    with store.writing() as writer:
        writer.keep_document(document())
        writer.keep_document(other)
        with pytest.raises(InvalidStatement) as caught:
            writer.keep_statements([statement(), statement(document=other.id)])
        assert writer.keep_statements([statement(other)]).statements == 1
    assert caught.value.where == "$.quote"
    assert quotes(store.view().statements()) == [other.text]


def test_a_listener_hears_of_bad_statements_while_the_good_are_kept(store: Store) -> None:
    heard: list[SkipThis] = []
    with store.writing() as writer:
        writer.keep_document(document())
        kept = writer.keep_statements([statement(document="d0"), statement()], report=heard.append)
    assert kept == Kept(statements=1)
    assert [problem.where for problem in heard] == ["$.document"]
    assert "d0" in str(heard[0])


def test_half_a_character_is_refused_with_a_remedy(store: Store) -> None:
    with store.writing() as writer:
        with pytest.raises(UnreadableInput, match="U\\+FFFD"):
            writer.keep_document(document("half \ud800"))
        writer.keep_document(document())
        with pytest.raises(InvalidStatement, match="U\\+FFFD"):
            writer.keep_statements([statement(reader="\ud800")])
    assert len(list(store.view().documents())) == 1


def test_documents_are_known_from_publication_then_fetching_then_keeping(store: Store) -> None:
    by_publication = document("one", published="2022-03-30T23:30-05:00", fetched="2022-04-09")
    by_fetching = document("two", published=None, fetched="2022-04-02T08:00Z")
    by_keeping = document("three", published=None)
    keep(store, *((one, [statement(one)]) for one in (by_publication, by_fetching, by_keeping)))

    def known(by: date) -> list[str]:
        view = store.view(known_by=by)
        assert quotes(view.statements()) == [one.text for one in view.documents()]
        assert view.count() == len(list(view.documents()))
        return [one.text for one in view.documents()]

    assert known(date(2022, 3, 29)) == []
    assert known(date(2022, 3, 30)) == ["one"]
    assert set(known(date(2022, 4, 2))) == {"one", "two"}
    assert set(known(date(2022, 4, 30))) == {"one", "two"}
    assert set(known(date(2022, 5, 1))) == {"one", "two", "three"}
    late = store.view(known_by=date(2022, 3, 29))
    assert late.document(by_publication.id) is None
    assert late.statement(statement(by_publication).id) is None
    assert late.known_by == date(2022, 3, 29)


def test_a_view_stands_still_while_more_is_kept(store: Store) -> None:
    keep(store, (document(), [statement()]))
    view = store.view()
    shown = view.statements()
    keep(store, (document("More."), [statement(document("More."))]))
    assert len(list(shown)) == 1
    assert len(list(view.documents())) == 1
    assert view.count() == 1
    assert store.view().count() == 2


def test_order_is_publication_document_and_offset_whatever_the_order_of_keeping(store: Store) -> None:
    early = document("The talks. The talks.", published="2022-03-28T10:00+03:00")
    undated = document("When?", published=None)
    late = document("Later.", published="2022-03-28T10:00Z")
    second = statement(early, quote="The talks.", start=11, end=21)
    first = statement(early, quote="The talks.", start=0, end=10)
    keep(store, (undated, [statement(undated)]), (late, [statement(late)]), (early, [second, first]))
    assert list(store.view().documents()) == [early, late, undated]
    assert list(store.view().statements()) == [first, second, statement(late), statement(undated)]


def test_paging_gives_each_statement_once(store: Store) -> None:
    texts = [document(f"Report {number}.") for number in range(7)]
    keep(store, *((one, [statement(one)]) for one in texts))
    view = store.view()
    pages = [list(view.statements(Filter(limit=3, offset=offset))) for offset in (0, 3, 6, 9)]
    assert [len(page) for page in pages] == [3, 3, 1, 0]
    assert [one for page in pages for one in page] == list(view.statements())
    assert list(view.documents(Filter(offset=5))) == list(view.documents())[5:]
    assert view.count(Filter(limit=3)) == 7


HOSPITAL = document(
    "Shelling of a hospital in Kraków wounded three, the Moscow-backed council said on 2 April.",
    outlet="Śląsk Radio",
    published="2022-04-03",
)
SHELLING = statement(
    HOSPITAL,
    act="accuse",
    event=Happening(type="ASSAULT", mode="artillery", trigger=words(Span, "Shelling", HOSPITAL.text)),
    place=words(Place, "Kraków", HOSPITAL.text, name="Kraków", country="POL", lat=50.06, lon=19.94),
    actors=(mention("council", HOSPITAL.text, ref="RUS GOV+UKR GOV"),),
    time=words(Time, "2 April", HOSPITAL.text, start_day="2022-04-02", end_day="2022-04-02"),
    voices=(words(Voice, "the Moscow-backed council", HOSPITAL.text, ref="RUS PRO"),),
)
STRIKE = statement()
UNPLACED = statement(document("Talks will go on.", outlet=None, published=None), act="promise")


def keep_all(store: Store) -> None:
    talks = document("Talks will go on.", outlet=None, published=None)
    keep(store, (HOSPITAL, [SHELLING]), (document(), [STRIKE]), (talks, [UNPLACED]))


CASES: list[tuple[Filter, set[Statement]]] = [
    (Filter(document=HOSPITAL.id), {SHELLING}),
    (Filter(outlet="slask radio"), {SHELLING}),
    (Filter(outlet="Harbour Wire"), {STRIKE}),
    (Filter(act="promise"), {UNPLACED}),
    (Filter(type="ASSAULT"), {STRIKE, SHELLING}),
    (Filter(actor="RUS"), {SHELLING}),
    (Filter(actor="ukr"), {STRIKE, SHELLING}),
    (Filter(actor="RUS PRO"), {SHELLING}),
    (Filter(actor="RU"), set()),
    (Filter(voice="military"), {STRIKE}),
    (Filter(voice="RUS"), {SHELLING}),
    (Filter(voice="UKR GOV"), set()),
    (Filter(voice="moscow council"), {SHELLING}),
    (Filter(voice="..."), set()),
    (Filter(place="mykolaiv"), {STRIKE}),
    (Filter(place="krakow"), {SHELLING}),
    (Filter(place="Myko"), set()),
    (Filter(country="ukr"), {STRIKE}),
    (Filter(text="hospital SHELLING"), {SHELLING}),
    (Filter(text="hospital strike"), set()),
    (Filter(text='"strike" OR NEAR(x)'), set()),
    (Filter(text="?!"), {STRIKE, SHELLING, UNPLACED}),
    (Filter(since=date(2022, 3, 29), until=date(2022, 3, 29)), {STRIKE}),
    (Filter(since=date(2022, 4, 1)), {SHELLING}),
    (Filter(until=date(2022, 4, 1)), {STRIKE}),
    (Filter(box=(31, 46, 32, 47)), {STRIKE}),
    (Filter(box=(0, 0, 19.94, 50.06)), {SHELLING}),
    (Filter(box=(0, 0, 19.93, 50.06)), set()),
    (Filter(type="ASSAULT", country="POL", voice="council"), {SHELLING}),
]


@pytest.mark.parametrize(("chosen", "shown"), CASES)
def test_filters(store: Store, chosen: Filter, shown: set[Statement]) -> None:
    keep_all(store)
    found = list(store.view().statements(chosen))
    assert {one.id for one in found} == {one.id for one in shown}
    assert store.view().count(chosen) == len(shown)


def test_searches_that_find_many_rows_show_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("holdfast.record.sql.view.FEW", 0)
    store = open_store(tmp_path / "talks.db")
    keep_all(store)
    for chosen, shown in CASES:
        assert {one.id for one in store.view().statements(chosen)} == {one.id for one in shown}, chosen
    store.close()


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        (Filter(text="moscow hospital"), [HOSPITAL]),
        (Filter(text="mykolaiv"), [document()]),
        (Filter(outlet="Śląsk radio"), [HOSPITAL]),
        (Filter(document=HOSPITAL.id), [HOSPITAL]),
        (Filter(since=date(2022, 3, 31)), [HOSPITAL]),
        (Filter(until=date(2022, 3, 31)), [document()]),
        (Filter(country="POL"), [HOSPITAL]),
        (Filter(actor="UKR", limit=1), [document()]),
        (Filter(voice="UKR", text="hospital"), []),
    ],
)
def test_filters_of_documents(store: Store, chosen: Filter, shown: list[Document]) -> None:
    keep(store, (HOSPITAL, [SHELLING]), (document(), [STRIKE]))
    assert list(store.view().documents(chosen)) == shown


def test_a_happening_that_goes_on_is_found_on_every_later_day(store: Store) -> None:
    siege = statement(time=words(Time, "on Tuesday", start_day="2022-03-01"))
    keep(store, (document(), [siege]))
    view = store.view()
    assert view.count(Filter(since=date(2022, 6, 1))) == 1
    assert view.count(Filter(until=date(2022, 2, 28))) == 0


def judged(left: Statement, right: Statement, **fields: object) -> Judgement:
    made = {"same": True, "by": "Analyst", "at": "2022-04-05T10:00Z", "why": "one hospital"}
    return Judgement(left=left.id, right=right.id, **(made | fields))  # type: ignore[arg-type]


def test_judgements_are_kept_in_the_order_they_were_made_and_known_with_their_statements(store: Store) -> None:
    first = judged(STRIKE, SHELLING)
    second = judged(STRIKE, SHELLING, same=False, at="2022-04-06T09:00+02:00")
    keep(store, (HOSPITAL, [SHELLING]), (document(), [STRIKE]))
    with store.writing() as writer:
        writer.judge(second)
        writer.judge(first)
        writer.judge(first)
    assert list(store.view().judgements()) == [first, second]
    assert list(store.view(judged_by=date(2022, 4, 5)).judgements()) == [first]
    assert list(store.view(known_by=date(2022, 4, 2)).judgements()) == []
    assert list(store.view(known_by=date(2022, 4, 3)).judgements()) == [first, second]


def test_a_judgement_on_unknown_statements_is_refused(store: Store) -> None:
    keep(store, (document(), [STRIKE]))
    with store.writing() as writer:
        with pytest.raises(InvalidStatement) as unknown:
            writer.judge(judged(STRIKE, SHELLING))
        with pytest.raises(InvalidStatement) as alone:
            writer.judge(judged(STRIKE, STRIKE))
    assert (unknown.value.where, alone.value.where) == ("$.right", "$.right")
    assert list(store.view().judgements()) == []


def test_the_mark_of_a_view_is_another_when_it_shows_another_thing(store: Store) -> None:
    early, late = document("Shells fell.", published="2022-03-01"), document("It is quiet.", published="2022-03-09")
    day = date(2022, 3, 5)

    def marks() -> tuple[str, str]:
        return store.view().mark(), store.view(known_by=day).mark()

    seen = [marks()]
    with store.writing() as writer:
        writer.keep_document(early)
    seen.append(marks())
    assert marks() == seen[-1]
    with store.writing() as writer:
        writer.keep_statements([statement(early)])
    seen.append(marks())
    with store.writing() as writer:
        writer.keep_document(late)
        writer.keep_statements([statement(late)])
    assert marks()[0] != seen[-1][0]
    assert marks()[1] == seen[-1][1], "what is known later changes no earlier day"
    judged = Judgement(left=statement(early).id, right=statement(late).id, same=True, by="Ada", at="2022-05-01")
    with store.writing() as writer:
        writer.judge(judged)
    seen.append(marks())
    wrong = Correction(statement=statement(early).id, ruling="not-a-statement", by="Ada", at="2022-05-02")
    with store.writing() as writer:
        writer.correct(wrong)
    seen.append(marks())
    with store.writing() as writer:
        writer.forget(early.id, by="Ada", why="order of a court")
    seen.append(marks())
    assert len({mark for mark, _ in seen}) == len(seen)


def test_the_version_tells_that_something_was_kept(store: Store) -> None:
    seen = {store.version()}
    keep(store, (document(), []))
    seen.add(store.version())
    keep(store, (document(), [STRIKE]), (HOSPITAL, [SHELLING]))
    seen.add(store.version())
    with store.writing() as writer:
        writer.judge(judged(STRIKE, SHELLING))
    seen.add(store.version())
    assert len(seen) == 4


def test_a_least_confidence_keeps_out_what_the_reader_is_less_sure_of_and_nothing_without_one(store: Store) -> None:
    texts = ("A strike hit.", "A strike missed.", "A strike came.", "A strike went.")
    certainties = (0.35, 0.3499, None, 0.9)
    for text, certainty in zip(texts, certainties, strict=True):
        one = document(text)
        keep(store, (one, [statement(one, confidence=certainty)]))
    view = store.view()
    assert sorted(quotes(view.statements(Filter(min_confidence=0.35)))) == sorted((texts[0], texts[2], texts[3]))
    assert view.count(Filter(min_confidence=0.5)) == 2
    assert sorted(quotes(view.statements(Filter(min_confidence=1)))) == [texts[2]]
    assert view.count(Filter(min_confidence=0)) == 4
    assert {one.text for one in view.documents(Filter(min_confidence=0.5))} == {texts[2], texts[3]}
