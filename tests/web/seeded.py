"""A small record and verdicts made by hand, so that the desk's tests know what stands on each page."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

from holdfast.model import (
    Agreement,
    Citation,
    Clause,
    Contradiction,
    Count,
    Document,
    Event,
    Happening,
    Judgement,
    Merge,
    Place,
    Span,
    Statement,
    Tally,
    Time,
    Verdict,
    Voice,
    Why,
)
from holdfast.model.agreement import ClauseReading, Party, TextRef, Wording
from holdfast.model.correction import Correction
from holdfast.model.rereading import Rereading
from holdfast.model.verdict import Level
from holdfast.outputs.pictures.series import Comparison, DailySeries, Day
from holdfast.pipeline.what_if import Pair, Supposed, WhatIf
from holdfast.record.account import Found
from holdfast.record.listing import EventLists, PlainLists
from holdfast.record.sought import Sought, bears
from holdfast.record.store import Filter, View, Writer
from holdfast.record.viewing import SaidView, found, last_day, told_where
from tests.factory import mention, words

PROMISE = (
    "Russia would drastically reduce its military activity around Kyiv and Chernihiv, deputy defence minister "
    "Alexander Fomin told reporters in Istanbul on Tuesday.\n\nUkraine proposed consultations on Crimea."
)
STRIKE = "A strike on Mykolaiv killed at least seven people on Tuesday, Ukraine's military said."
DENIAL = "A strike on Mykolaiv killed 12 people on Tuesday, the mayor said. Moscow denied that it had hit homes."
HOSTILE = (
    "<script>alert('text')</script> \"quoted\" & <img src=x onerror=alert(1)> shelling hit the port, the "
    "<b>council</b> said.\n\n]]></a><svg onload=alert(2)>"
)
TITLE = "</title><script>alert('title')</script>"

DOCUMENTS = {
    "promise": Document(
        text=PROMISE,
        title="Istanbul talks end with a promise",
        outlet="Harbour Wire",
        published="2022-03-29T18:05:00+03:00",
        url="https://example.org/promise",
        language="en",
        licence="CC0-1.0",
        source="dispatches.jsonl",
    ),
    "strike": Document(
        text=STRIKE, title="Strike on Mykolaiv", outlet="Harbour Wire", published="2022-03-30", licence="CC0-1.0"
    ),
    "denial": Document(
        text=DENIAL, title="Figures differ", outlet="Front Desk", published="2022-04-02", licence="CC BY 4.0"
    ),
    "hostile": Document(
        text=HOSTILE,
        title=TITLE,
        outlet="<i>Evil</i> Wire",
        published="2022-04-03",
        url="javascript:alert(3)",
        author="<u>author</u>",
        source="a'\"<b>.html",
    ),
    "unread": Document(text="Слава", outlet="Інша газета", unread="The reader knows English, and this is Ukrainian"),
}


def statements() -> dict[str, Statement]:
    """The statements by a short name."""
    promise, strike, denial, hostile = (DOCUMENTS[name] for name in ("promise", "strike", "denial", "hostile"))
    mykolaiv: dict[str, Any] = {
        "name": "Mykolaiv",
        "lat": 46.97,
        "lon": 31.99,
        "country": "UKR",
        "precision": "settlement",
    }
    tuesday: dict[str, Any] = {"start_day": "2022-03-29", "end_day": "2022-03-29", "basis": "resolved"}
    quote = "Russia would drastically reduce its military activity around Kyiv and Chernihiv"
    inner = "reduce its military activity around Kyiv"
    offer = "Ukraine proposed consultations on Crimea"
    shelled = "shelling hit the port, the <b>council</b> said"
    return {
        "promise": Statement(
            document=promise.id,
            quote=quote,
            start=0,
            end=len(quote),
            act="promise",
            status="planned",
            event=Happening(type="RETREAT", mode="reduce", trigger=words(Span, "reduce", PROMISE)),
            actors=(mention("Russia", PROMISE, ref="RUS MIL"),),
            time=words(Time, "on Tuesday", PROMISE, **tuesday),
            place=words(Place, "Kyiv and Chernihiv", PROMISE, country="UKR", precision="area"),
            voices=(
                words(Voice, "Alexander Fomin", PROMISE, ref="RUS MIL", cue="told"),
                Voice(name="Harbour Wire", ref="MED"),
            ),
            confidence=0.91,
            reader="en 0.1",
        ),
        "inner": Statement(
            document=promise.id,
            quote=inner,
            start=PROMISE.index(inner),
            end=PROMISE.index(inner) + len(inner),
            act="assert",
            status="planned",
            event=Happening(type="MOBILIZE", trigger=words(Span, "military activity", PROMISE)),
            place=words(
                Place, "Kyiv", PROMISE, name="Kyiv", lat=50.45, lon=30.52, country="UKR", precision="settlement"
            ),
        ),
        "offer": Statement(
            document=promise.id,
            quote=offer,
            start=PROMISE.index(offer),
            end=PROMISE.index(offer) + len(offer),
            act="propose",
            status="planned",
            event=Happening(type="CONSULT", mode="negotiate", trigger=words(Span, "consultations", PROMISE)),
            place=words(Place, "Crimea", PROMISE, name="Crimea", lat=45.3, lon=34.2, country="UKR", precision="admin1"),
            voices=(words(Voice, "Ukraine", PROMISE, ref="UKR GOV"),),
        ),
        "strike": Statement(
            document=strike.id,
            quote=STRIKE,
            start=0,
            end=len(STRIKE),
            act="assert",
            status="happened",
            event=Happening(type="ASSAULT", mode="missile", trigger=words(Span, "strike", STRIKE)),
            place=words(Place, "Mykolaiv", STRIKE, **mykolaiv),
            time=words(Time, "on Tuesday", STRIKE, **tuesday),
            counts=(words(Count, "at least seven people", STRIKE, what="killed", low=7),),
            voices=(words(Voice, "Ukraine's military", STRIKE, ref="UKR MIL", cue="said"),),
        ),
        "mayor": Statement(
            document=denial.id,
            quote="A strike on Mykolaiv killed 12 people on Tuesday",
            start=0,
            end=48,
            act="assert",
            status="happened",
            event=Happening(type="ASSAULT", mode="missile", trigger=words(Span, "strike", DENIAL)),
            place=words(Place, "Mykolaiv", DENIAL, **mykolaiv),
            time=words(Time, "on Tuesday", DENIAL, **tuesday),
            counts=(words(Count, "12 people", DENIAL, what="killed", low=12, high=12),),
            voices=(words(Voice, "the mayor", DENIAL, ref="UKR GOV", cue="said"),),
        ),
        "moscow": Statement(
            document=denial.id,
            quote="it had hit homes",
            start=DENIAL.index("it had"),
            end=DENIAL.index("it had") + 16,
            act="deny",
            status="happened",
            polarity="negated",
            event=Happening(type="ASSAULT", trigger=words(Span, "hit", DENIAL)),
            voices=(words(Voice, "Moscow", DENIAL, ref="RUS GOV", cue="denied"),),
        ),
        "hostile": Statement(
            document=hostile.id,
            quote=shelled,
            start=HOSTILE.index(shelled),
            end=HOSTILE.index(shelled) + len(shelled),
            act="assert",
            status="happened",
            event=Happening(type="ASSAULT", mode="artillery", trigger=words(Span, "shelling", HOSTILE)),
            place=words(
                Place, "the port", HOSTILE, name="<b>port</b>", lat=46.5, lon=30.7, country="UKR", precision="point"
            ),
            voices=(words(Voice, "<b>council</b>", HOSTILE, name="<em>council</em>"),),
        ),
    }


STATEMENTS = statements()
EVENTS = (
    Event(
        id="estrike",
        type="ASSAULT",
        mode="missile",
        statements=(STATEMENTS["strike"].id, STATEMENTS["mayor"].id),
        place=STATEMENTS["strike"].place,
        first_day="2022-03-29",
        last_day="2022-03-29",
        sources=2,
        merges=(
            Merge(
                left=STATEMENTS["strike"].id,
                right=STATEMENTS["mayor"].id,
                by="machine",
                score=0.93,
                why=("Both name Mykolaiv.", "Both say 29 March 2022."),
            ),
        ),
        ledger=(
            Tally(
                what="killed",
                low=7,
                high=None,
                approx=False,
                voice="Ukraine's military",
                outlet="Harbour Wire",
                day="2022-03-30",
                statement=STATEMENTS["strike"].id,
            ),
            Tally(
                what="killed",
                low=12,
                high=12,
                approx=False,
                voice="the mayor",
                outlet="Front Desk",
                day="2022-04-02",
                statement=STATEMENTS["mayor"].id,
            ),
        ),
        contradictions=(
            Contradiction(
                kind="count",
                left=STATEMENTS["strike"].id,
                right=STATEMENTS["mayor"].id,
                why="At least 7 killed against 12.",
            ),
        ),
    ),
    Event(
        id="eoffer",
        type="CONSULT",
        mode="negotiate",
        statements=(STATEMENTS["offer"].id,),
        place=STATEMENTS["offer"].place,
        sources=1,
    ),
    Event(
        id="epromise",
        type="RETREAT",
        mode="reduce",
        statements=(STATEMENTS["promise"].id,),
        place=STATEMENTS["promise"].place,
        sources=1,
    ),
    Event(
        id="einner",
        type="MOBILIZE",
        mode=None,
        statements=(STATEMENTS["inner"].id,),
        place=STATEMENTS["inner"].place,
        first_day="2022-03-29",
        last_day="2022-03-29",
        sources=1,
    ),
    Event(id="edenied", type="ASSAULT", mode=None, statements=(STATEMENTS["moscow"].id,), sources=1),
    Event(
        id="ehostile",
        type="ASSAULT",
        mode="artillery",
        statements=(STATEMENTS["hostile"].id,),
        place=STATEMENTS["hostile"].place,
        first_day="2022-04-02",
        last_day="2022-04-03",
        sources=1,
    ),
)

AGREEMENT = Agreement(
    id="istanbul-reduction",
    title="Reduction of military activity",
    status="unilateral_statement",
    date="2022-03-29",
    form="oral",
    parties=(Party(id="RUS MIL", side="Russia"), Party(id="UKR GOV", side="Ukraine")),
    texts=(
        Wording(id="en", lang="en", text="To reduce military activity by a large margin.", recorded_by="reporters"),
    ),
    clauses=(
        Clause(
            id="1",
            type="prohibition",
            title="No strikes",
            who=("RUS MIL",),
            text_refs=(TextRef(text="en", quote="reduce military activity"),),
            readings=(
                ClauseReading(id="large", by="Moscow", note="By a large margin."),
                ClauseReading(id="several", by="Kyiv"),
            ),
        ),
        Clause(id="2", type="declaration", title="Trust is to grow", monitorable="no"),
        Clause(id="3/x", type="step", title="The presidents meet after the ministers", monitorable="partly"),
    ),
)


class SeededView(SaidView):
    """What was known by a day of the seeded record."""

    def __init__(self, known_by: date | None, *, changed: int = 0) -> None:
        self._known_by = known_by
        self._changed = changed

    @property
    def known_by(self) -> date | None:
        """The last day whose documents are seen."""
        return self._known_by

    @property
    def version(self) -> Hashable:
        """How often something was kept."""
        return self._changed

    def mark(self) -> str:
        """Names the documents that were known, and how often something was kept."""
        return " ".join((str(self._changed), *(one.id for one in self.documents())))

    def documents(self, chosen: Filter = Filter()) -> Iterator[Document]:  # noqa: B008  # a filter is frozen
        """Documents that were known, by outlet."""
        found = [
            one
            for one in sorted(DOCUMENTS.values(), key=lambda document: document.published or "9999")
            if self._known_by is None or (one.published_day and one.published_day <= self._known_by)
            if chosen.outlet in (None, one.outlet)
        ]
        yield from found[chosen.offset :][: chosen.limit]

    def document(self, document_id: str) -> Document | None:
        """One document."""
        return next((one for one in self.documents() if one.id == document_id), None)

    def documents_of(self, ids: Iterable[str]) -> dict[str, Document]:
        """Those of the documents that were known."""
        wanted = set(ids)
        return {one.id: one for one in self.documents() if one.id in wanted}

    def statements_of(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Those of the statements that were known."""
        wanted = set(ids)
        return {one.id: one for one in self.statements() if one.id in wanted}

    def bearing(self, sought: Sought) -> Iterator[Found]:
        """The statements that may bear on what is sought."""
        return found(self._bearing(sought), self.documents_of)

    def told_where(self, sought: Sought) -> dict[Place | None, frozenset[date]]:
        """Days of publication of those statements by their places."""
        return told_where(self._bearing(sought), self.documents_of)

    def _bearing(self, sought: Sought) -> Iterator[Statement]:
        return (one for one in self.statements() if bears(one, sought))

    def last_day(self) -> date | None:
        """The last day of a publication."""
        return last_day(self.documents())

    def count_documents(self, chosen: Filter = Filter()) -> int:  # noqa: B008
        """How many documents were known."""
        return sum(1 for _ in self.documents(chosen))

    def count(self, chosen: Filter = Filter()) -> int:  # noqa: B008
        """How many statements were known."""
        return sum(1 for _ in self.statements(chosen))

    def event(self, event_id: str) -> Event | None:
        """One event."""
        return next((one for one in self.events() if one.id == event_id), None)

    def lists(self) -> EventLists:
        """The events, to be listed."""
        return PlainLists(tuple(self.events()), self._reports)

    def events_of(self, ids: Iterable[str]) -> tuple[Event, ...]:
        """Events that hold one of these statements."""
        wanted = set(ids)
        return tuple(event for event in self.events() if not wanted.isdisjoint(event.statements))

    def event_members(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Ids of their statements, by the event's."""
        return {event.id: event.statements for event in self.events_of(ids)}

    def count_events(self) -> int:
        """How many events there are."""
        return sum(1 for _ in self.events())

    def statements(self, chosen: Filter = Filter()) -> Iterator[Statement]:  # noqa: B008
        """Statements that were known, by document, act and words."""
        known = {one.id for one in self.documents()}
        found = [one for one in STATEMENTS.values() if one.document in known and _chosen(one, chosen)]
        end = None if chosen.limit is None else chosen.offset + chosen.limit
        return iter(found[chosen.offset : end])

    def statement(self, statement_id: str) -> Statement | None:
        """One statement."""
        return next((one for one in self.statements() if one.id == statement_id), None)

    def events(self, chosen: Filter = Filter()) -> Iterator[Event]:  # noqa: B008
        """Events all of whose statements were known, by their first day."""
        known = {one.id for one in self.statements()}
        in_order = sorted(EVENTS, key=lambda event: (event.first_day or "9999", event.id))
        return (one for one in in_order if known.issuperset(one.statements))

    def corrections(self) -> Iterator[Correction]:
        """None."""
        return iter(())

    def as_read(self, statement_id: str) -> Statement | None:
        """One statement; nothing was corrected."""
        return self.statement(statement_id)

    def rereadings(self, document_id: str) -> tuple[Rereading, ...]:
        """None."""
        return ()

    def readers_of(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Who has read each document."""
        read = {name: {one.reader for one in self.statements(Filter(document=name)) if one.reader} for name in ids}
        return {name: tuple(sorted(readers)) for name, readers in read.items()}

    def without_hold(self) -> Iterator[Judgement]:
        """None."""
        return iter(())

    def judgements(self) -> Iterator[Judgement]:
        """One judgement."""
        yield Judgement(
            left=STATEMENTS["strike"].id,
            right=STATEMENTS["mayor"].id,
            same=True,
            by="machine",
            at="2022-04-02T10:00:00+00:00",
        )


def _chosen(one: Statement, chosen: Filter) -> bool:
    return (
        chosen.document in (None, one.document)
        and chosen.act in (None, one.act)
        and (chosen.min_confidence is None or one.confidence is None or one.confidence >= chosen.min_confidence)
        and (chosen.text is None or chosen.text.casefold() in one.quote.casefold())
    )


class SeededStore:
    """The seeded record; `changed` counts as something new being kept."""

    def __init__(self) -> None:
        self.changed = 0

    def view(self, *, known_by: date | None = None, judged_by: date | None = None) -> View:
        """What was known by a day."""
        view: Any = SeededView(known_by, changed=self.changed)
        found: View = view
        return found

    def writing(self) -> AbstractContextManager[Writer]:
        """The desk must never write."""
        raise AssertionError("the desk only reads")

    def version(self) -> Hashable:
        """How often something was kept."""
        return self.changed

    def close(self) -> None:
        """Nothing to let go of."""


class EmptyStore(SeededStore):
    """A record of nothing."""

    def view(self, *, known_by: date | None = None, judged_by: date | None = None) -> View:
        """What was known before anything was."""
        return super().view(known_by=date(1900, 1, 1))


class HandJudge:
    """Verdicts made by hand: pending on 29 March, then at risk, disputed when 2 April is known."""

    def __init__(self) -> None:
        self.asked = 0

    def check(self, agreement: Agreement, view: View, days: Sequence[date]) -> dict[date, tuple[Verdict, ...]]:
        """The verdicts of each day."""
        self.asked += len(days)
        return {day: self._checked(view, on=day) for day in days}

    def _checked(self, view: View, *, on: date) -> tuple[Verdict, ...]:
        known = view.known_by or date(2022, 4, 3)
        strict: Level = (
            "pending" if on < date(2022, 3, 30) else "at_risk" if min(on, known) < date(2022, 4, 2) else "disputed"
        )
        return (
            _verdict("1", "large", strict, on, known),
            _verdict("1", "several", "holds", on, known),
            _verdict("3/x", "text", "not_in_force", on, known, shadow="pending"),
        )

    def what_if(self, agreement: Agreement, view: View, words: Sequence[str], *, on: date, rule: str) -> WhatIf:
        """The first clause holds under any assumption; nothing else changes."""
        known = view.known_by or date(2022, 4, 3)
        first, *others = [one for one in self._checked(view, on=on) if one.reading != "several"]
        held = _verdict("1", "large", "holds", on, known)
        because = f"It turns on {' and '.join(f'“{one}”' for one in words)}."
        changed = Pair(
            clause="1", reading="large", record=first, assumed=held, changed=True, because=because, turns_on=(1,)
        )
        same = [Pair(clause=one.clause, reading=one.reading, record=one, assumed=one) for one in others]
        supposed = tuple(Supposed(words=one, read_as=one, turns=("1",)) for one in words)
        return WhatIf(agreement=agreement.id, day=on.isoformat(), assumptions=supposed, pairs=(*same, changed))

    def series(
        self, agreement: Agreement, clause: Clause, view: View, *, on: date
    ) -> dict[str, tuple[DailySeries, ...]]:
        """A series for the first clause's first reading."""
        if clause.id != "1":
            return {}
        days = [
            Day(
                day=date(2022, 3, 25) + timedelta(days=n),
                count=n % 4,
                contested=int(n == 3),
                observed=n > 1,
                settled=n < 8,
            )
            for n in range(10)
        ]
        compared = Comparison(
            first=date(2022, 3, 29),
            last=date(2022, 4, 1),
            counted_before=6,
            counted_after=3,
            days_before=4,
            days_after=4,
            rate_before=1.5,
            rate_after=0.75,
            ratio=0.5,
            low=0.2,
            high=None,
        )
        return {
            "large": (
                DailySeries(
                    instance=None, measure="attacks", promised=date(2022, 3, 29), baseline_first=date(2022, 3, 25),
                    baseline_last=date(2022, 3, 28), target=0.5, days=tuple(days), undated=1, comparison=compared,
                ),
            )
        }  # fmt: skip

    def last_day(self, view: View) -> date | None:
        """The last day of publication."""
        return max((day for one in view.documents() if (day := one.published_day)), default=None)


def _verdict(clause: str, reading: str, level: Level, on: date, known: date, shadow: Level | None = None) -> Verdict:
    strike = STATEMENTS["strike"]
    cite = Citation(
        statement=strike.id,
        document=strike.document,
        start=strike.start,
        end=strike.end,
        quote=strike.quote,
        voice="Ukraine's military",
        outlet="Harbour Wire",
        day="2022-03-30",
    )
    why = Why(
        sentence=f"It is told as {level}, read as {reading}.",
        because=(
            Why(sentence="A strike on Mykolaiv was reported.", cites=(cite,)),
            Why(
                sentence="Two things are weighed.",
                because=(Why(sentence="A voice not <b>ours</b>."), Why(sentence="Another.", cites=(cite,))),
            ),
        ),
    )
    return Verdict(
        agreement=AGREEMENT.id,
        clause=clause,
        reading=reading,
        day=on.isoformat(),
        known_by=known.isoformat(),
        level=level,
        why=why,
        shadow=shadow,
        evidence_against=(cite,),
    )
