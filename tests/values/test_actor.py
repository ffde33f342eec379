from datetime import date

import pytest
from babel import Locale
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from holdfast.values import actor
from holdfast.values.nations import countries
from holdfast.values.sector import SECTORS

ACTORS = [
    ("Russia", "RUS GOV"),
    ("the Kremlin", "RUS GOV"),
    ("Bankova", "UKR GOV"),
    ("Downing Street", "GBR GOV"),
    ("Washington", "USA GOV"),
    ("Sudan's army", "SDN MIL"),
    ("Brigadier Omar, spokesman for Sudan's army", "SDN MIL"),
    ("General Alexander Fomin, Russia's deputy defense minister", "RUS MIL"),
    ("the Cambodian Ministry of National Defence", "KHM MIL"),
    ("South Sudan's government", "SSD GOV"),
    ("Congolese military prosecutors", "COD JUD"),
    ("the Rapid Support Forces", "SDN REB"),
    ("Houthi fighters", "YEM REB"),
    ("Hamas", "PSE REB"),
    ("the PKK", "TUR REB"),
    ("IAEA inspectors", "IGO IAEA"),
    ("NATO's secretary general", "IGO NATO"),
    ("the Security Council", "IGO UNO"),
    ("the International Committee of the Red Cross", "NGO ICRC"),
    ("Germany's ambassador to the UN", "DEU GOV"),
    ("Ukrainian civilians", "UKR CIV"),
    ("Syrians", "SYR CIV"),
    ("families of Russian soldiers", "RUS CIV"),
    ("the Turkish parliament", "TUR LEG"),
    ("an Israeli court", "ISR JUD"),
    ("TASS", "RUS MED"),
    ("Reuters", "MED"),
    ("Ukrenergo", "UKR BUS"),
    ("Russia's state-owned Gazprom", "RUS BUS"),
    ("Ukrainian police", "UKR GOV"),
    ("Vladimir Putin", "RUS GOV"),
    ("Mr. Lavrov", "RUS GOV"),
    ("Russia and Ukraine", "RUS GOV+UKR GOV"),
    ("Thai and Cambodian soldiers", "THA MIL+KHM MIL"),
    ("Vladimir Putin and Naftali Bennett", "RUS GOV+ISR GOV"),
    ("Bosnia and Herzegovina", "BIH GOV"),
    ("the government in Lima", "PER GOV"),
    ("UKRAINE", "UKR GOV"),
    ("US", "USA GOV"),
    ("the WHO", "IGO WHO"),
    ("the Counter-Daesh Coalition", "IGO CJTF"),
    ("the Global Coalition against Daesh", "IGO CJTF"),
    ("the counter-ISIL coalition", "IGO CJTF"),
    ("the international coalition to defeat ISIS", "IGO CJTF"),
    ("ISIS fighters", "IRQ REB"),
    ("the Alberta government", "CAN GOV"),
    ("police in Kirkuk", "IRQ GOV"),
    ("a hospital in Misrata", "LBY CIV"),
    ("the Tamil Nadu Chief Minister", "IND GOV"),
    ("Alabama", "USA GOV"),
    ("the Federal Police", "GOV"),
    ("President Evo Morales", "BOL GOV"),
    ("Mr Ortega", "NIC GOV"),
    ("Colonel Rafael Ortega, an ISAF spokesman", "IGO NATO"),
    ("the United Kingdom and the European Union", "GBR GOV+IGO EEC"),
    ("civilians", "CIV"),
]


@pytest.mark.parametrize(("words", "ref"), ACTORS, ids=[case[0] for case in ACTORS])
def test_who_the_words_name(words: str, ref: str) -> None:
    found = actor.resolve(words)
    assert found is not None
    assert found.ref == ref
    assert found.why


@pytest.mark.parametrize(
    "words", ["he", "They", "us", "who", "a table", "", "the message", "Nobody", "the North", "Jeff Mason"]
)
def test_words_that_name_nobody_give_none(words: str) -> None:
    assert actor.resolve(words) is None


def test_an_army_without_a_country_takes_it_from_the_document_and_says_so() -> None:
    found = actor.resolve("the army", context=["SDN GOV", "SDN REB", "EGY GOV", "SDN CIV"])
    assert found is not None
    assert (found.ref, found.basis) == ("SDN MIL", "context")
    assert "document" in found.why


def test_people_never_take_the_country_of_who_acts() -> None:
    found = actor.resolve("civilians", context=["RUS MIL", "RUS CIV"], near="RUS")
    assert found is not None
    assert found.ref == "CIV"


@pytest.mark.parametrize("words", ["civilians", "residents", "people"])
def test_people_are_of_the_country_in_which_it_happens(words: str) -> None:
    found = actor.resolve(words, context=["RUS MIL"], near="RUS", at="UKR")
    assert found is not None
    assert (found.ref, found.basis) == ("UKR CIV", "context")


@pytest.mark.parametrize("words", ["the mayor", "Governor Anna Muster", "the regional administration", "police"])
def test_local_officials_are_of_the_country_in_which_it_happens(words: str) -> None:
    found = actor.resolve(words, context=["RUS GOV"], near="RUS", at="UKR")
    assert found is not None
    assert found.ref == "UKR GOV"


def test_an_office_is_of_the_state_named_nearest_before() -> None:
    found = actor.resolve("its defence ministry", near="AZE", at="ARM")
    assert found is not None
    assert (found.ref, found.basis) == ("AZE MIL", "context")


def test_an_office_of_nobody_named_stays_without_a_country() -> None:
    found = actor.resolve("the defence ministry")
    assert found is not None
    assert found.ref == "MIL"


