"""The brief: what it tells, what it leaves out, and what its page is made of."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec
import pytest

from holdfast.model import (
    Agreement,
    Citation,
    Clause,
    Count,
    Document,
    Event,
    Happening,
    Mention,
    Statement,
    Verdict,
    Voice,
    Why,
)
from holdfast.model.event import Contradiction, Tally
from holdfast.outputs.brief import Brief, as_html, brief
from holdfast.outputs.discretion import NAME_WITHHELD, Discretion
from holdfast.record.store import View
from tests.factory import TEXT, document, mention, statement, words
from tests.outputs.shown import shown

PROMISE = "Russia would reduce its military activity near Kyiv, Alexander Fomin said on Tuesday."


def promised() -> tuple[Document, Statement]:
    of = document(PROMISE, title="Talks in Istanbul", url="https://wire.example/1")
    voice = words(Voice, "Alexander Fomin", PROMISE, ref="RUS GOV", cue="said")
    return of, statement(of, act="promise", quote=PROMISE[:51], end=51, voices=(voice,))


def agreement() -> Agreement:
    clause = Clause(id="quiet", type="prohibition", title="No attacks on towns")
    return Agreement(id="truce", title="The truce", status="signed", date="2022-03-28", clauses=(clause,))


def verdict(of: Statement, **fields: Any) -> Verdict:
    cite = Citation(
        statement=of.id, document=of.document, start=of.start, end=of.end, quote=of.quote, voice="Ukraine's military",
        outlet="Harbour Wire", day="2022-03-30",
    )  # fmt: skip
    return Verdict(**{
        "agreement": "truce", "clause": "quiet", "reading": "text", "day": "2022-03-31", "known_by": "2022-03-31",
        "level": "at_risk", "why": Why(sentence="It is at risk."), "evidence_against": (cite,), **fields,
    })  # fmt: skip


def event(*of: Statement, **fields: Any) -> Event:
    ids = tuple(one.id for one in of)
    return Event(**{"id": "e1", "type": "ASSAULT", "mode": "missile", "statements": ids, **fields})


def record() -> View:
    of, promise = promised()
    report = statement()
    return shown([of, document()], [promise, report], [event(report, sources=1)])


def made(view: View | None = None, **fields: Any) -> Brief:
    given = {
        "agreements": [(agreement(), (verdict(statement()),))],
        "since": None,
        "title": "The truce, day 3",
        **fields,
    }
    return brief(view or record(), **given)


def told(result: Brief) -> dict[str, list[str]]:
    return {section.name: [sentence.text for sentence in section.sentences] for section in result.sections}


def test_a_brief_tells_what_is_promised_and_what_is_reported() -> None:
    found = told(made())
    assert found["promised"] == ["Alexander Fomin promised: “Russia would reduce its military activity near Kyiv”."]
    assert found["reported"] == ["Ukraine's military reported an attack (“strike”) in Mykolaiv on 29 March 2022."]


def test_the_board_has_a_line_for_each_clause_with_its_evidence() -> None:
    (board,) = made().boards
    (row,) = board.rows
    assert (board.level, row.level, row.title) == ("at_risk", "at_risk", "No attacks on towns")
    assert (row.speaking_for, row.speaking_against) == (0, 1)


def test_readings_with_the_same_verdict_share_a_line() -> None:
    verdicts = [verdict(statement(), reading=reading) for reading in ("wide", "narrow")]
    (board,) = made(agreements=[(agreement(), verdicts)]).boards
    assert [row.readings for row in board.rows] == [("wide", "narrow")]


def test_notes_are_numbered_once_and_carry_the_words_with_their_source() -> None:
    result = made()
    assert [note.number for note in result.notes] == list(range(1, len(result.notes) + 1))
    assert len({note.statement for note in result.notes}) == len(result.notes) == 2
    promise = next(note for note in result.notes if note.title)
    assert (promise.quote, promise.voice) == (PROMISE[:51], "Alexander Fomin, according to Harbour Wire")
    assert (promise.url, promise.day) == ("https://wire.example/1", "2022-03-30")


def test_different_figures_stand_side_by_side() -> None:
    second = "A strike on Mykolaiv killed nine people, prosecutors said."
    of = document(second, outlet="Dale Courier")
    left = statement(counts=(words(Count, "at least seven", what="killed", low=7),))
    right = statement(
        of,
        event=Happening(type="ASSAULT", mode="missile"),
        counts=(words(Count, "nine", second, what="killed", low=9, high=9),),
        voices=(words(Voice, "prosecutors", second, ref="UKR GOV"),),
    )
    differing = event(
        left, right, contradictions=(Contradiction(kind="count", left=left.id, right=right.id, why="7 and 9"),)
    )
    result = made(shown([document(), of], [left, right], [differing]))
    assert told(result)["contradicted"] == [
        "Ukraine's military gave at least 7 killed for an attack (“strike”) in Mykolaiv on 29 March 2022; "
        "prosecutors gave 9 killed."
    ]


def tampered(**fields: Any) -> View:
    """A record in which the report says something else than its document."""
    report = statement()
    other = msgspec.structs.replace(report, **fields)
    return shown([document()], [other], [event(other)])


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        (tampered(quote=TEXT.replace("Mykolaiv", "Kharkiv!")), "does not stand"),
        (tampered(start=2, end=len(TEXT) + 2), "does not stand"),
        (tampered(voices=(Voice(text="Russia's military", start=67, end=84, ref="RUS MIL"),)), "does not stand"),
        (tampered(voices=(Voice(name="Sergei Lavrov", ref="RUS GOV"),)), "the voice"),
        (tampered(counts=(words(Count, "at least seven", what="killed", low=70),)), "the count"),
    ],
    ids=["other words", "other offsets", "other voice", "strange voice", "other figure"],
)
def test_what_its_document_does_not_hold_is_withheld_with_the_reason(view: View, reason: str) -> None:
    result = made(view, agreements=[])
    assert told(result)["reported"] == []
    assert [reason in " ".join(one.reasons) for one in result.withheld] == [True]
    assert result.withheld[0].sentence.text not in as_html(result)
    assert b'"withheld":[{' in result.to_json()


def test_a_changed_verdict_is_told_with_both_days(monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = verdict(statement(), level="pending", day="2022-03-29", evidence_against=())
    monkeypatch.setattr("holdfast.outputs.brief.check", lambda agreement, view, on: (earlier,))
    result = made(since=date(2022, 3, 29))
    assert told(result)["changed"] == [
        "“No attacks on towns” is at risk on 31 March 2022; it was pending on 29 March 2022."
    ]


def test_the_page_is_self_contained_and_says_what_it_is() -> None:
    page = as_html(made())
    assert "Holdfast reports; it does not adjudicate." in page
    assert "<script" not in page
    assert not re.search(r"<(link|img|iframe)\b|@import|url\((?!#)", page)
    assert page.count("<style>") == 1
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
    for heading in ("Types of source", "Collection", "Evaluation", "Corroboration", "Quality control"):
        assert heading in page


def test_every_number_on_the_page_leads_to_a_note() -> None:
    page = as_html(made())
    links = set(re.findall(r'href="#n(\d+)"', page))
    assert links == set(re.findall(r'<li id="n(\d+)"', page)) == {"1", "2"}


def test_words_of_documents_cannot_become_markup() -> None:
    text = "<script>alert(1)</script> would be reduced, <b>Fomin</b> said."
    of = document(text, title='"><img src=x>', url="javascript:alert(1)", outlet="<i>Wire</i>")
    page = as_html(made(shown([of], [statement(of, act="promise")]), title="<u>Title</u>", agreements=[]))
    for markup in ("<script", "<img", "<b>", "<i>", "<u>", 'href="javascript'):
        assert markup not in page


def test_names_of_private_persons_are_withheld_on_the_page() -> None:
    text = "Vera Holm, a teacher, promised to stay in the town."
    of = document(text)
    promise = statement(
        of, act="promise", actors=(mention("Vera Holm", text),), voices=(words(Voice, "Vera Holm", text),)
    )
    view = shown([of], [promise])
    assert "Vera" not in as_html(made(view, agreements=[]))
    assert NAME_WITHHELD in as_html(made(view, agreements=[]))
    assert "Vera Holm promised" in as_html(made(view, agreements=[], discretion=Discretion(private_names=True)))


def test_a_brief_on_an_empty_record_says_so() -> None:
    page = as_html(made(shown(), agreements=[]))
    assert "No promise is told." in page
    assert "0 documents of 0 outlets" in page


def test_what_could_not_be_read_is_disclosed() -> None:
    unread = document("Текст", unread="Ukrainian is no language of this reader", outlet=None)
    page = as_html(made(shown([document(), unread]), agreements=[]))
    assert "1 document (50%) could not be read" in page
    assert "1 document names no outlet" in page


def test_long_lists_are_cut_and_counted() -> None:
    documents, statements = [], []
    for number in range(30):
        text = f"Side {number} would withdraw from hill {number}."
        documents.append(document(text))
        statements.append(statement(documents[-1], act="promise", voices=()))
    result = made(shown(documents, statements), agreements=[])
    section = next(section for section in result.sections if section.name == "promised")
    assert (len(section.sentences), section.left_out) == (24, 6)
    assert "These are 24 of 30: those on which verdicts rest first" in as_html(result)


def test_the_same_sentence_from_two_documents_is_told_once_with_both() -> None:
    first, second = document(PROMISE), document(PROMISE, published="2022-03-31")
    voice = words(Voice, "Alexander Fomin", PROMISE, ref="RUS GOV", cue="said")
    both = [statement(of, act="promise", voices=(voice,)) for of in (first, second)]
    result = made(shown([first, second], both), agreements=[])
    (sentence,) = next(section for section in result.sections if section.name == "promised").sentences
    assert [cite.document for cite in sentence.cites] == [first.id, second.id]


def test_several_voices_on_one_event_are_told_together_with_their_figures() -> None:
    second = "At least nine died in the strike on Mykolaiv, prosecutors said."
    of = document(second, outlet="Dale Courier")
    left = statement(counts=(words(Count, "at least seven", what="killed", low=7),))
    right = msgspec.structs.replace(
        statement(
            of,
            counts=(words(Count, "At least nine", second, what="killed", low=9),),
            voices=(words(Voice, "prosecutors", second),),
        ),
        event=msgspec.structs.replace(left.event, trigger=None),
    )
    tally = Tally(what="killed", low=7, high=None, approx=False, voice="x", outlet=None, day=None, statement=left.id)
    result = made(
        shown([document(), of], [left, right], [event(left, right, ledger=(tally,), sources=2)]), agreements=[]
    )
    assert told(result)["reported"] == [
        "Ukraine's military reported an attack (“strike”) in Mykolaiv on 29 March 2022: "
        "at least 7 killed (Ukraine's military); at least 9 killed (prosecutors)."
    ]


def test_mentions_of_nobody_are_left_out_of_the_sentence() -> None:
    text = "They attacked Mykolaiv, Ukraine's military said."
    of = document(text)
    report = statement(
        of,
        event=Happening(type="ASSAULT"),
        actors=(Mention(text="They", start=0, end=4),),
        voices=(words(Voice, "Ukraine's military", text),),
    )
    result = made(shown([of], [report], [event(report)]), agreements=[])
    assert told(result)["reported"] == ["Ukraine's military reported an attack."]


def test_the_board_counts_clauses_by_their_most_severe_verdict() -> None:
    verdicts = [
        verdict(statement(), level="holds", instance="north"),
        verdict(statement(), level="disputed", instance="south"),
    ]
    result = made(agreements=[(agreement(), verdicts)])
    assert result.boards[0].counts == {"disputed": 1}
    assert "each clause counts by its most severe verdict" in as_html(result)


@pytest.mark.parametrize(
    ("published", "figure", "told_"),
    [("2022-03-30", "nine", True), ("2022-03-31", "nine", False), ("2022-03-31", "six", True)],
)
def test_a_toll_that_rises_contradicts_nobody(published: str, figure: str, told_: bool) -> None:
    second = f"A strike on Mykolaiv killed {figure} people, prosecutors said."
    of = document(second, outlet="Dale Courier", published=published)
    number = {"nine": 9, "six": 6}[figure]
    left = statement(counts=(words(Count, "at least seven", what="killed", low=7),))
    right = statement(
        of,
        event=Happening(type="ASSAULT", mode="missile"),
        counts=(words(Count, figure, second, what="killed", low=number, high=number),),
        voices=(words(Voice, "prosecutors", second, ref="UKR GOV"),),
    )
    both = event(left, right, contradictions=(Contradiction(kind="count", left=left.id, right=right.id, why="both"),))
    result = made(shown([document(), of], [left, right], [both]))
    assert bool(told(result)["contradicted"]) is told_


def test_where_nobody_said_a_day_the_page_says_that_the_day_is_that_of_the_report() -> None:
    page = as_html(made())
    assert re.search(r'<time datetime="2022-03-29">29 March 2022</time><p>Ukraine', page)
    assert re.search(r'<time datetime="2022-03-30"><span class="reported">reported</span> 30 March 2022</time>', page)
