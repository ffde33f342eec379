"""Documents that were read again, on every backend alike."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from holdfast.errors import InvalidStatement
from holdfast.model import Document, Happening, Judgement, Span, Statement
from holdfast.model.correction import Correction
from holdfast.model.rereading import Rereading, kind_of
from holdfast.record import Filter, Store
from holdfast.record.sought import Sought, Stance

TEXT = "Kyiv said shells fell on Izium. Moscow denied it. Talks went on, and a strike hit Izium."
DOCUMENT = Document(text=TEXT, outlet="Harbour Wire", published="2022-04-01")
OLD, NEW, NEWEST = "small 1", "small 2", "small 2.1"
FIRST_DAY, AGAIN, ONCE_MORE = date(2022, 4, 1), "2022-05-10T09:00:00+00:00", "2022-05-20T09:00:00+00:00"
DAY_BEFORE, DAY_AFTER = date(2022, 5, 9), date(2022, 5, 10)


def read(reader: str | None, quote: str, trigger: str, **fields: object) -> Statement:
    """What a reader found in these words of the document."""
    start, word = TEXT.index(quote), TEXT.index(trigger)
    span = Span(text=trigger, start=word, end=word + len(trigger))
    defaults = {
        "act": "assert",
        "event": Happening(type="ASSAULT", trigger=span),
        "status": "happened",
        "confidence": 0.4 if reader else None,
    }
    of = {"document": DOCUMENT.id, "quote": quote, "start": start, "end": start + len(quote), "reader": reader}
    return Statement.from_builtins(
        {name: value for name, value in msgspec.to_builtins({**of, **defaults, **fields}).items()}
    )


SHELLS = read(OLD, "shells fell on Izium", "fell")
DENIED = read(OLD, "Moscow denied it", "denied")
TALKS = read(OLD, "Talks went on", "Talks")
SHELLS_AGAIN = read(NEW, "shells fell on Izium", "fell", status="ongoing", confidence=0.9)  # the same id
DENIED_AGAIN = read(NEW, "Moscow denied it", "denied", act="deny", confidence=0.8)  # another id at the same trigger
STRIKE = read(NEW, "a strike hit Izium", "strike")
BY_HAND = read(None, "Kyiv said shells fell on Izium", "said")
BY_MODEL = read("llm:wide (prompt 1f00a2b3)", "Talks went on", "went")


@pytest.fixture
def kept(store: Store) -> Store:
    """A record of the document as the old reader, a person and another kind of reader have it."""
    with store.writing() as writer:
        writer.keep_document(DOCUMENT)
        writer.keep_statements([SHELLS, DENIED, TALKS, BY_HAND, BY_MODEL])
    return store


def reread(
    store: Store,
    *found: Statement,
    reader: str = NEW,
    at: str = AGAIN,
    replaces: tuple[str, ...] = (),
) -> bool:
    """Keep what a reader found when it read the document again."""
    with store.writing() as writer:
        rereading = Rereading(document=DOCUMENT.id, reader=reader, at=at, replaces=replaces)
        return writer.keep_rereading(rereading, found)


def shown(
    store: Store, known_by: date | None = None, judged_by: date | None = None, **chosen: object
) -> set[Statement]:
    """What a view shows; it must say the same in each of its ways."""
    view = store.view(known_by=known_by, judged_by=judged_by)
    wanted = Filter(**chosen)  # type: ignore[arg-type]
    found = list(view.statements(wanted))
    assert view.count(wanted) == len(found) == len({one.id for one in found})
    assert list(view.statements_of([one.id for one in found]).values()) == found
    assert not found or list(view.documents(wanted)) == [DOCUMENT]
    return set(found)


def correct(store: Store, statement: Statement, at: str, **fields: object) -> None:
    """Keep a person's correction of a statement, as the desk does."""
    by_hand = f"{statement.reader}, corrected by hand"
    now = msgspec.structs.replace(statement, confidence=None, reader=by_hand, **fields)
    with store.writing() as writer:
        writer.correct(Correction(statement=statement.id, ruling="corrected", by="Ada", at=at, corrected=now))


def judge(store: Store, left: Statement, right: Statement, *, same: bool | None = True, at: str = "2022-05-02") -> None:
    """Keep a person's judgement of sameness."""
    with store.writing() as writer:
        writer.judge(Judgement(left=left.id, right=right.id, same=same, by="Ada", at=at))


