"""The pictures of a brief as a page shows them: drawn in it, told in words, and left out where there is nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

import pytest

from holdfast.agreements import check, load
from holdfast.outputs import pdf
from holdfast.outputs.brief import Brief, as_html, brief
from holdfast.record.store import View
from tests.outputs.pictures.shelling import FIRST, LAST, dispatch, every_day, kept
from tests.outputs.shown import shown


def view() -> View:
    """Shellings of a town under a promise and of one outside of it, and of a region before it."""
    return kept([
        *every_day("Irpin", FIRST, LAST),
        *every_day("Kharkiv", FIRST, LAST, start=100),
        *every_day("Donetsk Oblast", date(2022, 2, 1), date(2022, 2, 12), start=200),
        dispatch(300, None, date(2022, 2, 20)),
    ])  # fmt: skip


def made(of: View) -> Brief:
    agreement = load("ru-2022-03-29-reduction")
    return brief(of, agreements=[(agreement, check(agreement, of, on=LAST))], since=None, title="x")


@pytest.fixture(scope="module")
def page() -> str:
    return as_html(made(view()))


class _Pictures(HTMLParser):
    """The pictures of a page with their names and descriptions, and every id on it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.names: dict[str, str] = {}
        self.pictures: list[dict[str, str | None]] = []
        self._open: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if tag == "svg":
            self.pictures.append(given)
        self._open = given.get("id") if tag in ("title", "desc") else None

    def handle_endtag(self, tag: str) -> None:
        self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.names[self._open] = self.names.get(self._open, "") + data

    def described(self) -> Iterator[tuple[str, str]]:
        """The title and the description of each picture."""
        for picture in self.pictures:
            title, description = (picture["aria-labelledby"] or "").split()
            yield self.names[title], self.names[description]


def test_each_picture_has_a_role_a_title_and_a_description_of_its_own(page: str) -> None:
    found = _Pictures(page)
    assert [picture["role"] for picture in found.pictures] == ["img", "img", "img"]
    assert len(found.ids) == len(set(found.ids))
    assert [title for title, _ in found.described()] == [
        "Attacks by day, kyiv-direction",
        "The same in the control areas: kharkiv-region and donbas",
        "Map of events by place",
    ]


def test_the_description_of_a_plot_has_the_number_of_each_day(page: str) -> None:
    (_, described), *_ = _Pictures(page).described()
    assert described == "1 March to 14 April 2022: 1 each. What is compared stands below."


def test_a_bar_is_drawn_for_each_day_that_has_a_count(page: str) -> None:
    figure = page[page.index('<figure class="picture series"') : page.index("</figure>")]
    assert len(re.findall(r'<rect class="bar ', figure)) == 2 * ((LAST - FIRST).days + 1)
    for words in ("Before, from 1 to 28 March 2022: 28 on 28 days", "read as “several-fold”, promised is a ratio of"):
        assert words in figure


def test_a_clause_without_counts_is_told_in_words_alone(page: str) -> None:
    figure = page[page.rindex('<figure class="picture series"') :]
    figure = figure[: figure.index("</figure>")]
    assert "chernihiv-direction" in figure
    assert "<svg" not in figure
    assert "Nothing of the kind is counted from 1 March to 14 April 2022, so that nothing is drawn." in figure


def test_the_map_stands_after_what_is_reported_with_its_places_in_words(page: str) -> None:
    assert page.index('id="reported"') < page.index('id="where"') < page.index('id="contradicted"')
    assert "<li>Irpin, settlement: 45 (45 violence)</li>" in page
    assert "<li>Donetsk Oblast, region: 12 (12 violence)</li>" in page
    assert "Of 1 more event nobody says where." in page
    assert page.count('class="soft-mark"') == 1
    assert "Natural Earth" in page


def test_the_page_with_pictures_needs_nothing_else(page: str) -> None:
    assert not re.search(r"<(script|link|img|iframe|image|use)\b|@import|url\((?!#)|\sstyle=", page)
    assert not re.search(r"(?:src|href)=\"(?!#)", page)


def test_without_a_reduction_and_without_reports_there_is_no_picture() -> None:
    page = as_html(brief(shown(), agreements=[], since=None, title="x"))
    assert "<svg" not in page
    assert "What is counted by day" not in page
    assert "Where it is reported" not in page


def test_a_plot_that_is_not_supported_is_withheld_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("holdfast.outputs.brief.unsupported_counts", lambda series, support: ("nobody says so",))
    result = made(kept(every_day("Irpin", FIRST, LAST)))
    assert result.series == ()
    withheld = {one.sentence.text: one.reasons for one in result.withheld}
    assert withheld["Attacks by day, kyiv-direction."] == ("nobody says so",)


def test_the_brief_as_data_carries_what_is_drawn_with_the_statements_that_tell_of_it() -> None:
    of = view()
    data = made(of).to_builtins()
    day = data["series"][0]["series"]["days"][0]
    assert (day["day"], day["count"]) == ("2022-03-01", 1)
    known = {statement.id for statement in of.statements()}
    assert {one for happening in day["told"] for one in happening} < known
    assert set(data["map"]["told"].values()) < known
    assert Brief.from_json(made(of).to_json()) == made(of)


@pytest.mark.browser
@pytest.mark.skipif(pdf.chromium() is None, reason="no Chromium is installed (apt-get install chromium)")
def test_the_pdf_carries_the_pictures_with_their_names(page: str) -> None:
    printed, bare = pdf.as_pdf(page), pdf.as_pdf(re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL))
    assert printed.count(b"/S /Figure") - bare.count(b"/S /Figure") == 3
    assert len(printed) > len(bare) + 5_000
