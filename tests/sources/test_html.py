"""Web pages: articles, rolling pages entry by entry, and what a page says about itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdfast.errors import UnreadableInput
from holdfast.model import Document
from holdfast.sources.about import About
from holdfast.sources.html import looks_like_html, read_html

PAGES = Path(__file__).parent.parent / "fixtures" / "pages"


def page(name: str) -> Document:
    return read_html((PAGES / name).read_bytes(), name=name, about=About())


def of(body: str, head: str = "<title>Truce</title>", **about: str) -> Document:
    return read_html(
        f"<html><head>{head}</head><body>{body}</body></html>".encode(), name="p.html", about=About(**about)
    )


def entries(document: Document) -> list[str]:
    return [document.text[entry["start"] : entry["end"]] for entry in document.extra["entries"]]


def test_an_article_keeps_its_headlines_and_paragraphs_and_nothing_else() -> None:
    document = page("article.html")
    blocks = document.text.split("\n\n")
    assert blocks[0] == "Korvan army denies shelling clinic"
    assert blocks[3] == "Monitors ask for access"
    assert len(blocks) == 6
    for junk in ("Home", "Imprint", "Truce in numbers", "Related"):
        assert junk not in document.text
    assert document.published == "2031-03-29T18:20:00+03:00"
    assert (document.outlet, document.author, document.language) == ("Dale Courier", "Mira Holt", "en")
    assert document.licence is None


def test_a_live_blog_of_articles_is_kept_entry_by_entry() -> None:
    document = page("liveblog-articles.html")
    found = entries(document)
    assert [entry.splitlines()[0] for entry in found] == ["10:42", "09:10", "08:05"]
    assert "The talks would last two days" in found[1]
    assert "“We counted nine shells,” he wrote." in found[2]
    assert "\n\n09:10\n\nDelegations arrive\n\nBoth delegations" in document.text
    for junk in (
        "cookies",
        "Facebook",
        "better shoes",
        "Read more",
        "Ten things",
        "Most read",
        "Cat saves dog",
        "Sport",
    ):
        assert junk not in document.text
    assert document.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert document.url == "https://harbourwire.example/live/valdor-talks"
    assert [entry["moment"][11:16] for entry in document.extra["entries"]] == ["10:42", "09:10", "08:05"]


def test_a_live_blog_of_bare_paragraphs_is_divided_at_its_times() -> None:
    found = entries(page("liveblog-paragraphs.html"))
    assert len(found) == 3
    assert found[0].startswith("18:04\n\nThe crossing at Lower Tessin is closed")
    assert found[0].endswith("how long it would last.")


def test_headlines_above_their_stamps_go_with_their_entries() -> None:
    found = entries(page("liveblog-flat.html"))
    assert found[0].startswith("6:04 p.m. EDT\n\nArmy leaves the airport\n\nThe last vehicles")
    assert found[1].startswith("4:30 p.m. EDT, May 2, 2031\n\nPrisoners freed")
    assert "Guns silent" not in found[1]


def test_entries_that_only_the_structured_data_has_are_read_from_it() -> None:
    document = page("liveblog-script.html")
    assert entries(document)[0].startswith("12:20 UTC, 2031-07-01\n\nFirst ship leaves\n\nThe first ship left")
    assert "maize & barley" in document.text
    assert "JavaScript" not in document.text


def test_entries_without_visible_times_take_them_from_the_structured_data() -> None:
    updates = ",".join(
        f'{{"@type":"BlogPosting","headline":"Headline {n}","datePublished":"2031-01-01T0{n}:00:00Z"}}'
        for n in (1, 2, 3)
    )
    head = f'<script type="application/ld+json">{{"@type":"LiveBlogPosting","liveBlogUpdate":[{updates}]}}</script>'
    body = "".join(
        f"<h2>Headline {n}</h2><p>Entry {n} tells of guns heard in the old town again.</p>" for n in (3, 2, 1)
    )
    found = entries(of(f"<h1>Live</h1>{body}", head))
    assert [entry.splitlines()[0] for entry in found] == [f"0{n}:00 UTC, 2031-01-01" for n in (3, 2, 1)]
    assert "Entry 2" in found[1]


def test_entries_without_any_time_are_kept_apart() -> None:
    sentence = "Shells fell on the northern quarter of the town, the mayor said. "
    body = "".join(f"<article><h2>Point {n}</h2><p>{sentence * 2}</p></article>" for n in range(4))
    assert len(entries(of(f"<main><h1>Diary</h1>{body}</main>"))) == 4


def test_relative_stamps_are_written_out_from_the_page() -> None:
    body = "".join(
        f"<li><time datetime='2031-03-29T1{n}:05:00Z'>{n}h ago</time>"
        f"<p>Entry {n}: a column left the town by the north road.</p></li>"
        for n in (3, 2, 1)
    )
    assert entries(of(f"<h1>Live</h1><ul>{body}</ul>"))[0].startswith("13:05 UTC, 29 March 2031\n\nEntry 3")


def test_a_time_inside_a_sentence_is_neither_a_stamp_nor_the_day_of_publication() -> None:
    document = of(
        "<h1>Bridge</h1><p>The bridge was opened at <time datetime='2031-01-01T13:00Z'>1 p.m.</time> on Friday.</p>"
    )
    assert "opened at 1 p.m. on Friday." in document.text
    assert document.published is None


def test_cards_of_other_stories_do_not_make_a_rolling_page() -> None:
    story = (
        "<p>The minister of defence resigned over the truce on Monday, his office said in a short statement.</p>" * 4
    )
    cards = "".join(
        f"<div class='card'><h3><a href='{n}'>Story {n}</a></h3><time datetime='2031-03-0{n}'>{n} March</time></div>"
        for n in (1, 2, 3)
    )
    document = of(f"<h1>Minister resigns</h1>{story}<div class='more'><h2>More from Korvan</h2>{cards}</div>")
    assert "entries" not in document.extra
    assert "Story 2" not in document.text


def test_a_page_that_ran_over_midnight_is_of_its_latest_entry() -> None:
    head = '<meta property="article:published_time" content="2031-03-28T08:00:00Z">'
    body = "".join(
        f"<article><time datetime='2031-03-{day}T09:00:00Z'>09:00</time>"
        f"<p>Entry of day {day} tells of shells on the town.</p></article>"
        for day in (30, 29, 28)
    )
    document = of(f"<h1>Live</h1>{body}", head)
    assert document.published == "2031-03-30T09:00:00+00:00"
    assert document.extra["began"] == "2031-03-28T08:00:00+00:00"


def test_what_the_page_does_not_say_stays_missing_and_is_filled_by_hand() -> None:
    document = of("<p>Shells fell on the town.</p>", head="", outlet="Harbour Wire", published="2031-03-29")
    assert (document.outlet, document.published) == ("Harbour Wire", "2031-03-29")
    assert (document.author, document.title, document.language, document.licence) == (None, None, None, None)


def test_a_page_keeps_its_own_word_against_what_is_given() -> None:
    head = '<meta name="date" content="2031-03-28"><meta property="og:site_name" content="Dale Courier">'
    document = of("<p>Shells fell on the town.</p>", head, outlet="Harbour Wire", published="2031-03-29")
    assert (document.outlet, document.published) == ("Dale Courier", "2031-03-28")


def test_a_day_that_could_be_two_days_is_not_guessed() -> None:
    document = of("<p>Shells fell.</p>", '<meta name="date" content="03/04/2031">')
    assert document.published is None
    assert document.extra["published_as_given"] == "03/04/2031"


def test_a_written_day_of_publication_is_read() -> None:
    assert of("<h1>Truce</h1><p>Published: 3 June 2031</p><p>Shells fell on the town.</p>").published == "2031-06-03"


@pytest.mark.parametrize(
    "broken", ["{not json", '["a", 3]', "null", '{"@type": 7, "headline": [4]}', '{"liveBlogUpdate": 5}']
)
def test_broken_structured_data_costs_nothing(broken: str) -> None:
    document = of(
        "<p>Shells fell on the town.</p>", f'<title>T</title><script type="application/ld+json">{broken}</script>'
    )
    assert "Shells fell on the town." in document.text


def test_the_declared_encoding_is_followed() -> None:
    raw = '<html><head><meta charset="windows-1251"></head><body><p>Россия сократит активность</p></body></html>'
    document = read_html(raw.encode("cp1251"), name="p.html", about=About())
    assert document.text == "Россия сократит активность"
    assert document.encoding == "windows-1251"


@pytest.mark.parametrize("body", ["", "<script>draw()</script>", "<nav><a href='/'>Home</a></nav>"])
def test_a_page_without_text_is_refused_with_a_remedy(body: str) -> None:
    with pytest.raises(UnreadableInput) as problem:
        of(body, head="")
    assert problem.value.remedy


def test_paragraphs_of_few_words_and_tables_are_kept() -> None:
    document = of("<h1>Toll</h1><p>Three dead.</p><p>Nine hurt.</p><table><tr><td>Korvan</td><td>3</td></tr></table>")
    for words in ("Three dead.", "Nine hurt.", "Korvan"):
        assert words in document.text


def test_what_begins_as_a_page_is_seen() -> None:
    assert looks_like_html(b"\xef\xbb\xbf<!-- saved --> <!DOCTYPE html><html>")
    assert looks_like_html(b"<?xml version='1.0'?><html xmlns='x'>")
    assert not looks_like_html(b"< 5 people were hurt")


SAID = "The mayor of Belm said that guns had been heard in the hills again."


@pytest.mark.parametrize(
    "form",
    [
        "<h2>{clock} – Guns in the hills</h2><p>{said}</p>",
        "<p>{clock} GMT: {said}</p>",
        "<dt>{clock}</dt><dd>{said}</dd>",
        "<tr><td>{clock}</td><td>{said}</td></tr>",
        "<div class='post'><span class='when'>{clock} BST, March 29, 2031</span><div><p>{said}</p></div></div>",
        "<article><header><a href='?b'><time datetime='2031-03-29T{clock}:00Z'>29 Mar 2031 {clock} BST</time></a>"
        "</header><p>{said}</p></article>",
        "<li><article><h3>Guns</h3><span>published at {clock}</span><time>{clock} 29 March 2031</time>"
        "<p>{said}</p></article></li>",
        "<div><div>1h ago</div><div>({clock} GMT)</div><p>{said}</p></div>",
    ],
    ids=["headline", "paragraph", "list", "table", "span", "link", "twice", "brackets"],
)
def test_stamps_in_many_forms_open_an_entry_each(form: str) -> None:
    body = "".join(form.format(clock=f"1{n}:0{n}", said=SAID) for n in (4, 3, 2))
    wrapped = body if "<td>" not in form else f"<table>{body}</table>"
    found = entries(of(f"<h1>Live</h1><div>{wrapped}</div>"))
    assert [entry[:5] for entry in found] == ["14:04", "13:03", "12:02"]
    assert all("\n\n" in entry and SAID in entry for entry in found)


def test_scores_and_verses_do_not_make_a_rolling_page() -> None:
    document = of(
        "<h1>Results</h1><p>Belm won 12:10 against Alder.</p><p>John 3:16 was read.</p><p>It ended 9:30 late.</p>"
    )
    assert "entries" not in document.extra


def test_an_article_that_a_script_draws_is_read_from_its_structured_data() -> None:
    body = "Guns fell silent.\n\nNobody was hurt, the mayor said."
    data = f'{{"@type": "NewsArticle", "headline": "Truce holds", "articleBody": "{body}"}}'
    document = of("<div id='root'>Loading</div>", f'<script type="application/ld+json">{data}</script>')
    assert document.text == "Truce holds\n\nGuns fell silent.\n\nNobody was hurt, the mayor said."


def test_the_name_of_the_site_is_no_headline() -> None:
    head = '<title>Guns fall silent | Harbour Wire</title><meta property="og:site_name" content="Harbour Wire">'
    body = "<header><h1><a href='/'>The Wire</a></h1></header>"
    body += "<main><article><h2>Guns fall silent</h2><p>It was quiet.</p></article></main>"
    document = of(body, head)
    assert document.title == "Guns fall silent"
    assert document.text == "Guns fall silent\n\nIt was quiet."


def test_paragraphs_parted_by_line_breaks_are_kept_apart() -> None:
    document = of("<h1>Truce</h1><div>Guns fell silent.<br><br>Nobody was hurt.</div>")
    assert document.text.split("\n\n")[-2:] == ["Guns fell silent.", "Nobody was hurt."]


@pytest.mark.parametrize(
    "line", ["Share this: Facebook Twitter", "Share", "Share this article", "Facebook | WhatsApp | Email", "Tweet"]
)
def test_lines_that_offer_to_share_are_no_words_of_an_entry(line: str) -> None:
    sentence = "Shells fell on the northern quarter of the town, the mayor said."
    body = "".join(f"<article><h2>Point {n}</h2><p>{sentence} {sentence}</p><p>{line}</p></article>" for n in range(4))
    document = of(f"<main><h1>Diary</h1>{body}</main>")
    assert len(entries(document)) == 4
    assert line not in document.text


@pytest.mark.parametrize(
    "line", ["Share of the vote: 40 per cent.", "Facebook", "X and Y met in the town.", "Twitter closed his account."]
)
def test_words_about_a_network_or_a_share_stay(line: str) -> None:
    assert line in of(f"<main><h1>Diary</h1><p>Shells fell on the town, the mayor said.</p><p>{line}</p></main>").text
