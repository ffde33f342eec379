from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.errors import MissingInput
from holdfast.values import gazetteer, place

UKRAINE = ("UKR", "RUS")

# Words, country, precision and name of the answer in a document about the war in Ukraine.
PLACES = [
    ("Kyiv", "UKR", "settlement", "Kyiv"),
    ("Kiev", "UKR", "settlement", "Kyiv"),
    ("Kharkov", "UKR", "settlement", "Kharkiv"),
    ("Odessa", "UKR", "settlement", "Odesa"),
    ("KHARKIV", "UKR", "settlement", "Kharkiv"),
    ("near Chernihiv", "UKR", "settlement", "Chernihiv"),
    ("the outskirts of Kharkiv", "UKR", "settlement", "Kharkiv"),
    ("the city of Sumy", "UKR", "settlement", "Sumy"),
    ("Robotyne", "UKR", "settlement", "Robotyne"),
    ("the regional administration building in Mykolaiv", "UKR", "settlement", "Mykolayiv"),
    ("Irpin, near Kyiv", "UKR", "settlement", "Irpin"),
    ("the Kyiv direction", "UKR", "area", "Kyiv"),
    ("30 km north of Kyiv", "UKR", "area", "Kyiv"),
    ("off Odesa", "UKR", "area", "Odesa"),
    ("eastern Donbas", "UKR", "area", "Donbas"),
    ("in the Kyiv region", "UKR", "admin1", "Kyiv Oblast"),
    ("Zaporizhzhia region", "UKR", "admin1", "Zaporizhzhia"),
    ("Crimea", "UKR", "admin1", "Crimea"),
    ("Ukraine", "UKR", "country", "Ukraine"),
    ("the Zaporizhzhia nuclear power plant", "UKR", "point", "Zaporizhzhia Nuclear Power Plant"),
    ("Chernobyl Nuclear Power Plant", "UKR", "point", "Chornobyl Nuclear Power Plant"),
    ("the port of Odesa", "UKR", "point", "Port of Odesa"),
    ("Spangdahlem Air Base", "DEU", "point", "Spangdahlem Air Base"),
    ("Sea of Azov", None, "area", "Sea of Azov"),
    ("the Black Sea", None, "area", "Black Sea"),
    ("Istanbul", "TUR", "settlement", "Istanbul"),
    ("Hodeidah", "YEM", "settlement", "Al Ḩudaydah"),
    ("Nagorno-Karabakh", "AZE", "area", "Nagorno-Karabakh"),
    ("northern Syria", "SYR", "area", "Syria"),
    ("the Kyiv and Chernihiv directions", "UKR", "area", "Kyiv and Chernihiv"),
    ("Poland's border with Ukraine", None, "area", "between Poland and Ukraine"),
    ("Istanbul's Dolmabahce Palace", "TUR", "point", "Dolmabahçe Palace"),
    ("Bosnia and Herzegovina", "BIH", "country", "Bosnia & Herzegovina"),
    ("Republic of Congo", "COG", "country", "Congo - Brazzaville"),
    ("the Democratic Republic of the Congo", "COD", "country", "Congo - Kinshasa"),
]


@pytest.mark.parametrize(("words", "country", "precision", "name"), PLACES, ids=[case[0] for case in PLACES])
def test_the_words_decide_how_finely_a_place_is_known(
    words: str, country: str | None, precision: str, name: str
) -> None:
    found = place.resolve(words, countries=UKRAINE)
    assert found is not None
    assert (found.country, found.precision, found.name) == (country, precision, name)
    assert found.why


@pytest.mark.parametrize(
    "words",
    ["said", "May", "March", "the city", "there", "", "Xyzzytown", "the village", "Church Street", "police", "The"],
)
def test_words_that_name_no_place_give_none(words: str) -> None:
    assert place.resolve(words, countries=UKRAINE) is None


def test_a_place_between_two_is_an_area_without_a_point_of_its_own() -> None:
    found = place.resolve("between Kyiv and Chernihiv", countries=UKRAINE)
    assert found is not None
    assert (found.precision, found.country, found.geonames) == ("area", "UKR", None)
    assert 50.4 < found.lat < 51.6


