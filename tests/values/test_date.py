from datetime import UTC, date, datetime
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.values import date as when

REPORT = date(2022, 3, 30)  # a Wednesday

# Words, whether the sentence looks forward, first and last day of the answer; "-" is open or not known.
TIMES = [
    ("on Tuesday", None, "2022-03-29", "2022-03-29"),
    ("later on Tuesday", None, "2022-03-29", "2022-03-29"),
    ("on Wednesday", None, "2022-03-30", "2022-03-30"),
    ("on Thursday", True, "2022-03-31", "2022-03-31"),
    ("on Thursday", False, "2022-03-24", "2022-03-24"),
    ("last Monday", False, "2022-03-28", "2022-03-28"),
    ("last Tuesday", False, "2022-03-22", "2022-03-22"),
    ("overnight", None, "2022-03-29", "2022-03-30"),
    ("overnight", True, "2022-03-30", "2022-03-31"),
    ("the night of 6 October", None, "2021-10-06", "2021-10-07"),
    ("today", None, "2022-03-30", "2022-03-30"),
    ("yesterday's", None, "2022-03-29", "2022-03-29"),
    ("tomorrow morning", True, "2022-03-31", "2022-03-31"),
    ("last week", False, "2022-03-21", "2022-03-27"),
    ("next week", True, "2022-04-04", "2022-04-10"),
    ("over the weekend", False, "2022-03-26", "2022-03-27"),
    ("this month", None, "2022-03-01", "2022-03-31"),
    ("this month", False, "2022-03-01", "2022-03-30"),
    ("last month", False, "2022-02-01", "2022-02-28"),
    ("in February", False, "2022-02-01", "2022-02-28"),
    ("in February", True, "2023-02-01", "2023-02-28"),
    ("last August", False, "2021-08-01", "2021-08-31"),
    ("in May 2014", None, "2014-05-01", "2014-05-31"),
    ("in 2014", None, "2014-01-01", "2014-12-31"),
    ("1990-91", None, "1990-01-01", "1991-12-31"),
    ("29 March", None, "2022-03-29", "2022-03-29"),
    ("March 29, 2022", None, "2022-03-29", "2022-03-29"),
    ("Tuesday, 29 March", None, "2022-03-29", "2022-03-29"),
    ("29 December", False, "2021-12-29", "2021-12-29"),
    ("on 3 August", True, "2022-08-03", "2022-08-03"),
    ("since early March", None, "2022-03-01", "2022-03-30"),
    ("since mid-February", None, "2022-02-15", "2022-03-30"),
    ("since Feb. 24", None, "2022-02-24", "2022-03-30"),
    ("since 24 February", None, "2022-02-24", "2022-03-30"),
    ("from 1 April", True, "2022-04-01", "-"),
    ("by Friday", None, "-", "2022-04-01"),
    ("before Friday", None, "-", "2022-03-31"),
    ("before Christmas", None, "-", "2022-12-24"),
    ("no later than 10 April", True, "-", "2022-04-10"),
    ("before the end of the month", True, "-", "2022-03-31"),
    ("until the end of 2030", True, "-", "2030-12-31"),
    ("from 16 to 19 February", False, "2022-02-16", "2022-02-19"),
    ("between Friday evening and Saturday", False, "2022-03-25", "2022-03-26"),
    ("in the past five days", False, "2022-03-25", "2022-03-30"),
    ("in the past 24 hours", False, "2022-03-29", "2022-03-30"),
    ("within ten days", True, "2022-03-30", "2022-04-09"),
    ("two weeks ago", False, "2022-03-16", "2022-03-16"),
    ("eleven years ago", False, "2011-01-01", "2011-12-31"),
    ("for weeks", None, "-", "2022-03-30"),
    ("in the coming days", True, "2022-03-30", "-"),
    ("for 30 days, beginning on 1 April", True, "2022-04-01", "2022-04-30"),
    ("the fourth quarter", True, "2022-10-01", "2022-12-31"),
    ("the fourth quarter", None, "2021-10-01", "2021-12-31"),
    ("the first half of the year", None, "2022-01-01", "2022-06-30"),
    ("in the second half of July", True, "2022-07-16", "2022-07-31"),
    ("late August", False, "2021-08-21", "2021-08-31"),
    ("at the beginning of the month", False, "2022-03-01", "2022-03-05"),
    ("last winter", False, "2021-12-01", "2022-02-28"),
    ("on Christmas Eve", False, "2021-12-24", "2021-12-24"),
    ("earlier this week", False, "2022-03-28", "2022-03-30"),
    ("in the early hours of 29 March", None, "2022-03-29", "2022-03-29"),
    ("for the ninth consecutive day", None, "2022-03-22", "2022-03-30"),
    ("in May", None, "2022-05-01", "2022-05-31"),
    ("in May", False, "2021-05-01", "2021-05-31"),
    ("in December", None, "2021-12-01", "2021-12-31"),
    ("on 20 March", True, "2022-03-20", "2022-03-20"),
    ("last Oct. 23", None, "2021-10-23", "2021-10-23"),
    ("this coming Sunday, April third", None, "2022-04-03", "2022-04-03"),
    ("this past autumn", None, "2021-09-01", "2021-11-30"),
    ("sometime next year", True, "2023-01-01", "2023-12-31"),
    ("by year-end", True, "-", "2022-12-31"),
    ("in the late 1980s", None, "1987-01-01", "1989-12-31"),
    ("the early 1990s", None, "1990-01-01", "1993-12-31"),
    ("the '80s", None, "1980-01-01", "1989-12-31"),
    ("in the 20th century", None, "1901-01-01", "2000-12-31"),
    ("in nineteen seventy-nine", None, "1979-01-01", "1979-12-31"),
    ("the latest quarter", None, "2021-10-01", "2021-12-31"),
    ("in the 2021 third quarter", None, "2021-07-01", "2021-09-30"),
    ("a week or so ago", False, "2022-03-23", "2022-03-23"),
    ("until Orthodox Easter", True, "-", "2022-04-24"),
    ("on International Women's Day", False, "2022-03-08", "2022-03-08"),
    ("on Memorial Day", True, "2022-05-30", "2022-05-30"),
    ("on Labor Day", False, "2021-09-06", "2021-09-06"),
]


