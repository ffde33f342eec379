"""The support check: a sentence is printed only if all that it says follows from the documents it cites."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from holdfast.model import (
    Citation,
    Count,
    Document,
    Happening,
    Mention,
    Place,
    Span,
    Statement,
    Time,
    Verdict,
    Voice,
    Why,
)
from holdfast.model.statement import ACTS, COUNTED, EVENT_TYPES, MODES, STATUSES
from holdfast.outputs.brief import as_html, brief
from holdfast.outputs.composing import Telling, key, of_changed_verdict, of_reports, of_statement, of_unsettled
from holdfast.outputs.discretion import GUARDED
from holdfast.outputs.sentence import Claim, Sentence
from holdfast.outputs.support import Judged, Support, unsupported
from tests.factory import TEXT, document, statement, words
from tests.outputs.shown import shown

COUNT = words(Count, "at least seven", what="killed", low=7)


def strike(**fields: Any) -> Statement:
    return statement(**{"counts": (COUNT,), **fields})


def report(of: Statement | None = None, document_: Document | None = None) -> Sentence:
    telling = Telling(statement=of or strike(), document=document_ or document(), discretion=GUARDED)
    return of_reports([telling])


def reasons(sentence: Sentence, *statements: Statement, documents: tuple[Document, ...] | None = None) -> str:
    given_documents = (document(),) if documents is None else documents
    view = shown(given_documents, statements or (strike(),))
    return "\n".join(unsupported(sentence, Support(view=view)))


def said_otherwise(sentence: Sentence, old: str, new: str) -> Sentence:
    """The sentence with other words, in its text and in its claims: a forger would change both."""
    claims = tuple(msgspec.structs.replace(claim, words=claim.words.replace(old, new)) for claim in sentence.claims)
    return msgspec.structs.replace(sentence, text=sentence.text.replace(old, new), claims=claims)


def test_a_supported_sentence_is_printed() -> None:
    sentence = report()
    assert sentence.text == (
        "Ukraine's military reported an attack (“strike”) in Mykolaiv on 29 March 2022: at least 7 killed."
    )
    assert reasons(sentence) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("at least 7 killed", "at least 70 killed"),
        ("at least 7 killed", "7 killed"),
        ("at least 7 killed", "at least 7 wounded"),
        ("in Mykolaiv", "in Kharkiv"),
        ("Ukraine's military", "Russia's military"),
        ("Ukraine's military", "Harbour Wire"),
        ("reported", "denied"),
        ("an attack", "an airstrike"),
        ("29 March 2022", "28 March 2022"),
    ],
)
def test_a_sentence_that_says_something_else_is_not(old: str, new: str) -> None:
    changed = said_otherwise(report(), old, new)
    assert new in changed.text
    assert reasons(changed) != ""


def test_words_that_no_claim_covers_are_found() -> None:
    sentence = report()
    added = msgspec.structs.replace(sentence, text=sentence.text.replace("in Mykolaiv", "by Russia in Mykolaiv"))
    assert "“Russia” rests on nothing" in reasons(added)
    denied = msgspec.structs.replace(sentence, text=sentence.text.replace("an attack", "not an attack"))
    assert "“not” rests on nothing" in reasons(denied)


def test_a_missing_document_or_statement_supports_nothing() -> None:
    assert "no document" in reasons(report(), documents=())
    assert "no statement" in reasons(report(), strike(act="deny"))


def test_a_sentence_without_citation_or_claim_is_not_printed() -> None:
    sentence = report()
    assert "cites nothing" in reasons(msgspec.structs.replace(sentence, cites=()))
    assert "claims nothing" in reasons(Sentence(text="It was said.", claims=(), cites=sentence.cites))
    bare = Claim(kind="voice", words="Ukraine's military", of=())
    assert "rests on nothing" in reasons(msgspec.structs.replace(sentence, claims=(bare, *sentence.claims[1:])))


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("start", 1, "does not stand"),
        ("quote", "A strike on Kharkiv", "does not stand"),
        ("document", "d0", "names document"),
        ("outlet", "Dale Courier", "as outlet"),
        ("day", "2022-03-31", "is of 2022-03-31"),
    ],
)
def test_a_citation_must_be_that_of_its_document(field: str, value: object, why: str) -> None:
    sentence = report()
    wrong = msgspec.structs.replace(sentence.cites[0], **{field: value})
    assert why in reasons(msgspec.structs.replace(sentence, cites=(wrong,)))


def test_a_citation_of_words_outside_the_statement_is_refused() -> None:
    of = document()
    part = statement(of, quote=TEXT[:20], end=20, voices=(), time=None, counts=())
    sentence = report(part)
    wide = msgspec.structs.replace(sentence.cites[0], quote=TEXT, end=len(TEXT))
    assert "not in the words" in reasons(msgspec.structs.replace(sentence, cites=(wide,)), part)


def test_offsets_that_do_not_fit_the_document_support_nothing() -> None:
    other = msgspec.structs.replace(document(), text="Today: " + TEXT)
    assert "at its offsets" in reasons(report(), documents=(other,))


@pytest.mark.parametrize(
    "false",
    [
        {"counts": (words(Count, "at least seven", what="killed", low=70),)},
        {"counts": (words(Count, "at least seven", what="killed", low=7, high=7),)},
        {"counts": (words(Count, "A strike", what="killed", low=7),)},
        {"place": words(Place, "Mykolaiv", name="Kharkiv", precision="settlement")},
        {"voices": (words(Voice, "Ukraine's military", name="Russia's military"),)},
        {"actors": (words(Mention, "Ukraine's military", name="Vladimir Putin"),)},
        {"time": words(Time, "on Tuesday", start_day="2022-03-28", end_day="2022-03-28", basis="resolved")},
    ],
    ids=["figure", "bound", "words", "place", "voice", "actor", "weekday"],
)
def test_a_false_statement_in_the_record_does_not_reach_the_page(false: dict[str, Any]) -> None:
    made = strike(**false)
    sentence = report(made)
    problems = reasons(sentence, made)
    invented = ("70", "Kharkiv", "Russia", "Putin", "28 March", "7 killed, ")
    assert problems or not any(word in sentence.text for word in invented)


def test_a_pronoun_is_told_by_the_name_that_stands_elsewhere_in_the_document() -> None:
    text = "Dmytro Kuleba spoke in Istanbul. He said that the talks would go on."
    of = document(text)
    named = statement(
        of, act="promise", voices=(Voice(text="He", start=33, end=35, name="Dmytro Kuleba", ref="UKR GOV"),)
    )
    sentence = of_statement(Telling(statement=named, document=of, discretion=GUARDED))
    assert sentence.text.startswith("Dmytro Kuleba promised: “")
    assert reasons(sentence, named, documents=(of,)) == ""
    strange = statement(
        of, act="promise", voices=(Voice(text="He", start=33, end=35, name="Sergei Lavrov", ref="RUS GOV"),)
    )
    sentence = of_statement(Telling(statement=strange, document=of, discretion=GUARDED))
    assert "the voice" in reasons(sentence, strange, documents=(of,))


def test_what_a_voice_says_is_told_in_the_words_of_the_document() -> None:
    text = "Russia would reduce its military activity, Alexander Fomin said on Tuesday."
    of = document(text)
    made = statement(
        of,
        act="promise",
        quote=text[:41],
        end=41,
        voices=(words(Voice, "Alexander Fomin", text, ref="RUS GOV", cue="said"),),
    )
    sentence = of_statement(Telling(statement=made, document=of, discretion=GUARDED))
    assert sentence.text == "Alexander Fomin promised: “Russia would reduce its military activity”."
    assert reasons(sentence, made, documents=(of,)) == ""
    assert "the quote" in reasons(said_otherwise(sentence, "reduce", "increase"), made, documents=(of,))


def verdict(**fields: Any) -> Verdict:
    cite = Citation(
        statement=strike().id, document=document().id, start=0, end=len(TEXT), quote=TEXT, voice="Ukraine's military",
        outlet="Harbour Wire", day="2022-03-30",
    )  # fmt: skip
    given = {"evidence_against": (cite,), **fields}
    return Verdict(**{
        "agreement": "truce", "clause": "quiet", "reading": "text", "day": "2022-03-31", "known_by": "2022-03-31",
        "level": "disputed", "why": Why(sentence="It is disputed."), **given,
    })  # fmt: skip


def judged(*verdicts: Verdict) -> Support:
    known = {key(one): Judged(verdict=one, title="No attacks on towns") for one in verdicts}
    return Support(view=shown([document()], [strike()]), judged=known)


def test_a_sentence_on_a_verdict_must_be_that_of_the_verdict() -> None:
    made = verdict()
    sentence = of_unsettled("No attacks on towns", [made])
    assert unsupported(sentence, judged(made)) == ()
    for old, new in (("disputed", "breached"), ("1 statement", "9 statements"), ("No attacks", "All attacks")):
        assert unsupported(said_otherwise(sentence, old, new), judged(made))
    assert unsupported(sentence, judged()) != ()


def test_silence_is_told_only_where_nothing_is_reported() -> None:
    silent = verdict(level="unknown", evidence_against=())
    sentence = of_unsettled("No attacks on towns", [silent])
    assert "nothing in the record" in sentence.text
    assert unsupported(sentence, judged(silent)) == ()
    heard = verdict(level="unknown")
    assert unsupported(sentence, judged(heard)) != ()
    breached = verdict(level="breached", evidence_against=())
    assert "it cites nothing" in unsupported(of_unsettled("No attacks on towns", [breached]), judged(breached))


def test_a_change_of_verdict_names_both_days() -> None:
    then, now = verdict(level="pending", day="2022-03-29", evidence_against=()), verdict()
    sentence = of_changed_verdict("No attacks on towns", [then], [now])
    assert sentence.text == "“No attacks on towns” is disputed on 31 March 2022; it was pending on 29 March 2022."
    assert unsupported(sentence, judged(then, now)) == ()
    assert unsupported(said_otherwise(sentence, "pending", "holds"), judged(then, now)) != ()


# A property: whatever is in the record, nothing is printed that the documents do not hold.

NAMES = ("Ukraine's military", "Russia's army", "Vera Holm", "He", "Harbour Wire")
PLACES = ("Mykolaiv", "Kharkiv", "the bridge")
FIGURES = ("at least seven", "22", "up to 40", "dozens", "no")


@some.composite
def spans(draw: some.DrawFn, /, kind: Any, texts: tuple[str, ...], **fields: Any) -> Any:
    """A span over words of the text, or, some times, over words that do not stand where it says."""
    text = draw(some.sampled_from(texts))
    start = draw(some.one_of(some.just(PAGE.index(text)), some.integers(0, 40)))
    return kind(text=text, start=start, end=start + len(text), **{name: draw(value) for name, value in fields.items()})


PAGE = " ".join(f"{name} spoke of {place}: {figure}." for name in NAMES for place in PLACES for figure in FIGURES)


@some.composite
def statements(draw: some.DrawFn, of: Document) -> Statement:
    kind = draw(some.sampled_from(EVENT_TYPES))
    days = some.sampled_from(["2022-03-29", "2022-04-01", None])
    name = some.sampled_from([None, *NAMES, "Nobody Known"])
    figures = some.sampled_from([None, 0.0, 7.0, 22.0])
    people = some.lists(spans(Mention, NAMES, name=name, ref=some.sampled_from([None, "UKR MIL"])), max_size=2)
    start = draw(some.integers(0, 60))
    end = draw(some.integers(start + 1, len(of.text)))
    try:
        return Statement(
            document=of.id,
            quote=of.text[start:end],
            start=start,
            end=end,
            act=draw(some.sampled_from(ACTS)),
            event=Happening(
                type=kind,
                mode=draw(some.sampled_from([None, *MODES[kind]])),
                trigger=draw(some.none() | spans(Span, ("spoke",))),
            ),
            status=draw(some.sampled_from([None, *STATUSES])),
            polarity=draw(some.sampled_from(["affirmed", "negated"])),
            actors=tuple(draw(people)),
            recipients=tuple(draw(people)),
            place=draw(some.none() | spans(Place, PLACES, name=some.sampled_from([None, *PLACES, "Lviv"]))),
            time=draw(some.none() | spans(Time, ("spoke",), start_day=days, end_day=days)),
            counts=tuple(
                draw(
                    some.lists(
                        spans(Count, FIGURES, what=some.sampled_from(COUNTED), low=figures, high=figures), max_size=2
                    )
                )
            ),
            voices=tuple(draw(some.lists(spans(Voice, NAMES, name=name), max_size=2))),
        )
    except ValueError:
        return Statement(document=of.id, quote=of.text[:9], start=0, end=9, act="assert")


@settings(max_examples=50, deadline=None)
@given(some.data())
def test_no_sentence_is_printed_without_support(data: some.DataObject) -> None:
    of = document(PAGE)
    made = data.draw(some.lists(statements(of), min_size=1, max_size=4))
    view = shown([of], made)
    result = brief(view, agreements=[], since=None, title="Test")
    support = Support(view=view)
    for section in result.sections:
        for sentence in section.sentences:
            assert unsupported(sentence, support) == ()
            for cite in sentence.cites:
                assert of.text[cite.start : cite.end] == cite.quote
            told = {claim.words for claim in sentence.claims if claim.kind in ("voice", "actor", "place")}
            known = {text.casefold() for text in (*NAMES, *PLACES, "[name withheld]")}
            assert {word.casefold() for word in told} <= known
    printed = {sentence.text for section in result.sections for sentence in section.sentences}
    page = as_html(result) if result.withheld else ""
    for one in result.withheld:
        assert one.reasons
        assert one.sentence.text in printed or one.sentence.text not in page


@settings(max_examples=50, deadline=None)
@given(some.data())
def test_every_change_of_a_claim_is_found(data: some.DataObject) -> None:
    sentence = report()
    number = data.draw(some.integers(0, len(sentence.claims) - 1))
    claim = sentence.claims[number]
    other = data.draw(some.text(alphabet=some.characters(codec="ascii", categories=("L", "N")), min_size=1))
    if other.casefold() == claim.words.casefold():
        return
    start = sentence.text.index(claim.words)
    text = sentence.text[:start] + other + sentence.text[start + len(claim.words) :]
    claims = list(sentence.claims)
    claims[number] = msgspec.structs.replace(claim, words=other)
    assert reasons(Sentence(text=text, claims=tuple(claims), cites=sentence.cites)) != ""


@pytest.mark.parametrize(
    ("act", "text", "shown_"),
    [
        ("reject", "Italy is ready to be a guarantor, its minister said.", False),
        ("reject", "Italy refused to be a guarantor, its minister said.", True),
        ("reject", "Italy will not be a guarantor, its minister said.", True),
        ("deny", "The army shelled the clinic, its minister said.", False),
        ("deny", "The army didn't shell the clinic, its minister said.", True),
        ("agree", "The sides met at the river, its minister said.", False),
        ("agree", "The sides accepted the map, its minister said.", True),
        ("assert", "The sides met at the river, its minister said.", True),
    ],
)
def test_an_act_must_show_in_the_words(act: Any, text: str, shown_: bool) -> None:
    of = document(text)
    quote = text.split(",")[0]
    made = statement(of, act=act, quote=quote, end=len(quote), voices=(words(Voice, "minister", text, cue="said"),))
    sentence = of_statement(Telling(statement=made, document=of, discretion=GUARDED))
    assert (reasons(sentence, made, documents=(of,)) == "") is shown_


def test_an_outlet_reports_a_promise_and_does_not_make_it() -> None:
    text = "Russia would reduce its military activity."
    of = document(text)
    made = statement(of, act="promise", voices=())
    sentence = of_statement(Telling(statement=made, document=of, discretion=GUARDED))
    assert sentence.text.startswith("Harbour Wire reported a promise: “")
    assert reasons(sentence, made, documents=(of,)) == ""
    named = statement(of, act="promise", voices=(words(Voice, "Russia", text),))
    forged = Sentence(
        text=sentence.text.replace("Harbour Wire", "Russia"),
        claims=tuple(
            msgspec.structs.replace(claim, of=(named.id,), words=claim.words.replace("Harbour Wire", "Russia"))
            for claim in sentence.claims
        ),
        cites=(msgspec.structs.replace(sentence.cites[0], statement=named.id),),
    )
    assert "the act" in reasons(forged, named, documents=(of,))