def test_the_larger_place_named_beside_decides() -> None:
    texas, france = place.resolve("Paris, Texas"), place.resolve("Paris, France")
    assert texas is not None
    assert france is not None
    assert (texas.country, texas.admin1, france.country) == ("USA", "Texas", "FRA")


def test_population_is_a_prior_and_the_document_decides() -> None:
    alone = place.resolve("Pokrovsk")
    ukraine = place.resolve("Pokrovsk", countries=["UKR"])
    assert alone is not None
    assert ukraine is not None
    assert ukraine.country == "UKR"
    assert alone.runner_up is not None
    assert alone.runner_up.score <= alone.score


def test_other_places_of_the_document_decide() -> None:
    found = place.resolve_all(["Texas", "Dallas", "Paris", "Powderly"])
    assert [one.country if one else None for one in found] == ["USA", "USA", "USA", "USA"]
    assert place.resolve_all(["Texas", "Paris"], countries=["FRA"])[1] is not None


# Places in the order of a text, the countries of the document, and where the first of them lies.
BESIDE = [
    ("a town before its state", ["Paris", "Texas"], (), ("USA", "Texas", "settlement")),
    ("a town before its province", ["London", "Ontario"], ("CAN",), ("CAN", "Ontario", "settlement")),
    ("countries of a list", ["Mexico", "United States", "Canada"], ("USA", "MEX"), ("MEX", None, "country")),
    ("states of a list", ["California", "United States"], ("USA",), ("USA", "California", "admin1")),
    ("a state behind its far town", ["New York", "Buffalo"], ("USA",), ("USA", "New York", "settlement")),
]


@pytest.mark.parametrize(("texts", "countries", "expected"), [case[1:] for case in BESIDE], ids=[c[0] for c in BESIDE])
def test_a_place_is_read_with_the_one_named_beside_it(
    texts: list[str], countries: tuple[str, ...], expected: tuple[str, str | None, str]
) -> None:
    found = place.resolve_all(texts, countries=countries)[0]
    assert found is not None
    assert (found.country, found.admin1, found.precision) == expected


def test_a_unit_named_behind_a_far_place_in_it_is_the_unit_and_not_its_main_town() -> None:
    found = place.resolve_all(["Buffalo", "New York"], countries=["USA"])[1]
    assert found is not None
    assert (found.admin1, found.precision) == ("New York", "admin1")


@pytest.mark.parametrize(
    ("words", "country", "precision"),
    [
        ("Pangasinan", "PHL", "admin2"),
        ("Rhineland-Palatinate", "DEU", "admin1"),
        ("Erbil airport", "IRQ", "point"),
        ("Heathrow Airport", "GBR", "point"),
        ("Nyanza Province", "KEN", "admin1"),
        ("Rhône-Alpes", "FRA", "admin1"),
        ("Soviet Union", "RUS", "area"),
        ("European", None, "area"),
        ("Stoke Newington", "GBR", "settlement"),
    ],
)
def test_units_airports_former_units_and_quarters_are_known(words: str, country: str | None, precision: str) -> None:
    found = place.resolve(words, countries=[country] if country else [])
    assert found is not None
    assert (found.country, found.precision) == (country, precision)


def test_units_have_their_geonames_id() -> None:
    found = place.resolve("Manitoba")
    assert found is not None
    assert (found.geonames, found.precision) == (6065171, "admin1")
    assert found.lat > 53  # the middle of the land, not of the towns along its south


@given(
    st.lists(
        st.sampled_from(["Kyiv", "Paris", "Texas", "Mexico", "Odesa", "New York", "the Kharkiv region"]), max_size=6
    )
)
def test_places_of_a_document_are_the_same_for_the_same_words(texts: list[str]) -> None:
    found = place.resolve_all(texts, countries=UKRAINE)
    assert found == place.resolve_all(texts, countries=UKRAINE)
    assert len({(text, one) for text, one in zip(texts, found, strict=True)}) == len(set(texts))