@pytest.mark.parametrize(("words", "future", "start", "end"), TIMES, ids=[f"{c[0]} {c[1]}" for c in TIMES])
def test_words_count_from_the_day_of_the_report(words: str, future: bool | None, start: str, end: str) -> None:
    found = when.resolve(words, anchor=REPORT, future=future)
    assert found is not None
    assert (str(found.start or "-"), str(found.end or "-")) == (start, end)
    assert found.why


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("shortly after 3pm", datetime(2022, 3, 30, 15)),
        ("at 06:00 on Saturday", datetime(2022, 3, 26, 6)),
        ("at 1500 hours", datetime(2022, 3, 30, 15)),
        ("at about seven in the evening on Monday", datetime(2022, 3, 28, 19)),
        ("0540 UTC on 12 March", datetime(2022, 3, 12, 5, 40, tzinfo=UTC)),
        ("at noon", datetime(2022, 3, 30, 12)),
        ("around 4:10 a.m. local time (0310 GMT) on Monday", datetime(2022, 3, 28, 4, 10)),
    ],
)
def test_clock_times(words: str, start: datetime) -> None:
    found = when.resolve(words, anchor=REPORT)
    assert found is not None
    assert found.start == start
    assert found.precision == "minute"


def test_a_named_zone_is_kept() -> None:
    found = when.resolve("18:00 Moscow time", anchor=REPORT)
    assert found is not None
    assert isinstance(found.start, datetime)
    assert found.start.astimezone(UTC).hour == 15


@pytest.mark.parametrize(
    "words",
    [
        "for 72 hours",
        "every evening",
        "on Thursdays",
        "recently",
        "after the war",
        "",
        "regularly",
        "on 30 February 2022",
    ],
)
def test_words_that_name_no_place_in_time_give_none(words: str) -> None:
    assert when.resolve(words, anchor=REPORT) is None