@pytest.mark.parametrize(
    ("reader", "kind"),
    [
        ("holdfast-reader-en 0.3.0", "holdfast-reader-en"),
        ("strikes 1", "strikes"),
        ("wide v2.1-rc1+b", "wide"),
        ("llm:qwen3-8b (prompt 1f00a2b3)", "llm:qwen3-8b"),
        ("llm:qwen3 8b", "llm:qwen3"),
        ("ucdp importer 1", "ucdp importer"),
        ("holdfast-reader-en 0.3.0, corrected by hand", "holdfast-reader-en 0.3.0, corrected by hand"),
        (" plain ", "plain"),
        (None, ""),
    ],
)
def test_the_kind_of_a_reader_is_its_name_without_a_version(reader: str | None, kind: str) -> None:
    assert kind_of(reader) == kind


def test_the_new_reading_is_shown_from_its_day_on_and_the_old_one_before(kept: Store) -> None:
    before, version = kept.view(), kept.version()
    assert reread(kept, SHELLS_AGAIN, DENIED_AGAIN, STRIKE)
    assert kept.version() != version
    others = {BY_HAND, BY_MODEL}
    now, then = {SHELLS_AGAIN, DENIED_AGAIN, STRIKE} | others, {SHELLS, DENIED, TALKS} | others
    assert shown(kept) == shown(kept, known_by=DAY_AFTER) == shown(kept, judged_by=DAY_AFTER) == now
    assert shown(kept, known_by=DAY_BEFORE) == shown(kept, known_by=FIRST_DAY) == then
    assert shown(kept, judged_by=DAY_BEFORE) == shown(kept, known_by=DAY_AFTER, judged_by=DAY_BEFORE) == then
    assert shown(kept, known_by=date(2022, 3, 31)) == set()
    assert set(before.statements()) == then  # a view stands still
    assert kept.view().statement(SHELLS.id) == SHELLS_AGAIN
    assert kept.view(known_by=DAY_BEFORE).statement(SHELLS.id) == SHELLS
    assert kept.view().statement(TALKS.id) is None


def test_filters_find_what_is_shown_and_nothing_else(kept: Store) -> None:
    reread(kept, SHELLS_AGAIN, DENIED_AGAIN, STRIKE)
    assert shown(kept, act="deny") == {DENIED_AGAIN}
    assert shown(kept, known_by=DAY_BEFORE, act="deny") == set()
    assert list(kept.view(known_by=DAY_BEFORE).documents(Filter(act="deny"))) == []
    assert shown(kept, text="strike") == {STRIKE}
    assert shown(kept, known_by=DAY_BEFORE, text="strike") == set()
    assert shown(kept, min_confidence=0.5) == {SHELLS_AGAIN, DENIED_AGAIN, BY_HAND}


def test_events_are_made_of_one_reading_only(kept: Store) -> None:
    reread(kept, SHELLS_AGAIN)
    now = {name for event in kept.view().events() for name in event.statements}
    assert now == {SHELLS.id, BY_HAND.id, BY_MODEL.id}
    then = {name for event in kept.view(known_by=DAY_BEFORE).events() for name in event.statements}
    assert then == {SHELLS.id, DENIED.id, TALKS.id, BY_HAND.id, BY_MODEL.id}


def test_events_that_were_kept_are_merged_again_after_a_rereading(kept: Store) -> None:
    days = (None, DAY_BEFORE, DAY_AFTER)
    before = {day: (kept.view(known_by=day).mark(), list(kept.view(known_by=day).events())) for day in days}
    reread(kept, SHELLS_AGAIN)
    correct(kept, SHELLS_AGAIN, "2022-05-12", status="happened")
    for day in days:
        view, again = kept.view(known_by=day), kept.view(known_by=day)
        events = list(view.events())
        assert list(again.events()) == events  # from where they are kept now
        assert view.mark() == again.mark() != before[day][0]
        shown = {one.id for one in view.statements()}
        assert all(shown.issuperset(one.statements) for one in events)
        assert [one.id for one in view.events_of([SHELLS.id])] == [
            one.id for one in events if SHELLS.id in one.statements
        ]
    assert kept.view().mark() != kept.view(known_by=DAY_BEFORE).mark()
    assert len(list(kept.view(known_by=DAY_BEFORE).events())) == len(before[DAY_BEFORE][1])


