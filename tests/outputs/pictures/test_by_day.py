"""The plots of a brief: each number in them is counted again here, from the words of the documents alone."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from holdfast.agreements import check, load
from holdfast.model import Agreement
from holdfast.outputs.pictures.by_day import Aim, SeriesPicture, day_by_day, series_pictures, unsupported_counts
from holdfast.outputs.pictures.series import Against, Control
from holdfast.outputs.support import Support
from holdfast.record.store import View
from tests.outputs.pictures.shelling import FIRST, LAST, Report, dispatch, every_day, kept
from tests.outputs.pictures.test_plots import compared, days, series
from tests.outputs.shown import shown

SHELLING = re.compile(r"Shelling of (\w+) on (\d{4}-\d\d-\d\d)")
BEFORE, AFTER = date(2022, 3, 28), date(2022, 3, 29)


def reduction() -> Agreement:
    return load("ru-2022-03-29-reduction")


def reports() -> list[Report]:
    """Two towns of an area before the promise and one after it; a town of a control area throughout."""
    return [
        *every_day("Irpin", FIRST, LAST),
        *every_day("Bucha", FIRST, BEFORE, start=100),
        *every_day("Kharkiv", FIRST, LAST, start=200),
    ]


def pictures(view: View, agreement: Agreement | None = None) -> dict[str | None, SeriesPicture]:
    found = agreement or reduction()
    return {one.series.instance: one for one in series_pictures(found, check(found, view, on=LAST), view)}


def read_again(view: View, *towns: str) -> Counter[date]:
    """How many shellings of towns the texts of a record tell of, by day."""
    found = (SHELLING.match(document.text) for document in view.documents())
    return Counter(date.fromisoformat(match[2]) for match in found if match and match[1] in towns)


def test_every_number_drawn_is_what_the_documents_tell() -> None:
    view = kept(reports())
    picture = pictures(view)["kyiv-direction"]
    told = read_again(view, "Irpin", "Bucha")
    assert picture.plot
    assert {bar.day: bar.count for bar in picture.plot.bars} == {
        FIRST + timedelta(days=step): told[FIRST + timedelta(days=step)] for step in range((LAST - FIRST).days + 1)
    }
    assert picture.control_plot
    assert {bar.day: bar.count for bar in picture.control_plot.bars} == dict(read_again(view, "Kharkiv"))


def test_every_happening_drawn_leads_to_the_words_that_tell_of_it() -> None:
    view = kept(reports())
    for day in pictures(view)["kyiv-direction"].series.days:
        assert len(day.told) == day.count
        for (statement_id,) in day.told:
            statement = view.statement(statement_id)
            assert statement
            document = view.document(statement.document)
            assert document
            found = SHELLING.match(document.text[statement.start : statement.end])
            assert found
            assert found[2] == day.day.isoformat()


def test_the_caption_says_in_words_what_is_drawn() -> None:
    view = kept([*reports(), dispatch(300, "Irpin", None)])
    picture = pictures(view)["kyiv-direction"]
    told = read_again(view, "Irpin", "Bucha")
    settled = picture.series.comparison
    assert settled
    before = sum(count for day, count in told.items() if day <= BEFORE)
    after = sum(count for day, count in told.items() if AFTER <= day <= settled.last)
    late = sum(count for day, count in told.items() if day > settled.last)
    caption = " ".join(picture.caption)
    assert f"Before, from 1 to 28 March 2022: {before} on 28 days with reports, {before / 28:.2f} a day." in caption
    length = (settled.last - AFTER).days + 1
    assert f"{after} on {length} days with reports, {after / length:.2f} a day." in caption
    assert f"The ratio is {(after / length) / (before / 28):.2f}; with 95 % confidence it lies between" in caption
    assert f"{late} so far, not compared." in caption
    assert "In kharkiv-region and donbas, where nothing was promised: 28 on 28 days with reports before" in caption


def test_the_verdicts_are_those_of_the_check() -> None:
    view = kept(reports())
    verdicts = check(reduction(), view, on=LAST)
    for instance, picture in pictures(view).items():
        assert {aim.reading: aim.level for aim in picture.aims} == {
            one.reading: one.level for one in verdicts if one.instance == instance
        }


def test_readings_that_count_alike_share_a_plot_with_a_line_for_each_target() -> None:
    picture = pictures(kept(reports()))["kyiv-direction"]
    assert [(aim.reading, aim.target) for aim in picture.aims] == [("any", 1), ("several-fold", 0.5), ("radical", 0.2)]
    assert picture.plot
    assert sum(rule.kind == "target" for rule in picture.plot.rules) == 3
    assert picture.aims[1].words == "read as “several-fold”, promised is a ratio of at most 0.5"


def test_where_nothing_is_counted_nothing_is_drawn_and_that_is_said() -> None:
    picture = pictures(kept(reports()))["chernihiv-direction"]
    assert (picture.plot, picture.control_plot) == (None, None)
    assert picture.caption == (
        "Nothing of the kind is counted from 1 March to 14 April 2022, so that nothing is drawn.",
        "On 45 of these 45 days nothing speaks of the area: that is silence, not quiet.",
    )


def test_there_are_no_plots_of_other_clauses_nor_without_verdicts() -> None:
    view = kept(reports())
    assert pictures(view, load("ua-1994-12-budapest-memorandum")) == {}
    assert list(series_pictures(reduction(), (), view)) == []


def test_a_count_whose_document_is_not_there_is_not_supported() -> None:
    view = kept(reports())
    picture = pictures(view)["kyiv-direction"]
    assert unsupported_counts(picture.series, Support(view=view)) == ()
    first, *others = view.documents()
    without = shown(others, list(view.statements()))
    (reason,) = unsupported_counts(picture.series, Support(view=without))
    assert reason == f"what is counted on {FIRST} rests on nothing: the record holds no document {first.id}"


def test_a_count_without_statements_is_not_supported() -> None:
    (reason,) = unsupported_counts(series(days=days(2)), Support(view=shown()))
    assert reason == "2 are counted on 2022-03-25, and statements tell of 0"


def picture_of(**fields: Any) -> SeriesPicture:
    aims = (Aim(reading="text", target=1.0, level="holds"),)
    return SeriesPicture(agreement="a", clause="c", title="Less of it", series=series(**fields), aims=aims)


def test_days_alike_are_told_together() -> None:
    told = (
        *days(0, 0, observed=False),
        *days(2, 2, first=date(2022, 3, 27), contested=1),
        *days(0, first=date(2022, 3, 29)),
    )
    assert day_by_day(told) == (
        "25 to 26 March 2022: no report of the area; 27 to 28 March 2022: 2, 1 contested each; 29 March 2022: none"
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"comparison": None}, "Too few days have settled, or were observed, to compare."),
        ({"undated": 1}, "1 more is not drawn: nobody says on which day."),
        ({"comparison": compared(ratio=None)}, "Nothing was counted before, so that there is no ratio."),
        ({"comparison": compared(low=1e-15, high=3.4e9)}, "The ratio is 0.50; the counts are too few to bound it."),
        ({"comparison": compared(counted_before=7)}, "1 more in these stretches is of a day without reports"),
        ({"days": days(3, 1, contested=1)}, "Of all 4 that are drawn, voices contradict each other about 2."),
        (
            {
                "control": Control(
                    areas=("north",), days=days(1), comparison=compared(),
                    against=Against(ratio=0.4, low=0.2, high=0.8),
                )
            },
            "Against it the ratio is 0.40 (0.20 to 0.80).",
        ),
        (
            {"control": Control(areas=("north", "east"), days=days(1), comparison=None, against=None)},
            "In north and east, where nothing was promised, too few days have settled",
        ),
    ],
)  # fmt: skip
def test_what_qualifies_the_figures_is_said(fields: dict[str, Any], words: str) -> None:
    assert words in " ".join(picture_of(**fields).caption)


def test_a_clause_with_one_reading_names_none() -> None:
    (aim,) = picture_of().aims
    assert aim.words == "promised is any reduction (a ratio below 1)"
    assert picture_of(instance="north").heading == "Attacks by day, north"
