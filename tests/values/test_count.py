import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.values import count

# The hard cases of figures in the news, each in the words of a report.
FIGURES = [
    ("P50,000", 50_000, 50_000, False),
    ("₱4,000", 4_000, 4_000, False),
    ("at least seven people", 7, None, False),
    ("no fewer than 42", 42, None, False),
    ("more than 40 hurt", 41, None, False),
    ("over 600 wounded", 601, None, False),
    ("no more than ten", None, 10, False),
    ("up to 20", None, 20, False),
    ("as many as fifty people", None, 50, False),
    ("fewer than five", None, 4, False),
    ("nearly 40 motorcycles", None, 40, True),
    ("close to 96,000", None, 96_000, True),
    ("around 30 wounded", 30, 30, True),
    ("some 850 people", 850, 850, True),
    ("3,500 or so", 3500, 3500, True),
    ("an estimated 3,700 troops", 3700, 3700, True),
    ("between 12 and 15 wounded", 12, 15, False),
    ("between three and four thousand people", 3000, 4000, False),
    ("between USD 40 and 45 million", 40_000_000, 45_000_000, False),
    ("seven or eight bullets", 7, 8, False),
    ("15 to 20 percent", 15, 20, False),
    ("several", 3, None, False),
    ("several dozen", 36, None, False),
    ("dozens of villages", 24, None, False),
    ("scores of others", 40, None, False),
    ("hundreds of people", 200, None, False),
    ("tens of thousands of civilians", 20_000, None, False),
    ("hundreds of thousands of Syrians", 200_000, None, False),
    ("a dozen violations", 12, 12, False),
    ("half a dozen bodies", 6, 6, False),
    ("another 12", 12, 12, False),
    ("two more children", 2, 2, False),
    ("both pilots", 2, 2, False),
    ("a couple", 2, 2, False),
    ("no casualties", 0, 0, False),
    ("none of its men", 0, 0, False),
    ("not one of the three pagodas", 0, 0, False),
    ("3.5 million", 3_500_000, 3_500_000, False),
    ("$20 billion", 20_000_000_000, 20_000_000_000, False),
    ("N50 million", 50_000_000, 50_000_000, False),
    ("fourth time", 4, 4, False),
    ("twice", 2, 2, False),
    ("14 of 17 townships", 14, 14, False),
    ("four of them children", 4, 4, False),
]


@pytest.mark.parametrize(("words", "low", "high", "approx"), FIGURES, ids=[case[0] for case in FIGURES])
def test_a_figure_says_no_more_than_its_words(words: str, low: float | None, high: float | None, approx: bool) -> None:
    found = count.read(words)
    assert found is not None
    assert (found.low, found.high, found.approx) == (low, high, approx)
    assert found.why


@pytest.mark.parametrize(
    ("words", "total"),
    [
        ("a teacher and two of her pupils", 3),
        ("34 buses and nine lorries", 43),
        ("a Palestinian teenager and an Israeli soldier", 2),
        ("23 soldiers and a colonel", 24),
    ],
)
def test_things_named_together_are_added(words: str, total: float) -> None:
    found = count.read(words)
    assert found is not None
    assert (found.low, found.high) == (total, total)
    assert "together" in found.why


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("his MiG-21", True),
        ("an S-300 battery", True),
        ("a 16-year-old", True),
        ("a man of 68", True),
        ("41 Leopard 2 tanks", False),
    ],
)
def test_numbers_inside_names_and_ages_do_not_count(words: str, one: bool) -> None:
    found = count.read(words)
    assert found is not None
    assert found.low == (1 if one else 41)


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("72-hour", 72),
        ("10 days", 240),
        ("40 minutes", 0.67),
        ("two-week", 336),
        ("eight years", 70_080),
        ("a quarter of an hour", 0.25),
    ],
)
def test_durations_are_hours(words: str, hours: float) -> None:
    found = count.read(words)
    assert found is not None
    assert (found.low, found.unit) == (hours, "hours")


@pytest.mark.parametrize(
    ("words", "unit"),
    [("$3 million", "USD"), ("€3 million", "EUR"), ("£1.1bn", "GBP"), ("30 percent", "percent"), ("12 men", None)],
)
def test_units(words: str, unit: str | None) -> None:
    found = count.read(words)
    assert found is not None
    assert found.unit == unit


@pytest.mark.parametrize("words", ["people", "the injured", "a large number of insurgents", "", "villagers"])
def test_words_without_a_figure_give_none(words: str) -> None:
    assert count.read(words) is None


@pytest.mark.parametrize(
    ("words", "happening", "kind"),
    [
        ("12 wounded", None, "wounded"),
        ("at least seven people", "killed", "killed"),
        ("12 tanks", "destroyed", "vehicles"),
        ("$20 billion", None, "money"),
        ("six aircraft", "sent", "aircraft"),
        ("240 soldiers", "sent", "personnel"),
        ("72 hours", None, "duration-hours"),
        ("17 ceasefire violations", None, "violations"),
        ("20 anti-aircraft systems", "destroyed", "weapons"),
        ("967 vehicle bombs", "destroyed", "weapons"),
        ("37", None, None),
    ],
)
def test_what_is_counted(words: str, happening: str | None, kind: str | None) -> None:
    assert count.kind(words, happening=happening) == kind


def test_what_the_words_around_and_the_event_tell() -> None:
    assert count.kind("16 people", near="the mortar fire killed 16 people and") == "killed"
    assert count.kind("two", near="two died and five were hurt") == "killed"
    assert count.kind("37 men", event="CONCEDE", mode="release") == "released"
    assert count.kind("4,500", event="MOBILIZE", mode="deploy") == "personnel"


def test_nobody_is_dead_because_nothing_else_is_said() -> None:
    assert count.kind("16 people", happening="shelling", near="16 people were near", event="ASSAULT") is None


def test_figures_of_two_sources_compare() -> None:
    seven, dozen = count.read("at least seven"), count.read("a dozen")
    five = count.read("up to five")
    assert seven is not None
    assert dozen is not None
    assert five is not None
    assert count.compare(seven, dozen) is True
    assert count.compare(dozen, five) is False
    hours = count.read("12 hours")
    assert hours is not None
    assert count.compare(dozen, hours) is None


@pytest.mark.parametrize(
    ("words", "caption"),
    [
        ("at least seven", "at least 7"),
        ("around 30", "about 30"),
        ("no casualties", "none"),
        ("up to 20", "up to 20"),
        ("nearly 40", "nearly 40"),
        ("$1.1 billion", "1,100,000,000 USD"),
        ("12 to 15", "12 to 15"),
    ],
)
def test_captions(words: str, caption: str) -> None:
    assert str(count.read(words)) == caption


@given(st.text(max_size=60))
def test_any_text_gives_ordered_bounds_or_nothing(text: str) -> None:
    found = count.read(text)
    assert found is None or found.low is None or found.high is None or found.low <= found.high


def test_a_range_whose_low_end_in_thousands_is_its_high_end_keeps_its_low_end() -> None:
    found = count.read("between 1 and 1,000 people")
    assert found is not None
    assert (found.low, found.high) == (1, 1000)


@given(st.integers(min_value=1, max_value=999_999), st.integers(min_value=1, max_value=999_999))
def test_a_range_reads_back(first: int, second: int) -> None:
    low, high = sorted((first, second))
    if low == high:
        high += 1
    found = count.read(f"between {low:,} and {high:,} people")
    assert found is not None
    scaled = high >= 1000 > low  # "between 3 and 4,000" is read as thousands only if it stays below the upper bound
    assert found.high == high
    assert found.low == low or scaled