@pytest.mark.parametrize(
    ("words", "ref"),
    [
        ("UN rights chief", "IGO UNO"),
        ("the IAEA chief", "IGO IAEA"),
        ("the UN Secretary-General", "IGO UNO"),
        ("the UN High Commissioner for Human Rights", "IGO UNO"),
        ("High Commissioner for Human Rights", "IGO UNO"),
        ("NATO's secretary general", "IGO NATO"),
    ],
)
def test_international_officials_are_of_their_body(words: str, ref: str) -> None:
    found = actor.resolve(words, context=["RUS GOV"], near="RUS", at="UKR")
    assert found is not None
    assert found.ref == ref


def test_the_sector_named_last_decides_before_the_country_named_most() -> None:
    found = actor.resolve("the rebels", context=["COD GOV", "COD MIL", "RWA GOV", "COD REB"])
    assert found is not None
    assert found.ref == "COD REB"


def test_both_sides_are_the_two_of_the_document() -> None:
    found = actor.resolve("both governments", context=["ARM GOV", "AZE MIL", "ARM MIL", "AZE GOV"])
    assert found is not None
    assert (found.ref, found.basis) == ("ARM GOV+AZE GOV", "context")


def test_the_agency_is_the_body_named_last() -> None:
    found = actor.resolve("the agency", context=["UKR GOV", "IGO IAEA"])
    assert found is not None
    assert (found.ref, found.basis) == ("IGO IAEA", "context")


def test_the_coalition_alone_is_that_of_the_document() -> None:
    found = actor.resolve("Coalition forces", context=["IGO CJTF", "IRQ MIL", "IGO UNO"])
    assert found is not None
    assert (found.ref, found.basis) == ("IGO CJTF", "context")


def test_a_town_in_the_words_says_whose_people_they_are_and_why() -> None:
    found = actor.resolve("the mayor of Mosul", at="SYR")
    assert found is not None
    assert found.ref == "IRQ GOV"
    assert "Mosul" in found.why


def test_friends_and_foes_of_a_country_are_not_that_country() -> None:
    assert actor.countries_in("US-backed rebels met pro-Russian separatists") == []


def test_the_office_of_a_person_depends_on_the_day() -> None:
    before, after = actor.resolve("Mark Rutte", on=date(2022, 3, 30)), actor.resolve("Mark Rutte", on=date(2025, 1, 1))
    assert before is not None
    assert after is not None
    assert (before.ref, after.ref) == ("NLD GOV", "IGO NATO")


@pytest.mark.parametrize(
    ("words", "doing", "ref"),
    [
        ("Russia", "ASSAULT", "RUS MIL"),
        ("Russia", "AGREE", "RUS GOV"),
        ("Russia", None, "RUS GOV"),
        ("Moscow", "MOBILIZE", "RUS MIL"),
        ("Russia's foreign ministry", "ASSAULT", "RUS GOV"),
        ("Ukrainian", "CONSULT", "UKR GOV"),
    ],
)
def test_a_country_alone_acts_by_what_it_does(words: str, doing: str | None, ref: str) -> None:
    found = actor.resolve(words, doing=doing)
    assert found is not None
    assert found.ref == ref


def test_countries_of_a_text_come_most_frequent_first() -> None:
    assert actor.countries_in("Kyiv and Moscow spoke; Ukrainian and Polish officials said so.")[0] == "UKR"


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("RUS GOV", "RUS GOV", True),
        ("RUS GOV", "RUS GOV+UKR GOV", True),
        ("RUS GOV", "RUS MIL", False),
        ("REB", "SDN REB", None),
    ],
)
def test_refs_compare(left: str, right: str, same: bool | None) -> None:
    assert actor.compare(left, right) is same


@pytest.mark.parametrize(
    ("words", "caption"), [("Sudan's army", "Sudan: armed forces"), ("the IAEA", "IAEA"), ("civilians", "civilians")]
)
def test_captions(words: str, caption: str) -> None:
    found = actor.resolve(words)
    assert found is not None
    assert str(found) == caption


def test_every_sovereign_country_has_a_row_under_its_usual_english_name() -> None:
    known = {name for country in countries().values() for name in country.names}
    territories = Locale("en").territories
    codes = {
        two[0]: three for three, two in get_global("territory_aliases").items() if len(three) == 3 and three.isalpha()
    }
    ours = {code for code in countries()}
    missing = [
        territories[two]
        for two, three in codes.items()
        if three in ours and two in territories and territories[two] not in known
    ]
    assert missing == []
    assert len(ours) >= 195


def test_no_name_stands_for_two_countries() -> None:
    seen: dict[str, str] = {}
    clashes = [
        (name, seen[name], country.code)
        for country in countries().values()
        for name in (*country.names, *country.people)
        if seen.setdefault(name, country.code) != country.code
    ]
    assert clashes == []


@given(st.text(max_size=60))
def test_any_text_gives_a_well_formed_ref_or_nothing(text: str) -> None:
    found = actor.resolve(text)
    if found is not None:
        for ref in found.ref.split("+"):
            head, _, tail = ref.partition(" ")
            assert head in (*countries(), *SECTORS, "IGO", "NGO")
            assert tail == "" or tail in SECTORS or head in ("IGO", "NGO")


@given(st.sampled_from(sorted(countries())), st.sampled_from(["army", "parliament", "police", "rebels", "civilians"]))
def test_every_country_combines_with_every_sector(code: str, noun: str) -> None:
    found = actor.resolve(f"{countries()[code].names[0]}'s {noun}")
    assert found is not None
    assert found.ref.split()[0] == code