def test_without_a_day_of_report_only_stated_dates_are_found() -> None:
    stated = when.resolve("on 29 March 2022", anchor=None)
    assert stated is not None
    assert stated.basis == "stated"
    assert when.resolve("on Tuesday", anchor=None) is None
    assert when.resolve("since last week", anchor=None) is None


def test_a_duration_has_a_place_in_time_only_if_it_goes_on() -> None:
    found = when.resolve("for nine months", anchor=date(2022, 11, 30), ongoing=True)
    assert found is not None
    assert (found.start, found.end) == (date(2022, 2, 28), date(2022, 11, 30))


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("the next day", date(2022, 3, 11), date(2022, 3, 11)),
        ("two days later", date(2022, 3, 12), date(2022, 3, 12)),
        ("the same evening", date(2022, 3, 10), date(2022, 3, 10)),
        ("the week before", date(2022, 2, 28), date(2022, 3, 6)),
        ("since then", date(2022, 3, 10), REPORT),
    ],
)
def test_words_of_the_running_story(words: str, start: date, end: date) -> None:
    found = when.resolve(words, anchor=REPORT, story=date(2022, 3, 10))
    assert found is not None
    assert (found.start, found.end) == (start, end)
    assert when.resolve(words, anchor=REPORT) is None


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("the previous Friday", date(2022, 3, 4), date(2022, 3, 4)),
        ("later that year", date(2022, 3, 10), date(2022, 12, 31)),
        ("later in the day", date(2022, 3, 10), date(2022, 3, 10)),
    ],
)
def test_words_of_the_story_count_from_it_and_not_from_the_report(words: str, start: date, end: date) -> None:
    found = when.resolve(words, anchor=REPORT, story=date(2022, 3, 10))
    assert found is not None
    assert (found.start, found.end) == (start, end)


# Words, how many units, the unit; `None` where the words do not say how many.
LENGTHS = [
    ("for 72 hours", 72, "hour"),
    ("five-year", 5, "year"),
    ("at least 20 more years", 20, "year"),
    ("the past three months", 3, "month"),
    ("the past decade", 1, "decade"),
    ("nearly a century", 1, "century"),
    ("half an hour", 30, "minute"),
    ("a couple of weeks", 2, "week"),
    ("an additional year", 1, "year"),
    ("eight-month-old", 8, "month"),
    ("for weeks", None, "week"),
    ("several years", None, "year"),
    ("in recent days", None, "day"),
    ("centuries", None, "century"),
]


@pytest.mark.parametrize(("words", "number", "unit"), LENGTHS, ids=[case[0] for case in LENGTHS])
def test_a_length_has_its_unit_and_its_number_if_that_is_said(words: str, number: float | None, unit: str) -> None:
    found = when.length(words)
    assert found is not None
    assert (found.number, found.unit) == (number, unit)
    assert found.why


@pytest.mark.parametrize("words", ["last week", "the year", "on Tuesday", "every day", "a 52-year-old man", "soon", ""])
def test_points_periods_and_ages_are_no_lengths(words: str) -> None:
    assert when.length(words) is None


@pytest.mark.parametrize(("year", "month", "day"), [(2022, 4, 24), (2023, 4, 16), (2024, 5, 5), (2025, 4, 20)])
def test_orthodox_easter(year: int, month: int, day: int) -> None:
    found = when.resolve(f"Orthodox Easter {year}", anchor=None)
    assert found is not None
    assert (found.start, found.basis) == (date(year, month, day), "stated")


def test_intervals_compare_by_their_days() -> None:
    tuesday = when.resolve("on Tuesday", anchor=REPORT)
    week = when.resolve("this week", anchor=REPORT)
    since = when.resolve("from 1 April", anchor=REPORT, future=True)
    assert tuesday is not None
    assert week is not None
    assert since is not None
    assert when.compare(tuesday, week) is True
    assert when.compare(tuesday, since) is False


