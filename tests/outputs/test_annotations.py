"""Web Annotation: the shape that the recommendation asks for, and that the words are found again."""

from __future__ import annotations

import io
import json
from typing import Any

import msgspec

from holdfast.model import Document, Happening, Statement, Voice
from holdfast.outputs import FORMATS
from holdfast.record.store import Filter
from tests.factory import document, statement, words
from tests.outputs.shown import shown

TEXT = "The talks ended. Vera Holm, a teacher, said that shells fell near the mill. The talks go on."


def page(of: Document, *statements: Statement) -> dict[str, Any]:
    stream = io.BytesIO()
    FORMATS["annotations"](shown([of], statements), stream, chosen=Filter())
    found: dict[str, Any] = json.loads(stream.getvalue())
    return found


def about(of: Document, quote: str, start: int, **fields: Any) -> Statement:
    return statement(of, quote=quote, start=start, end=start + len(quote), event=Happening(type="CONSULT"), **fields)


def found_by_quote(text: str, selector: dict[str, str]) -> int:
    """Where a TextQuoteSelector finds its words; it finds them once."""
    whole = selector["prefix"] + selector["exact"] + selector["suffix"]
    assert text.count(whole) == 1
    return text.index(whole) + len(selector["prefix"])


def test_the_page_has_the_shape_of_the_recommendation() -> None:
    of = document(url="https://wire.example/1")
    found = page(of, statement(of))
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationPage"
    assert found["id"]
    (item,) = found["items"]
    assert item["type"] == "Annotation"
    assert item["id"].startswith("urn:holdfast:")
    assert set(item["motivation"]) <= {"classifying", "describing"}
    assert {body["type"] for body in item["body"]} == {"TextualBody"}
    assert item["body"][0]["value"] == "assert ASSAULT missile happened"
    assert json.loads(item["body"][1]["value"])["place"] == "Mykolaiv"
    assert item["target"]["source"] == "https://wire.example/1"
    assert [one["type"] for one in item["target"]["selector"]] == ["TextQuoteSelector", "TextPositionSelector"]


def test_both_selectors_find_the_words_again() -> None:
    of = document("Талки: the talks ended, and the talks began anew 🕊 in the town; the talks ended.")
    for start in (of.text.index("the talks"), of.text.rindex("the talks")):
        (item,) = page(of, about(of, "the talks", start))["items"]
        quote, position = item["target"]["selector"]
        assert of.text[position["start"] : position["end"]] == quote["exact"] == "the talks"
        assert found_by_quote(of.text, quote) == position["start"] == start


def test_a_document_without_an_address_is_named_by_its_own_name() -> None:
    of = document()
    (item,) = page(of, statement(of))["items"]
    assert item["target"]["source"] == f"urn:holdfast:{of.id}"


def test_words_that_name_a_private_person_are_not_written() -> None:
    of = document(TEXT)
    said = statement(of, voices=(words(Voice, "Vera Holm", TEXT, cue="said"),))
    near = about(of, "The talks ended.", 0)
    far = about(of, "The talks go on.", TEXT.index("The talks go on."))
    found = page(of, said, near, far)
    assert "Vera" not in json.dumps(found)
    selectors = {item["id"]: item["target"]["selector"] for item in found["items"]}
    (only,) = selectors[f"urn:holdfast:{said.id}"]
    assert only["type"] == "TextPositionSelector"
    assert "suffix" not in selectors[f"urn:holdfast:{near.id}"][0]
    assert selectors[f"urn:holdfast:{far.id}"][0]["prefix"].endswith("near the mill. ")


def test_half_a_character_does_not_stop_it() -> None:
    of = msgspec.structs.replace(document(), outlet="Wire \ud83d")
    assert len(page(of, statement(of))["items"]) == 1
