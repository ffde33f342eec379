"""What people have corrected, on every backend alike."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from holdfast.errors import InvalidStatement
from holdfast.model import Document, Happening, Mention, Statement
from holdfast.model.correction import Correction
from holdfast.record import Filter, Store

TEXT = "Kyiv said shells fell on Izium. Moscow denied it. Talks went on."
DOCUMENT = Document(text=TEXT, outlet="Harbour Wire", published="2022-04-01")


def read(quote: str, *, trigger: str, kind: str) -> Statement:
    """A statement of the document whose words are these."""
    start, word = TEXT.index(quote), TEXT.index(trigger)
    return Statement(
        document=DOCUMENT.id,
        quote=quote,
        start=start,
        end=start + len(quote),
        act="assert",
        event=Happening.from_builtins(
            {"type": kind, "trigger": {"text": trigger, "start": word, "end": word + len(trigger)}}
        ),
        status="happened",
        confidence=0.4,
    )


SHELLS = read("shells fell on Izium", trigger="fell", kind="ASSAULT")
DENIED = read("Moscow denied it", trigger="denied", kind="ASSAULT")
TALKS = read("Talks went on", trigger="Talks", kind="CONSULT")


@pytest.fixture
def kept(store: Store) -> Store:
    """A record of the document with its three statements."""
    with store.writing() as writer:
        writer.keep_document(DOCUMENT)
        writer.keep_statements([SHELLS, DENIED, TALKS])
    return store


def corrects(statement: Statement, at: str = "2022-05-02T10:00:00+00:00", **fields: object) -> Correction:
    """A person's correction of a statement."""
    now = msgspec.structs.replace(statement, confidence=None, **fields)
    return Correction(statement=statement.id, ruling="corrected", by="Ada", at=at, why="misread", corrected=now)


def correct(store: Store, *corrections: Correction) -> None:
    """Keep corrections in one unit of work."""
    with store.writing() as writer:
        for one in corrections:
            writer.correct(one)


def acts(store: Store, **chosen: object) -> list[tuple[str, str]]:
    """What is shown, as quote and act."""
    return [(one.quote, one.act) for one in store.view().statements(Filter(**chosen))]  # type: ignore[arg-type]


def test_a_correction_is_shown_and_found_and_nothing_is_overwritten(kept: Store) -> None:
    before = kept.view()
    version = kept.version()
    correct(kept, corrects(DENIED, act="deny"))
    assert kept.version() != version
    view = kept.view()
    shown = view.statement(DENIED.id)
    assert shown is not None
    assert (shown.act, shown.id, shown.confidence) == ("deny", DENIED.id, None)
    assert view.as_read(DENIED.id) == DENIED
    assert [one.by for one in view.corrections()] == ["Ada"]
    assert acts(kept, act="deny") == [(DENIED.quote, "deny")]
    assert [quote for quote, _ in acts(kept, act="assert")] == [SHELLS.quote, TALKS.quote]
    assert view.count(Filter(act="assert")) == 2
    assert view.count() == 3
    assert before.statement(DENIED.id) == DENIED  # a view stands still
    assert list(before.corrections()) == []


def test_corrected_statements_keep_their_place_and_pages_stay_whole(kept: Store) -> None:
    correct(kept, corrects(SHELLS, act="accuse"), corrects(TALKS, act="accuse"), corrects(DENIED, act="deny"))
    assert [quote for quote, _ in acts(kept)] == [SHELLS.quote, DENIED.quote, TALKS.quote]
    assert acts(kept, act="accuse", limit=1) == [(SHELLS.quote, "accuse")]
    assert acts(kept, act="accuse", limit=1, offset=1) == [(TALKS.quote, "accuse")]
    assert acts(kept, act="assert", limit=5) == []
    assert acts(kept, limit=2, offset=1) == [(DENIED.quote, "deny"), (TALKS.quote, "accuse")]


def test_what_is_no_statement_is_in_no_list_event_or_document_of_such(kept: Store) -> None:
    assert len(list(kept.view().events())) == 3
    correct(kept, Correction(statement=TALKS.id, ruling="not-a-statement", by="Ada", at="2022-05-02"))
    view = kept.view()
    assert view.statement(TALKS.id) is None
    assert [quote for quote, _ in acts(kept)] == [SHELLS.quote, DENIED.quote]
    assert list(view.documents(Filter(type="CONSULT"))) == []
    assert all(TALKS.id not in event.statements for event in view.events())
    assert view.as_read(TALKS.id) == TALKS


def test_events_are_made_of_what_is_corrected(kept: Store) -> None:
    correct(kept, corrects(SHELLS, event=msgspec.structs.replace(SHELLS.event, type="COERCE")))
    kinds = {event.type for event in kept.view().events() if SHELLS.id in event.statements}
    assert kinds == {"COERCE"}
    assert [one.id for one in kept.view().documents(Filter(type="COERCE"))] == [DOCUMENT.id]


def test_a_later_correction_supersedes_and_can_be_taken_back(kept: Store) -> None:
    correct(kept, corrects(DENIED, act="deny"), corrects(DENIED, at="2022-05-03", act="reject"))
    assert acts(kept, act="reject") == [(DENIED.quote, "reject")]
    correct(kept, Correction(statement=DENIED.id, ruling="taken-back", by="Bo", at="2022-05-04"))
    assert kept.view().statement(DENIED.id) == DENIED
    assert list(kept.view().corrections()) == []


def test_what_was_judged_by_a_day_and_known_by_a_day(kept: Store) -> None:
    correct(kept, corrects(DENIED, act="deny"))
    assert kept.view(judged_by=date(2022, 5, 1)).statement(DENIED.id) == DENIED
    then = kept.view(judged_by=date(2022, 5, 2), known_by=date(2022, 4, 1)).statement(DENIED.id)
    assert then is not None
    assert then.act == "deny"
    early = kept.view(known_by=date(2022, 3, 1))
    assert (early.statement(DENIED.id), list(early.corrections())) == (None, [])


def test_a_correction_of_what_is_not_there_or_of_other_words_is_refused(kept: Store) -> None:
    wrong = Mention(text="Minsk", start=0, end=5)
    for one, path in (
        (Correction(statement="s0", ruling="not-a-statement", by="Ada", at="2022-05-02"), "$.statement"),
        (corrects(DENIED, actors=(wrong,)), "$.actors[0]"),
        (corrects(DENIED, quote="Kyiv", start=0, end=4), "$.corrected.quote"),
    ):
        with pytest.raises(InvalidStatement) as refused:
            correct(kept, one)
        assert refused.value.where == path
    assert list(kept.view().corrections()) == []


def test_a_correction_says_what_it_rules() -> None:
    with pytest.raises(ValueError, match="whole statement"):
        Correction(statement="s0", ruling="corrected", by="Ada", at="2022-05-02")
    with pytest.raises(ValueError, match="keeps its id"):
        Correction(statement="s0", ruling="corrected", by="Ada", at="2022-05-02", corrected=TALKS)