def test_what_bears_on_a_question_is_looked_for_in_what_is_shown(kept: Store) -> None:
    reread(kept, SHELLS_AGAIN, DENIED_AGAIN)
    deny = Sought(stances=(Stance(acts=("deny",)),))
    assert {one.id for one in kept.view().bearing(deny)} == {DENIED_AGAIN.id}
    assert list(kept.view(known_by=DAY_BEFORE).bearing(deny)) == []
    ongoing = Sought(stances=(Stance(statuses=("ongoing",)),))
    assert kept.view().told_where(ongoing) == {None: {FIRST_DAY}}
    assert kept.view(known_by=DAY_BEFORE).told_where(ongoing) == {}
    assert kept.view().count_documents(Filter(act="deny")) == 1
    assert kept.view(known_by=DAY_BEFORE).count_documents(Filter(act="deny")) == 0


def test_the_same_rereading_again_changes_nothing(kept: Store) -> None:
    assert reread(kept, SHELLS_AGAIN, SHELLS_AGAIN)
    version = kept.version()
    assert not reread(kept, SHELLS_AGAIN)
    assert kept.version() == version
    assert shown(kept) == {SHELLS_AGAIN, BY_HAND, BY_MODEL}


def test_a_third_reading_supersedes_the_second_and_each_has_its_days(kept: Store) -> None:
    reread(kept, SHELLS_AGAIN, STRIKE)
    later = msgspec.structs.replace(TALKS, reader=NEWEST)
    reread(kept, later, reader=NEWEST, at=ONCE_MORE)
    assert shown(kept) == {later, BY_HAND, BY_MODEL}
    assert shown(kept, known_by=date(2022, 5, 19)) == {SHELLS_AGAIN, STRIKE, BY_HAND, BY_MODEL}
    assert shown(kept, known_by=DAY_BEFORE) == {SHELLS, DENIED, TALKS, BY_HAND, BY_MODEL}
    view = kept.view()
    assert [one.reader for one in view.rereadings(DOCUMENT.id)] == [NEW, NEWEST]
    assert [one.reader for one in kept.view(known_by=DAY_AFTER).rereadings(DOCUMENT.id)] == [NEW]
    assert view.readers_of([DOCUMENT.id, "d0"]) == {DOCUMENT.id: ("llm:wide (prompt 1f00a2b3)", NEWEST)}
    assert kept.view(known_by=date(2022, 3, 31)).rereadings(DOCUMENT.id) == ()


def test_a_reader_that_finds_nothing_has_read_all_the_same(kept: Store) -> None:
    reread(kept)
    assert shown(kept) == {BY_HAND, BY_MODEL}
    assert kept.view().readers_of([DOCUMENT.id]) == {DOCUMENT.id: ("llm:wide (prompt 1f00a2b3)", NEW)}
    assert kept.view(known_by=DAY_BEFORE).readers_of([DOCUMENT.id])[DOCUMENT.id] == (
        "llm:wide (prompt 1f00a2b3)",
        OLD,
    )


def test_another_kind_of_reader_is_superseded_only_if_it_is_named(kept: Store) -> None:
    reread(kept, STRIKE, replaces=("llm:wide",))
    assert shown(kept) == {STRIKE, BY_HAND}
    assert shown(kept, known_by=DAY_BEFORE) == {SHELLS, DENIED, TALKS, BY_HAND, BY_MODEL}


def test_what_stands_is_not_replaced_by_a_reading_that_finds_the_same_id(kept: Store) -> None:
    same = msgspec.structs.replace(BY_HAND, reader=NEW, status="planned", confidence=0.3)
    assert same.id == BY_HAND.id
    reread(kept, same, STRIKE)
    assert shown(kept) == {BY_HAND, BY_MODEL, STRIKE}
    assert kept.view().as_read(BY_HAND.id) == BY_HAND


def test_old_statements_that_come_later_are_known_before_the_rereading_only(store: Store) -> None:
    with store.writing() as writer:
        writer.keep_document(DOCUMENT)
    reread(store, SHELLS_AGAIN)
    with store.writing() as writer:
        assert writer.keep_statements([SHELLS, TALKS]).statements == 2
    assert shown(store) == {SHELLS_AGAIN}
    assert shown(store, known_by=DAY_BEFORE) == {SHELLS, TALKS}


