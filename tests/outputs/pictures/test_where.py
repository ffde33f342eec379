"""The map of a brief: each event on it is found again here, in the words of a document that place it there."""

from __future__ import annotations

from collections import Counter
from datetime import date

import msgspec
import pytest

from holdfast.outputs.brief import brief
from holdfast.outputs.discretion import Discretion
from holdfast.outputs.pictures.where import MapPicture
from holdfast.record.store import View
from tests.outputs.pictures.shelling import Report, dispatch, every_day, kept
from tests.outputs.shown import shown


def reports() -> list[Report]:
    """Shellings of two towns, and one each of a region, of a country, of a spot and of a mill on no map."""
    return [
        *every_day("Irpin", date(2022, 3, 1), date(2022, 3, 9)),
        *every_day("Kharkiv", date(2022, 3, 1), date(2022, 3, 5), start=20),
        dispatch(40, "Donetsk Oblast", date(2022, 3, 12)),
        dispatch(41, "Ukraine", date(2022, 3, 14)),
        dispatch(42, "the ferry yard", date(2022, 3, 16)),
        dispatch(43, "the old mill", date(2022, 3, 18)),
        dispatch(44, None, date(2022, 3, 20)),
    ]


def mapped(view: View, **fields: object) -> MapPicture:
    found = brief(view, agreements=[], since=None, title="x", **fields).map  # type: ignore[arg-type]
    assert found
    return found


def test_every_event_on_the_map_is_placed_by_the_words_of_a_document() -> None:
    view = kept(reports())
    picture = mapped(view)
    assert sum(place.events for place in picture.places) == len(picture.told)
    placed = Counter[str]()
    for event_id, statement_id in picture.told.items():
        event, statement = view.event(event_id), view.statement(statement_id)
        assert event
        assert statement
        assert statement_id in event.statements
        document = view.document(statement.document)
        assert document
        assert event.place
        placed[event.place.name or event.place.text] += 1
        assert f"Shelling of {event.place.name} on " in document.text[statement.start : statement.end]
    assert placed == {place.name: place.events for place in picture.places}


def test_the_numbers_of_the_map_are_those_of_the_documents() -> None:
    view = kept(reports())
    told = [document.text for document in view.documents()]
    for place in mapped(view).places:
        assert place.events == sum(f"Shelling of {place.name} " in text for text in told)
        assert place.families == {"violence": place.events}


def test_only_settlements_are_discs_a_region_is_wide_and_a_country_hatched() -> None:
    drawing = mapped(kept(reports())).drawing
    assert drawing
    assert {mark.spot.name: mark.soft for mark in drawing.marks} == {
        "Irpin": False, "Kharkiv": False, "Donetsk Oblast": True,
    }  # fmt: skip
    assert [outline.name for outline in drawing.outlines if outline.hatched] == ["Ukraine"]


def test_the_caption_counts_what_is_drawn_and_names_what_is_not() -> None:
    assert mapped(kept(reports())).caption == (
        "17 events that somebody reports to have happened, by place: 14 in 2 settlements, 1 in 1 region, "
        "1 in 1 country, known no closer and 1 in 1 place of unknown precision.",
        "Hatched, for want of a closer place: Ukraine (1).",
        "Not drawn, for want of a point: the old mill (1).",
        "Of 1 more event nobody says where.",
        "Left out: 1 event at a place finer than a settlement.",
    )


def test_a_fine_place_is_shown_only_where_that_is_asked_for() -> None:
    view = kept(reports())
    assert b"ferry yard" not in mapped(view).to_json()
    asked = mapped(view, discretion=Discretion(fine_places=True))
    assert asked.withheld == 0
    assert "the ferry yard, exact spot: 1 (1 violence)" in asked.listed


def test_coordinates_are_no_finer_than_the_place_is_known() -> None:
    places = {place.name: (place.lat, place.lon) for place in mapped(kept(reports())).places}
    assert places["Irpin"] == (50.52, 30.25)
    assert places["Donetsk Oblast"] == (48.1, 37.6)
    assert places["the old mill"] == (None, None)


@pytest.mark.parametrize(
    "fields", [{"act": "promise"}, {"polarity": "negated"}, {"status": "planned"}], ids=["promise", "no", "plan"]
)
def test_what_nobody_reports_to_have_happened_is_on_no_map(fields: dict[str, str]) -> None:
    view = kept([dispatch(1, "Irpin", date(2022, 3, 1), **fields)])
    assert brief(view, agreements=[], since=None, title="x").map is None


def test_what_was_read_too_uncertainly_is_on_no_map() -> None:
    unsure = dispatch(1, "Irpin", date(2022, 3, 1), confidence=0.2)
    assert brief(kept([unsure]), agreements=[], since=None, title="x").map is None


def test_an_event_whose_place_its_words_do_not_give_is_left_out_and_counted() -> None:
    document, statement = dispatch(1, "Irpin", date(2022, 3, 1))
    view = kept([(document, statement)])
    (event,) = view.events()
    assert statement.place
    elsewhere = msgspec.structs.replace(statement.place, name="Kharkiv", lat=49.98, lon=36.25)
    moved = msgspec.structs.replace(event, place=elsewhere)
    picture = mapped(shown([document], [statement], [moved]))
    assert (picture.places, picture.told, picture.unsupported) == ((), {}, 1)
    assert picture.drawing is None
    assert picture.caption == (
        "No event that is reported here has a place that can be told, so that no map is drawn.",
        "Left out: 1 event whose place the words do not support well enough to be told.",
    )


def test_a_period_has_only_its_own_events() -> None:
    view = kept(reports())
    found = brief(view, agreements=[], since=date(2022, 3, 8), title="x").map
    assert found
    assert {place.name: place.events for place in found.places}["Irpin"] == 2


def test_what_lies_outside_the_frame_is_named() -> None:
    many = [*every_day("Irpin", date(2022, 2, 1), date(2022, 3, 5)), dispatch(60, "Odesa", date(2022, 3, 20))]
    assert "Outside the frame: Odesa (1)." in mapped(kept(many)).caption
