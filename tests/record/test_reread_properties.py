"""What must hold of readings whatever was read, corrected and judged, and in whatever order it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any, Literal, get_args

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdfast.errors import InvalidStatement
from holdfast.model import Document, Happening, Judgement, Span, Statement
from holdfast.model.correction import Correction
from holdfast.model.rereading import Rereading
from holdfast.record import Filter, MemoryStore, Store, View, Writer
from tests.record.conftest import MakeStore

TRY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = "strike shelling talks denial withdrawal"
DOCUMENTS = tuple(
    Document(text=f"{WORDS} on {day}", outlet="Harbour Wire", published=day) for day in ("2022-04-01", "2022-04-03")
)
DAYS = (None, date(2022, 4, 2), date(2022, 5, 2), date(2022, 5, 4))
MOMENTS = ("2022-05-01", "2022-05-02T10:00:00+00:00", "2022-05-03T10:00:00+02:00", "2022-05-05")
Ruling = Literal["corrected", "not-a-statement", "taken-back"]
RULINGS: tuple[Ruling, ...] = get_args(Ruling)
READERS = ("small 1", "small 2", "small 3", "llm:wide (prompt 1f)", None)

_FOUND = st.fixed_dictionaries(
    {
        "document": st.sampled_from(DOCUMENTS),
        "word": st.sampled_from(WORDS.split()),
        "act": st.sampled_from(["assert", "deny"]),
        "status": st.sampled_from(["happened", "ongoing", "planned"]),
        "kind": st.sampled_from(["ASSAULT", "CONSULT"]),
    }
)


def _statement(reader: str | None, found: dict[str, Any]) -> Statement:
    document, word = found["document"], found["word"]
    start = document.text.index(word)
    trigger = Span(text=word, start=start, end=start + len(word))
    return Statement(
        document=document.id,
        quote=word,
        start=start,
        end=start + len(word),
        act=found["act"],
        status=found["status"],
        event=Happening(type=found["kind"], trigger=trigger),
        reader=reader,
        confidence=0.5 if reader else None,
    )


@dataclass(frozen=True)
class Said:
    """Everything that somebody keeps in a record, as acts that can be done in any order that makes sense."""

    first: tuple[Statement, ...]
    rereadings: tuple[tuple[Rereading, tuple[Statement, ...]], ...]
    corrections: tuple[Correction, ...]
    judgements: tuple[Judgement, ...]

    def acts(self) -> list[Callable[[Writer], object]]:
        """Each act by itself."""
        return [
            *(lambda writer, one=one: writer.keep_statements([one]) for one in self.first),
            *(lambda writer, one=one: writer.keep_rereading(*one) for one in self.rereadings),
            *(lambda writer, one=one: writer.correct(one) for one in self.corrections),
            *(lambda writer, one=one: writer.judge(one) for one in self.judgements),
        ]


@st.composite
def said(draw: st.DrawFn) -> Said:
    """First readings, rereadings, corrections and judgements; no id comes twice in a first reading, nor do moments."""
    by_id: dict[str, Statement] = {}
    for reader, found in draw(st.lists(st.tuples(st.sampled_from(READERS), _FOUND), min_size=1, max_size=7)):
        one = _statement(reader, found)
        by_id.setdefault(one.id, one)
    rereadings = []
    places = st.integers(0, len(DOCUMENTS) - 1)
    again = st.tuples(st.sampled_from(READERS[1:4]), st.sampled_from(MOMENTS), places)
    for reader, at, number in draw(st.lists(again, max_size=4, unique=True)):
        document = DOCUMENTS[number]
        own = {
            one.id: one
            for found in draw(st.lists(_FOUND, max_size=4))
            for one in (_statement(reader, {**found, "document": document}),)
        }
        replaces = draw(st.sampled_from([(), ("llm:wide",)]))
        assert reader
        rereadings.append(
            (Rereading(document=document.id, reader=reader, at=at, replaces=replaces), tuple(own.values()))
        )
    every = [*by_id.values(), *(one for _, found in rereadings for one in found)]
    return Said(tuple(by_id.values()), tuple(rereadings), _corrections(draw, every), _judgements(draw, every))


def _corrections(draw: st.DrawFn, every: list[Statement]) -> tuple[Correction, ...]:
    made = []
    for number, one in enumerate(draw(st.lists(st.sampled_from(every), max_size=3))):
        at = f"{draw(st.sampled_from(MOMENTS))[:10]}T12:00:0{number}+00:00"
        ruling: Ruling = draw(st.sampled_from(RULINGS))
        now = msgspec.structs.replace(one, status="possible", reader=f"{one.reader}, corrected by hand")
        made.append(
            Correction(
                statement=one.id, ruling=ruling, by="Ada", at=at, corrected=now if ruling == "corrected" else None
            )
        )
    return tuple(made)


def _judgements(draw: st.DrawFn, every: list[Statement]) -> tuple[Judgement, ...]:
    names = sorted({one.id for one in every})
    if len(names) < 2:
        return ()
    pairs = draw(st.lists(st.permutations(names).map(lambda found: found[:2]), max_size=3))
    return tuple(
        Judgement(
            left=left,
            right=right,
            same=draw(st.sampled_from([True, False, None])),
            by="Ada",
            at=f"2022-05-0{number + 1}T09:00:00+00:00",
        )
        for number, (left, right) in enumerate(pairs)
    )


def kept(store: Store, acts: Iterable[Callable[[Writer], object]]) -> Store:
    """The record after all acts; what refers to a statement that is not there yet waits."""
    with store.writing() as writer:
        for document in DOCUMENTS:
            writer.keep_document(document)
    waiting = list(acts)
    while waiting:
        left = []
        for act in waiting:
            try:
                with store.writing() as writer:
                    act(writer)
            except InvalidStatement:
                left.append(act)
        assert len(left) < len(waiting)
        waiting = left
    return store


def told(view: View) -> tuple[object, ...]:
    """All that a view tells, for comparing."""
    return (
        list(view.statements()),
        list(view.events()),
        {one.id: view.as_read(one.id) for one in view.statements()},
        sorted(view.corrections(), key=lambda one: one.to_json()),
        sorted(view.judgements(), key=lambda one: one.to_json()),
        sorted(view.without_hold(), key=lambda one: one.to_json()),
        [view.rereadings(document.id) for document in DOCUMENTS],
        view.readers_of([document.id for document in DOCUMENTS]),
        list(view.documents(Filter(type="CONSULT"))),
        [view.count(Filter(act="deny")), view.count(Filter(text="talks"))],
    )


def views(store: Store) -> list[View]:
    """The record by each day, known and judged."""
    return [store.view(known_by=known, judged_by=judged) for known in DAYS for judged in (None, date(2022, 5, 2))]


@TRY
@given(said(), st.randoms(use_true_random=False))
def test_no_order_of_keeping_changes_what_any_view_tells(everything: Said, dice: Random) -> None:
    acts = everything.acts()
    one, other = kept(MemoryStore(), acts), kept(MemoryStore(), dice.sample(acts, len(acts)))
    for here, there in zip(views(one), views(other), strict=True):
        assert told(here) == told(there)


@TRY
@given(said())
def test_a_view_shows_each_id_once_and_loses_no_persons_word(everything: Said) -> None:
    store = kept(MemoryStore(), everything.acts())
    for view in views(store):
        shown = [one.id for one in view.statements()]
        assert len(shown) == len(set(shown)) == view.count()
        assert set(view.statements_of(shown)) == set(shown)
    latest = store.view()
    by_people = {one.id for one in everything.first if one.reader is None}
    taken_away = {one.statement for one in latest.corrections() if one.ruling == "not-a-statement"}
    assert by_people - taken_away <= {one.id for one in latest.statements()}
    for one in latest.corrections():
        assert (one.ruling == "corrected") == (latest.statement(one.statement) is not None)


@pytest.mark.parametrize("seed", range(5))
def test_every_backend_tells_the_same(make_store: MakeStore, seed: int) -> None:
    everything = _drawn(seed)
    reference, store = kept(MemoryStore(), everything.acts()), kept(make_store(), everything.acts())
    for here, there in zip(views(reference), views(store), strict=True):
        assert told(here) == told(there)


def _drawn(seed: int) -> Said:
    """One example, the same for each backend, rich in rereadings."""
    dice = Random(seed)

    def found() -> dict[str, Any]:
        return {
            "document": dice.choice(DOCUMENTS),
            "word": dice.choice(WORDS.split()),
            "act": dice.choice(["assert", "deny"]),
            "status": dice.choice(["happened", "ongoing", "planned"]),
            "kind": dice.choice(["ASSAULT", "CONSULT"]),
        }

    first = {one.id: one for one in (_statement(dice.choice(READERS), found()) for _ in range(12))}
    rereadings = []
    for number in range(3):
        reader, document = READERS[1:4][number], dice.choice(DOCUMENTS)
        assert reader
        own = {one.id: one for one in (_statement(reader, {**found(), "document": document}) for _ in range(6))}
        of = Rereading(
            document=document.id, reader=reader, at=MOMENTS[number + 1], replaces=dice.choice([(), ("llm:wide",)])
        )
        rereadings.append((of, tuple(own.values())))
    every = [*first.values(), *(one for _, own in rereadings for one in own)]
    corrections = [
        Correction(
            statement=one.id,
            ruling="corrected",
            by="Ada",
            at=f"{dice.choice(MOMENTS)[:10]}T12:00:0{number}+00:00",
            corrected=msgspec.structs.replace(one, status="possible"),
        )
        for number, one in enumerate(dice.sample(every, 4))
    ]
    names = sorted({one.id for one in every})
    judgements = [
        Judgement(left=left, right=right, same=dice.choice([True, False]), by="Ada", at=f"2022-05-0{number + 1}")
        for number, (left, right) in enumerate(dice.sample(names, 2) for _ in range(5))
    ]
    return Said(tuple(first.values()), tuple(rereadings), tuple(corrections), tuple(judgements))