def test_a_rereading_of_what_is_not_there_or_with_what_is_not_its_own_is_refused(kept: Store) -> None:
    wrong = msgspec.structs.replace(STRIKE, quote="elsewhere", start=0, end=9)
    for found, reader, path in (
        ((SHELLS,), NEW, "$.reader"),
        ((STRIKE, wrong), NEW, "$.quote"),
        ((STRIKE,), NEWEST, "$.reader"),
    ):
        with pytest.raises(InvalidStatement) as refused:
            reread(kept, *found, reader=reader)
        assert refused.value.where == path
    with pytest.raises(InvalidStatement, match="not in the record"), kept.writing() as writer:
        writer.keep_rereading(Rereading(document="d0", reader=NEW, at=AGAIN), [])
    assert kept.view().rereadings(DOCUMENT.id) == ()
    assert shown(kept) == {SHELLS, DENIED, TALKS, BY_HAND, BY_MODEL}
    with pytest.raises(ValueError, match="which reader"):
        Rereading(document="d0", reader=" ", at=AGAIN)
    with pytest.raises(ValueError, match="never superseded"):
        Rereading(document="d0", reader=NEW, at=AGAIN, replaces=("",))


def test_a_correction_goes_over_to_the_statement_at_the_same_trigger(kept: Store) -> None:
    correct(kept, DENIED, "2022-05-02", polarity="negated", status="possible")
    correct(kept, SHELLS, "2022-05-02", act="accuse")
    reread(kept, SHELLS_AGAIN, DENIED_AGAIN)
    view = kept.view()
    denied, shells = view.statement(DENIED_AGAIN.id), view.statement(SHELLS.id)
    assert denied
    assert shells
    # What the person changed stands; what they left is as the new reader has it.
    assert (denied.polarity, denied.status, denied.act) == ("negated", "possible", "deny")
    assert (shells.act, shells.status, shells.confidence) == ("accuse", "ongoing", None)
    assert denied.reader == shells.reader == f"{NEW}, corrected by hand"
    assert view.as_read(SHELLS.id) == SHELLS_AGAIN
    assert {one.statement for one in view.corrections()} == {SHELLS.id, DENIED_AGAIN.id}
    then = kept.view(known_by=DAY_BEFORE)
    assert {one.act for one in then.statements(Filter(act="accuse"))} == {"accuse"}
    assert then.as_read(SHELLS.id) == SHELLS
    was = then.statement(DENIED.id)
    assert was
    assert (was.polarity, was.act) == ("negated", "assert")


def test_a_corrected_statement_that_is_not_found_again_stays_as_the_person_left_it(kept: Store) -> None:
    correct(kept, TALKS, "2022-05-02", status="planned")
    reread(kept, SHELLS_AGAIN)
    (stays,) = shown(kept) - {SHELLS_AGAIN, BY_HAND, BY_MODEL}
    assert (stays.id, stays.status) == (TALKS.id, "planned")
    view = kept.view()
    assert view.as_read(TALKS.id) == TALKS
    assert any(one.id == TALKS.id for one in view.statements(Filter(text="talks")))
    assert [one.quote for one in view.statements()] == [BY_HAND.quote, SHELLS.quote, TALKS.quote, TALKS.quote]
    with kept.writing() as writer:
        writer.correct(Correction(statement=TALKS.id, ruling="taken-back", by="Bo", at="2022-06-01"))
    assert shown(kept) == {SHELLS_AGAIN, BY_HAND, BY_MODEL}


def test_an_event_holds_what_a_person_left(kept: Store) -> None:
    correct(kept, TALKS, "2022-05-02", event=msgspec.structs.replace(TALKS.event, type="CONSULT"))
    reread(kept, SHELLS_AGAIN)
    (event,) = (one for one in kept.view().events() if one.type == "CONSULT")
    assert event.statements == (TALKS.id,)


def test_what_is_no_statement_is_none_in_the_new_reading_either(kept: Store) -> None:
    with kept.writing() as writer:
        writer.correct(Correction(statement=DENIED.id, ruling="not-a-statement", by="Ada", at="2022-05-02"))
        writer.correct(Correction(statement=TALKS.id, ruling="not-a-statement", by="Ada", at="2022-05-02"))
    reread(kept, SHELLS_AGAIN, DENIED_AGAIN)
    assert shown(kept) == {SHELLS_AGAIN, BY_HAND, BY_MODEL}
    assert kept.view().as_read(DENIED_AGAIN.id) == DENIED_AGAIN