def test_a_far_off_namesake_is_not_taken_for_a_village_that_the_gazetteer_lacks() -> None:
    assert place.resolve("Alibeyli", countries=["ARM", "AZE"]) is None


def test_a_facility_that_is_not_known_is_told_as_such() -> None:
    found = place.resolve("a warehouse near Kupiansk", countries=UKRAINE)
    assert found is not None
    assert found.precision == "settlement"
    assert "not in the gazetteer" in found.why


def test_a_country_wins_over_its_towns_of_the_same_name() -> None:
    for name in ("Mexico", "Luxembourg", "Singapore", "Djibouti", "Panama"):
        found = place.resolve(name, countries=["MEX", "PAN"])
        assert found is not None
        assert found.precision == "country"


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Kyiv", "Ukraine", True),
        ("Kyiv", "Moscow", False),
        ("Kyiv", "Irpin", True),
        ("Kyiv", "Lviv", False),
        ("Kharkiv", "the Kharkiv region", True),
        ("Kharkiv", "the Lviv region", False),
        ("the Kyiv direction", "Lviv", None),
    ],
)
def test_places_compare(left: str, right: str, same: bool | None) -> None:
    first, second = place.resolve(left, countries=UKRAINE), place.resolve(right, countries=UKRAINE)
    assert first is not None
    assert second is not None
    assert place.compare(first, second) is same
    assert place.compare(second, first) is same


def test_distance_is_in_kilometres() -> None:
    kyiv, lviv = place.resolve("Kyiv", countries=UKRAINE), place.resolve("Lviv", countries=UKRAINE)
    assert kyiv is not None
    assert lviv is not None
    assert 460 < place.distance(kyiv, lviv) < 480


@pytest.mark.parametrize(
    ("words", "caption"),
    [
        ("Kyiv", "Kyiv, Ukraine"),
        ("Ukraine", "Ukraine"),
        ("the Kharkiv region", "Kharkiv (region), Ukraine"),
        ("Sea of Azov", "Sea of Azov (area)"),
    ],
)
def test_captions(words: str, caption: str) -> None:
    assert str(place.resolve(words, countries=UKRAINE)) == caption


@pytest.fixture
def without_gazetteer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    gazetteer._columns.cache_clear()
    monkeypatch.setattr(gazetteer, "FILE", "no-such-file.zip")
    yield
    gazetteer._columns.cache_clear()


@pytest.mark.usefixtures("without_gazetteer")
def test_a_missing_gazetteer_is_told_with_the_remedy() -> None:
    with pytest.raises(MissingInput, match=r"not installed.*Install Holdfast again"):
        gazetteer.look_up("A name that was not asked for before")


@pytest.mark.parametrize(("name", "key"), [("Łódź", "lodz"), ("Sana'a", "sanaa"), ("Cap-Haïtien", "cap haitien")])
def test_names_are_folded(name: str, key: str) -> None:
    assert gazetteer.folded(name) == key
    assert gazetteer.look_up(name)


@given(st.text(max_size=40))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = place.resolve(text)
    if found is not None:
        assert -90 <= found.lat <= 90
        assert -180 <= found.lon <= 180


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert gazetteer.folded(gazetteer.folded(text)) == gazetteer.folded(text)


@given(st.floats(-89, 89), st.floats(-179, 179), st.floats(-89, 89), st.floats(-179, 179))
def test_distance_is_symmetric_and_at_most_half_the_earth(lat: float, lon: float, other: float, far: float) -> None:
    def at(latitude: float, longitude: float) -> place.Location:
        return place.Location(
            name="",
            geonames=None,
            lat=latitude,
            lon=longitude,
            country=None,
            admin1=None,
            precision="point",
            why="",
            score=0,
        )

    there, back = place.distance(at(lat, lon), at(other, far)), place.distance(at(other, far), at(lat, lon))
    assert there == pytest.approx(back)
    assert 0 <= there <= 20_016
