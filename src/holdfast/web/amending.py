"""A statement as a person corrects it in a form: words are looked up in the document, and what is not said goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from holdfast.errors import WrongUse
from holdfast.model import Document, Statement
from holdfast.model.statement import MODES
from holdfast.values import place as places

__all__ = ["MOST_ACTORS", "amended", "is_amended"]

MOST_ACTORS = 6
_Fields = dict[str, Any]


def amended(statement: Statement, document: Document, form: Mapping[str, str]) -> Statement:
    """The statement as the form says; its id, its quote and what the form has no field for stay.

    Args:
        statement: As it is shown now.
        document: In which every word of the form must stand.
        form: `act`, `type`, `status`, `polarity`; `voice`, `voice_name`, `voice_ref`; `actor_0`, `actor_0_ref` and so
            on; `place`; `time`, `time_from`, `time_to`. An empty one takes away.

    Raises:
        WrongUse: Some words do not stand in the document.
        InvalidStatement: A value breaks the contract.
    """
    said = {name: text.strip() for name, text in form.items()}
    fields = statement.to_builtins()
    fields |= {"act": said.get("act"), "status": said.get("status") or None, "polarity": said.get("polarity")}
    kind = said.get("type") or None
    event = fields["event"]
    event["type"] = kind
    if event["mode"] not in MODES.get(kind, ()):  # type: ignore[call-overload]  # an unknown type is refused below
        event["mode"] = None
    find = _Finder(document, statement)
    fields["voices"] = _voices(fields["voices"], said, find)
    fields["actors"] = _actors(fields["actors"], said, find)
    fields["place"] = _place(fields["place"], said.get("place", ""), find)
    fields["time"] = _time(fields["time"], said, find)
    fields["confidence"] = None
    reader = statement.reader or "a reader not named"
    fields["reader"] = reader if reader.endswith(_BY_HAND) else reader + _BY_HAND
    return Statement.from_builtins(fields)


_BY_HAND = ", corrected by hand"


def is_amended(statement: Statement) -> bool:
    """Whether a statement is shown as a person corrected it in a form."""
    return (statement.reader or "").endswith(_BY_HAND)


class _Finder:
    """Finds words in a document, nearest to a statement's own."""

    def __init__(self, document: Document, statement: Statement) -> None:
        self._text = document.text
        self._near = statement.start

    def __call__(self, words: str, where: str) -> _Fields:
        starts = []
        start = self._text.find(words)
        while start >= 0:
            starts.append(start)
            start = self._text.find(words, start + 1)
        if not starts:
            raise WrongUse(
                f"The words “{words}” do not stand in this document",
                where=where,
                remedy="Copy them from the text as they are written there, with capitals and signs",
            )
        nearest = min(starts, key=lambda found: abs(found - self._near))
        return {"text": words, "start": nearest, "end": nearest + len(words)}


def _voices(chain: list[_Fields], said: Mapping[str, str], find: _Finder) -> list[_Fields]:
    """The chain with its innermost voice as the form says."""
    words, name, ref = (said.get(key, "") for key in ("voice", "voice_name", "voice_ref"))
    rest = chain[1:]
    if not (words or name or ref):
        return rest
    first = chain[0] if chain else {}
    if words and words != first.get("text"):
        first = find(words, "voice")
    elif not words:
        first = {}
    return [{**first, "name": name or None, "ref": ref or None}, *rest]


def _actors(actors: list[_Fields], said: Mapping[str, str], find: _Finder) -> list[_Fields]:
    known = {actor["text"]: actor for actor in actors}
    found = []
    for number in range(MOST_ACTORS):
        words = said.get(f"actor_{number}", "")
        if words:
            ref = said.get(f"actor_{number}_ref") or None
            found.append({**(known.get(words) or find(words, f"actor_{number}")), "ref": ref})
    # Those that the form had no room for stay.
    return [*found, *actors[MOST_ACTORS:]]


def _place(place: _Fields | None, words: str, find: _Finder) -> _Fields | None:
    """The place that the words name; found anew in the gazetteer where they are others."""
    if not words or (place is not None and place["text"] == words):
        return place if words else None
    span = find(words, "place")
    country = place["country"] if place else None
    location = places.resolve(words, countries=(country,) if country else ())
    if location is None:
        return span
    found = {
        key: getattr(location, key) for key in ("name", "geonames", "lat", "lon", "country", "admin1", "precision")
    }
    return {**span, **found}


def _time(time: _Fields | None, said: Mapping[str, str], find: _Finder) -> _Fields | None:
    words, first, last = (said.get(key, "") for key in ("time", "time_from", "time_to"))
    if not words:
        if first or last:
            raise WrongUse("The days have no words", where="time", remedy="Copy the words that say when from the text")
        return None
    if time is not None and time["text"] == words:
        if (first, last) == ((time["from"] or "")[:10], (time["to"] or "")[:10]):
            return time
        return {**time, "from": first or None, "to": last or None}
    return {**find(words, "time"), "from": first or None, "to": last or None}