def test_a_correction_of_the_new_reading_outranks_the_older_one_and_is_taken_back(kept: Store) -> None:
    correct(kept, DENIED, "2022-05-02", status="possible")
    reread(kept, DENIED_AGAIN)
    correct(kept, DENIED_AGAIN, "2022-05-12", status="planned")
    now = kept.view().statement(DENIED_AGAIN.id)
    assert now
    assert now.status == "planned"
    # It is a way of reading the words: the earlier reading is corrected by it as well.
    was = kept.view(known_by=DAY_BEFORE).statement(DENIED.id)
    assert was
    assert (was.status, was.act) == ("planned", "assert")
    with kept.writing() as writer:
        writer.correct(Correction(statement=DENIED_AGAIN.id, ruling="taken-back", by="Bo", at="2022-05-13"))
    assert kept.view().statement(DENIED_AGAIN.id) == DENIED_AGAIN
    assert kept.view(known_by=DAY_BEFORE).statement(DENIED.id) == DENIED


def test_a_statement_that_is_found_first_in_a_rereading_is_not_known_before_though_it_is_corrected(kept: Store) -> None:
    reread(kept, STRIKE)
    correct(kept, STRIKE, "2022-05-12", status="planned")
    assert kept.view(known_by=DAY_BEFORE).statement(STRIKE.id) is None
    assert {one.status for one in kept.view().statements(Filter(text="strike"))} == {"planned"}


def test_a_correction_looks_to_the_reading_that_it_was_made_of_whatever_came_first(store: Store) -> None:
    with store.writing() as writer:
        writer.keep_document(DOCUMENT)
        writer.keep_statements([SHELLS])
    reread(store, SHELLS_AGAIN)
    correct(store, SHELLS, "2022-05-02", act="accuse")  # loaded later than the rereading, and made before it
    now = store.view().statement(SHELLS.id)
    assert now
    assert (now.act, now.status) == ("accuse", "ongoing")


def test_judgements_go_over_to_the_same_trigger_or_are_told_to_have_no_hold(kept: Store) -> None:
    judge(kept, SHELLS, DENIED)
    judge(kept, TALKS, BY_HAND, same=False)
    reread(kept, SHELLS_AGAIN, DENIED_AGAIN)
    view = kept.view()
    assert [(one.left, one.right) for one in view.judgements()] == [(SHELLS.id, DENIED_AGAIN.id)]
    assert [(one.left, one.right) for one in view.without_hold()] == [(TALKS.id, BY_HAND.id)]
    then = kept.view(known_by=DAY_BEFORE)
    assert [(one.left, one.right) for one in then.judgements()] == [(SHELLS.id, DENIED.id), (TALKS.id, BY_HAND.id)]
    assert list(then.without_hold()) == []
    judge(kept, SHELLS_AGAIN, DENIED_AGAIN, same=None, at="2022-05-12")  # taken back at the desk
    assert [one.same for one in kept.view(known_by=DAY_BEFORE).judgements()] == [True, False, None]
    judge(kept, SHELLS_AGAIN, BY_HAND, at="2022-05-13")
    assert len(list(kept.view().judgements())) == 3


def test_a_judgement_of_what_a_person_left_keeps_its_hold(kept: Store) -> None:
    correct(kept, TALKS, "2022-05-02", status="ongoing")
    judge(kept, TALKS, BY_HAND)
    reread(kept, SHELLS_AGAIN)
    assert [(one.left, one.right) for one in kept.view().judgements()] == [(TALKS.id, BY_HAND.id)]
    assert list(kept.view().without_hold()) == []


def test_a_judgement_of_what_is_not_known_yet_is_not_told(kept: Store) -> None:
    reread(kept, STRIKE)
    judge(kept, STRIKE, BY_HAND, at="2022-05-12")
    then = kept.view(known_by=DAY_BEFORE)
    assert (list(then.judgements()), list(then.without_hold())) == ([], [])


def test_forgetting_takes_every_reading(kept: Store) -> None:
    correct(kept, DENIED, "2022-05-02", status="possible")
    reread(kept, SHELLS_AGAIN, DENIED_AGAIN, STRIKE)
    judge(kept, STRIKE, BY_HAND)
    correct(kept, STRIKE, "2022-05-12", status="planned")
    with kept.writing() as writer:
        assert writer.forget(DOCUMENT.id, by="Ada", why="order of a court").statements == 8
    for known_by in (None, DAY_BEFORE):
        view = kept.view(known_by=known_by)
        assert not [*view.statements(), *view.judgements(), *view.without_hold()]
        assert view.rereadings(DOCUMENT.id) == ()
    assert list(kept.view().corrections()) == []
