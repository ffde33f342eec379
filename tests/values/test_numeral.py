import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.values.numeral import ordinal, scan


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("3.5 million", 3_500_000),
        ("$1.6bn", 1_600_000_000),
        ("$1.3 bn", 1_300_000_000),
        ("1,600", 1600),
        ("two hundred and five", 205),
        ("forty-five", 45),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("a hundred thousand", 100_000),
        ("the first hundred", 100),
        ("one hundred and twenty thousand", 120_000),
    ],
)
def test_a_number_in_words_or_digits(words: str, value: float) -> None:
    assert [numeral.value for numeral in scan(words)] == [value]


@pytest.mark.parametrize("words", ["9,000 m3/s", "9,000m³", "9,000 m/s"])
def test_metres_are_no_millions(words: str) -> None:
    assert next(scan(words)).value == 9000


def test_two_numbers_side_by_side_stay_two() -> None:
    assert [numeral.value for numeral in scan("five or six, then 30 and 41")] == [5, 6, 30, 41]


def test_a_plural_without_a_number_is_no_number() -> None:
    assert list(scan("hundreds of people in dozens of villages")) == []


@pytest.mark.parametrize(
    ("word", "value"), [("third", 3), ("3rd", 3), ("twenty-first", 21), ("thirtieth", 30), ("house", None)]
)
def test_ordinals(word: str, value: int | None) -> None:
    assert ordinal(word) == value


@given(st.integers(min_value=0, max_value=999_999_999))
def test_digits_with_separators_read_back(number: int) -> None:
    assert [numeral.value for numeral in scan(f"{number:,} people")] == [number]


@given(st.text(max_size=80))
def test_offsets_point_into_the_text(text: str) -> None:
    for numeral in scan(text):
        assert 0 <= numeral.start < numeral.end <= len(text.lower())