@pytest.mark.parametrize(
    ("words", "caption"),
    [
        ("on Tuesday", "29 March 2022"),
        ("by Friday", "until 1 April 2022"),
        ("from 1 April 2022", "from 1 April 2022"),
        ("at 15:00", "30 March 2022, 15:00"),
    ],
)
def test_captions(words: str, caption: str) -> None:
    found = when.resolve(words, anchor=REPORT)
    assert found is not None
    assert when.caption(found) == str(found) == caption


def test_a_text_is_searched_for_times() -> None:
    text = "On Tuesday they said that by Friday, 1 April 2022, it may end; since early March 2,000 people fled."
    found = [text[start:end] for start, end in when.find(text)]
    assert found == ["On Tuesday", "by Friday, 1 April 2022", "since early March"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Orangemen march each July; in May 2014 they may march again.", ["each July", "in May 2014"]),
        ("In the year-ago quarter the index closed at 2082.1, up 12.51.", ["In the year-ago quarter"]),
        ("A 52-year-old driver waited for at least 30 days.", ["for at least 30 days"]),
        ("It fell a year\n    earlier, and again this past\nspring.", ["a year\n    earlier", "this past\nspring"]),
        ("Some three-quarters of the troops left weeks ago.", ["weeks ago"]),
        ("12 days ago three quarters of them left.", ["12 days ago"]),
        ("It costs $500 million a year.", []),
        ("Over the next few years, and by the mid-1990s", ["Over the next few years", "by the mid-1990s"]),
        ("They are safe for now.", ["now"]),
    ],
)
def test_hard_cases_of_finding(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in when.find(text)] == found


@given(st.text(max_size=80), st.sampled_from([case[0] for case in TIMES]), st.text(max_size=20))
def test_stretches_found_lie_in_order_inside_the_text(before: str, words: str, after: str) -> None:
    text = f"{before} {words} {after}"
    spans = when.find(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@given(
    st.integers(min_value=1, max_value=999),
    st.sampled_from(["second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade"]),
    st.sampled_from(["for {} {}s", "{}-{}", "at least {} more {}s", "within {} {}s", "the past {} {}s"]),
)
def test_a_length_reads_back_whatever_it_is_wrapped_in(number: int, unit: str, frame: str) -> None:
    found = when.length(frame.format(number, unit))
    assert found is not None
    assert (found.number, found.unit) == (number, unit)


@given(
    st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)),
    st.sampled_from([None, True, False]),
)
def test_a_weekday_is_that_day_within_a_week_on_the_side_that_is_told(
    name: str, report: date, future: bool | None
) -> None:
    found = when.resolve(f"on {name}", anchor=report, future=future)
    assert found is not None
    assert isinstance(found.start, date)
    assert f"{found.start:%A}" == name
    assert 0 <= (found.start - report).days * (1 if future else -1) < 7


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)),
    st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)),
)
def test_a_full_date_reads_back_whatever_the_report(day: date, report: date) -> None:
    for words in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%b} {day.day}, {day.year}"):
        found = when.resolve(words, anchor=report)
        assert found is not None
        assert (found.start, found.end, found.basis) == (day, day, "stated")


@given(
    st.sampled_from([case[0] for case in TIMES]),
    st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)),
    st.sampled_from([None, True, False]),
)
def test_an_interval_never_ends_before_it_starts(words: str, report: date, future: bool | None) -> None:
    found = when.resolve(words, anchor=report, future=future)
    assert found is None or found.start is None or found.end is None or str(found.start)[:10] <= str(found.end)[:10]


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = when.resolve(text, anchor=REPORT)
    assert found is None or found.start is not None or found.end is not None


def test_what_has_begun_after_its_own_report_is_not_known() -> None:
    assert when.resolve("since mid-February", anchor=date(2000, 2, 1)) is None


@pytest.mark.parametrize("words", ["a ", "of the ", "for at least ", "\n ", "one ", "the first "])
def test_repeated_words_are_read_in_time_that_grows_with_their_number(words: str) -> None:
    started = process_time()
    when.find(words * 4_000)
    when.length(words * 100)
    assert process_time() - started < 2  # CPU seconds; a pattern that doubles with each word takes minutes
