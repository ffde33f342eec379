"""PROV-JSON (W3C member submission, 2013): where each statement comes from, who said it, and what read it.

Documents and statements are entities, voices and outlets are agents, a reader is a software agent, and reading a
document is an activity. An event is derived from its statements.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from holdfast.model import Document, Event, Statement
from holdfast.model.noun import fingerprint
from holdfast.outputs.discretion import GUARDED, Discretion
from holdfast.outputs.together import told
from holdfast.record.store import Filter, View

__all__ = ["write_prov"]

_PREFIXES = {"hf": "urn:holdfast:", "prov": "http://www.w3.org/ns/prov#", "xsd": "http://www.w3.org/2001/XMLSchema#"}


def write_prov(view: View, stream: BinaryIO, *, chosen: Filter, discretion: Discretion = GUARDED) -> None:
    """Write the provenance of the chosen statements and of the events that they make, as one bundle."""
    graph = _Graph(discretion)
    kept: set[str] = set()
    for statement, document in told(view, chosen):
        if document is not None:
            kept.add(statement.id)
            graph.add(statement, document)
    for event in view.events(chosen):
        graph.add_event(event, kept)
    stream.write(json.dumps(graph.sections, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")


class _Graph:
    """Entities, agents, activities and what joins them, by the names that PROV-JSON has for each."""

    def __init__(self, discretion: Discretion) -> None:
        self._discretion = discretion
        self.sections: dict[str, dict[str, Any]] = {"prefix": dict(_PREFIXES)}

    def add(self, statement: Statement, document: Document) -> None:
        """A statement with its document, its voices and its reader."""
        name, source = f"hf:{statement.id}", f"hf:{document.id}"
        self._document(document, source)
        self._put("entity", name, {"prov:type": _qualified("hf:Statement"), **_said(statement)})
        reading = self._reading(statement, document, source) if statement.reader else None
        self._join("wasDerivedFrom", {"prov:generatedEntity": name, "prov:usedEntity": source})
        if reading:
            self._join("wasGeneratedBy", {"prov:entity": name, "prov:activity": reading})
        for voice in statement.voices:
            caption = self._discretion.caption(voice, within=document.text)
            self._join("wasAttributedTo", {"prov:entity": name, "prov:agent": self._agent(caption, voice.ref)})

    def add_event(self, event: Event, kept: set[str]) -> None:
        """An event, derived from those of its statements that are kept."""
        name = f"hf:{event.id}"
        self._put("entity", name, {"prov:type": _qualified("hf:Event"), "hf:type": event.type, "hf:mode": event.mode})
        for statement in event.statements:
            if statement in kept:
                self._join("wasDerivedFrom", {"prov:generatedEntity": name, "prov:usedEntity": f"hf:{statement}"})

    def _document(self, document: Document, name: str) -> None:
        if name in self.sections.get("entity", {}):
            return
        known = {
            "prov:type": _qualified("hf:Document"),
            "hf:url": document.url,
            "hf:licence": document.licence,
            "hf:sha256": document.sha256,
            "hf:published": document.published,
        }
        self._put("entity", name, known)
        if document.outlet:
            agent = self._agent(document.outlet, None)
            self._join("wasAttributedTo", {"prov:entity": name, "prov:agent": agent})

    def _reading(self, statement: Statement, document: Document, source: str) -> str:
        """The activity of reading a document; the reader is its agent."""
        reader = statement.reader or ""
        name = f"hf:{fingerprint('r', document.id, reader)}"
        if name not in self.sections.get("activity", {}):
            agent = f"hf:{fingerprint('a', 'reader', reader)}"
            self._put("activity", name, {"prov:type": _qualified("hf:Reading")})
            self._put("agent", agent, {"prov:type": _qualified("prov:SoftwareAgent"), "prov:label": reader})
            self._join("used", {"prov:activity": name, "prov:entity": source})
            self._join("wasAssociatedWith", {"prov:activity": name, "prov:agent": agent})
        return name

    def _agent(self, caption: str, ref: str | None) -> str:
        name = f"hf:{fingerprint('a', caption, ref)}"
        self._put("agent", name, {"prov:label": caption, "hf:ref": ref})
        return name

    def _put(self, kind: str, name: str, known: dict[str, Any]) -> None:
        found = self.sections.setdefault(kind, {})
        found.setdefault(name, {key: value for key, value in known.items() if value is not None})

    def _join(self, kind: str, ends: dict[str, str]) -> None:
        # A blank name that follows from what it joins: the same record is written the same way each time.
        self.sections.setdefault(kind, {})[f"_:{fingerprint('j', kind, *ends.values())}"] = ends


def _qualified(name: str) -> dict[str, str]:
    """A name of a vocabulary, and not a text that looks like one."""
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _said(statement: Statement) -> dict[str, Any]:
    return {
        "hf:act": statement.act,
        "hf:type": statement.event.type,
        "hf:mode": statement.event.mode,
        "hf:status": statement.status,
        "hf:polarity": statement.polarity,
        "hf:start": statement.start,
        "hf:end": statement.end,
    }
