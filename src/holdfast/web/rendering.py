"""Templates: printed with everything escaped, and undefined names refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from holdfast.model import Verdict
from holdfast.model.statement import ACTS, EVENT_TYPES, STATUSES
from holdfast.model.verdict import LEVELS
from holdfast.outputs.pdf import chromium
from holdfast.outputs.pictures.plots import Plot, plot
from holdfast.outputs.pictures.series import DailySeries
from holdfast.web import captions
from holdfast.web.amending import MOST_ACTORS, is_amended
from holdfast.web.desk import Days
from holdfast.web.pages.page import BLANK

__all__ = ["render"]

UNSURE = 0.3
"""Below this confidence of the reader a statement is shown as unsure."""


@cache
def _environment() -> Environment:
    environment = Environment(
        # What is drawn in an SVG is printed by the templates of the outputs.
        loader=ChoiceLoader([PackageLoader("holdfast.web"), PackageLoader("holdfast.outputs")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": captions.day_words,
        "short_day": captions.short_day,
        "moment": captions.moment_words,
        "number": captions.number,
        "reference": captions.reference_words,
        "segment": lambda text: quote(str(text), safe=""),
        "level": lambda level: captions.LEVEL_WORDS[level],
        "act": lambda act: captions.ACT_WORDS[act],
        "type_words": lambda kind: captions.TYPE_WORDS[kind] if kind else "no happening",
        "precision": captions.precision_words,
        "prose": captions.prose,
        "spoken": lambda text: str(text).replace("_", " ").replace("-", " "),
    }
    environment.globals |= {
        "ACTS": ACTS,
        "EVENT_TYPES": EVENT_TYPES,
        "STATUSES": STATUSES,
        "MOST_ACTORS": MOST_ACTORS,
        "LEVELS": LEVELS,
        "LEVEL_MEANINGS": captions.LEVEL_MEANINGS,
        "days_words": captions.days_words,
        "figure": captions.figure,
        "how_many": captions.how_many,
        "strip_words": strip_words,
        "address": address,
        "with_query": with_query,
        "unsure": lambda statement: statement.confidence is not None and statement.confidence < UNSURE,
        "by_hand": is_amended,
        "reading_plots": reading_plots,
        "shift": lambda day, step: (day + timedelta(days=step)).isoformat(),
        "all_days": all_days,
        "kind_of": kind_of,
        "prints": chromium() is not None,
    }
    return environment


def render(template: str, **values: Any) -> str:
    """A template printed with values; every text in them is escaped."""
    days = values.get("days")
    return _environment().get_template(template).render(state=_state(days), **{"query": {}, **values})


def address(path: str, /, **query: Any) -> str:
    """An address with a query, without the parts that are empty."""
    given = {name: value for name, value in query.items() if value is not None and value is not False and value != ""}
    return f"{path}?{urlencode(given)}" if given else path


def with_query(path: str, query: Mapping[str, str], /, **other: Any) -> str:
    """An address with the query that a page has now, but for the parts given; None takes a part away."""
    return address(path, **{**query, **other})


def all_days(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def kind_of(schema: Mapping[str, Any]) -> str:
    """A JSON schema in a few words: "string or null", "list of Statement"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(kind_of(part) for part in schema["anyOf"])
    if schema == BLANK:
        return "nothing"
    if "enum" in schema:
        return ", ".join("null" if value is None else str(value) for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {kind_of(schema.get('items') or {})}"
    return str(schema.get("format") or schema.get("type") or "anything")


def reading_plots(reading: Any, verdict: Verdict) -> list[tuple[DailySeries, Plot]]:
    """The series of a verdict's instance with their plots."""
    return [
        (series, plot(series))
        for series in reading.series
        if series.instance == verdict.instance and any(day.count for day in series.days)
    ]


def strip_words(cells: Any) -> str:
    """A strip in words, for those who do not see it."""
    return captions.runs_words((cell.day, cell.level) for cell in cells if cell.level)


def _state(days: Days | None) -> dict[str, str]:
    """The part of a page's state that its links keep."""
    if days is None:
        return {}
    kept = {"on": days.on.isoformat()}
    return kept | ({"known_by": days.known_by.isoformat()} if days.known_by else {})
