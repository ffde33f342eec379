"""Events in views, and filters alike in every store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdfast.model import Document
from holdfast.record import Filter, MemoryStore, Store, open_store
from holdfast.record.merge import Reported
from tests.factory import document, statement
from tests.record.cluster import Cluster
from tests.record.telling import SAME_STRIKE, STRIKE, judged, told

TALKS = told(
    "Talks were held in Kharkiv on 1 April.",
    type="CONSULT", mode="negotiate", trigger="Talks", town="Kharkiv", day="2022-04-01", published="2022-04-02",
)  # fmt: skip
UNDATED = told("Tanks left Chernihiv.", type="RETREAT", trigger="left", town="Chernihiv", published="2022-03-31")


def keep(store: Store, reported: Iterable[Reported]) -> None:
    with store.writing() as writer:
        for one in reported:
            writer.keep_document(Document(text=one.statement.quote, outlet=one.outlet, published=one.published))
            writer.keep_statements([one.statement])


def test_events_grow_with_what_is_known(store: Store) -> None:
    keep(store, [TALKS, SAME_STRIKE, STRIKE, UNDATED])
    assert list(store.view(known_by=date(2022, 3, 28)).events()) == []
    (alone,) = store.view(known_by=date(2022, 3, 29)).events()
    assert alone.statements == (STRIKE.statement.id,)
    (both,) = store.view(known_by=date(2022, 3, 30)).events()
    assert set(both.statements) == {STRIKE.statement.id, SAME_STRIKE.statement.id}
    view = store.view()
    assert [event.first_day for event in view.events()] == ["2022-03-29", "2022-04-01", None]
    assert view.event(both.id) == both
    assert view.event(alone.id) is None


def test_an_event_is_shown_whole_if_one_of_its_statements_is(store: Store) -> None:
    keep(store, [STRIKE, SAME_STRIKE, TALKS, UNDATED])
    view = store.view()

    def types(chosen: Filter) -> list[str | None]:
        return [event.type for event in view.events(chosen)]

    assert types(Filter(type="CONSULT")) == ["CONSULT"]
    assert types(Filter(place="chernihiv")) == ["RETREAT"]
    assert types(Filter(since=date(2022, 3, 31))) == ["CONSULT", "RETREAT"]
    assert types(Filter(limit=1, offset=1)) == ["CONSULT"]
    assert types(Filter(country="UKR", limit=2)) == ["ASSAULT", "CONSULT"]
    assert types(Filter(act="deny")) == []
    (shown,) = view.events(Filter(outlet="Estuary Post"))
    assert len(shown.statements) == 2


def test_a_kept_judgement_parts_an_event_and_can_be_looked_past(store: Store) -> None:
    keep(store, [STRIKE, SAME_STRIKE])
    with store.writing() as writer:
        writer.judge(judged(STRIKE, SAME_STRIKE, same=False, at="2022-04-10"))
    assert len(list(store.view().events())) == 2
    assert len(list(store.view(judged_by=date(2022, 4, 9)).events())) == 1


def test_all_stores_merge_alike_in_any_order_of_loading(tmp_path: Any) -> None:
    file, memory = open_store(tmp_path / "talks.db"), MemoryStore()
    keep(file, [STRIKE, SAME_STRIKE, TALKS, UNDATED])
    keep(memory, [UNDATED, TALKS, SAME_STRIKE, STRIKE])
    assert list(file.view().events()) == list(memory.view().events())
    file.close()


WORDS = st.sampled_from(["strike", "Śląsk", "bridge", "Київ", "7", "co-operate", "it's", "ﬁre", "?"])
NAMES = st.sampled_from([None, "Kraków", "Київ", "Port-au-Prince", "kyiv"])
DAYS = st.sampled_from([None, "2022-03-28", "2022-03-29T23:30:00-05:00", "2022-04-05"])
REFS = st.sampled_from([None, "RUS MIL", "RUS", "RUS GOV+UKR GOV", "IGO UNO"])


@st.composite
def reports(draw: Any) -> tuple[Document, Any]:
    text = " ".join(draw(st.lists(WORDS, min_size=1, max_size=6)))
    one = document(text, outlet=draw(NAMES), published=draw(DAYS), fetched=draw(DAYS))
    place, first = draw(NAMES), draw(DAYS)
    fields: dict[str, Any] = {
        "act": draw(st.sampled_from(["assert", "deny"])),
        "confidence": draw(st.sampled_from([None, 0.1, 0.5])),
        "event": {"type": draw(st.sampled_from([None, "ASSAULT", "AID"]))},
        "actors": [{"text": "", "start": 0, "end": 0, "ref": draw(REFS)}],
        "voices": [{"name": draw(NAMES), "ref": draw(REFS)}],
        "time": {"text": "", "start": 0, "end": 0, "from": first, "to": draw(st.sampled_from([None, first]))},
        "place": place
        and {
            "text": "",
            "start": 0,
            "end": 0,
            "name": place,
            "country": draw(st.sampled_from([None, "UKR"])),
            "lat": draw(st.sampled_from([None, 50.1, 46.97])),
            "lon": 31.99,
        },
    }
    return one, type(statement()).from_builtins(statement(one).to_builtins() | fields | {"id": ""})


FILTERS = st.builds(
    Filter,
    outlet=NAMES,
    act=st.sampled_from([None, "deny"]),
    type=st.sampled_from([None, "ASSAULT"]),
    actor=st.sampled_from([None, "RUS", "rus gov", "UKR GOV"]),
    voice=st.sampled_from([None, "RUS", "port", "krakow", "київ"]),
    place=st.sampled_from([None, "krakow", "Київ", "port prince", "!"]),
    country=st.sampled_from([None, "ukr"]),
    since=st.sampled_from([None, date(2022, 3, 29)]),
    until=st.sampled_from([None, date(2022, 3, 29)]),
    box=st.sampled_from([None, (31, 46, 32, 47), (31.99, 50.1, 31.99, 50.1)]),
    text=st.sampled_from([None, "STRIKE", "slask", "київ bridge", "co operate", "fire", "?"]),
    min_confidence=st.sampled_from([None, 0.5]),
    limit=st.sampled_from([None, 2]),
    offset=st.sampled_from([0, 1]),
)

LAST_DAYS = st.sampled_from([None, 28, 29, 30])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(reports(), max_size=8), st.lists(FILTERS, min_size=8, max_size=8), LAST_DAYS)
def test_every_filter_shows_the_same_in_every_store(
    tmp_path: Any, started_cluster: Cluster | None, pairs: Any, filters: Any, day: int | None
) -> None:
    path = tmp_path / "talks.db"
    path.unlink(missing_ok=True)
    stores: list[Store] = [MemoryStore(), open_store(path)]
    if started_cluster:
        stores.append(open_store(started_cluster.address()))
    for store in stores:
        with store.writing() as writer:
            for one, claim in pairs:
                writer.keep_document(one)
                writer.keep_statements([claim])
    memory, *others = (store.view(known_by=date(2022, 3, day) if day else None) for store in stores)
    for chosen in filters:
        for view in others:
            assert list(view.statements(chosen)) == list(memory.statements(chosen))
            assert list(view.documents(chosen)) == list(memory.documents(chosen))
            assert view.count(chosen) == memory.count(chosen)
            assert list(view.events(chosen)) == list(memory.events(chosen))
    for store in stores:
        store.close()
