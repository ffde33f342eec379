"""Pages from templates: the only door to Jinja for outputs. Everything that is put into a page is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from holdfast.model.days import as_day
from holdfast.outputs.pictures.by_day import day_by_day
from holdfast.outputs.sentence import told_on
from holdfast.outputs.wording import LEVEL_WORDS, day_words

__all__ = ["rendered"]


def rendered(template: str, **context: Any) -> str:
    """A template of this package, filled."""
    return _environment().get_template(template).render(**context)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("holdfast.outputs", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = _day
    environment.filters["web"] = _web
    environment.filters["level"] = LEVEL_WORDS.__getitem__
    environment.filters["grouped"] = _grouped
    environment.filters["told_on"] = told_on
    environment.filters["day_by_day"] = day_by_day
    return environment


def _day(text: str | None) -> str:
    day = as_day(text)
    return day_words(day) if day else "Undated"


def _web(address: str | None) -> str | None:
    """An address that may be linked; one that could run a script may not."""
    return address if address and address.startswith(("http://", "https://")) else None


def _grouped(instances: Sequence[str]) -> str:
    """Names of instances, those that begin alike together: "trigger of 2022-03-29: Italy, Poland"."""
    groups: dict[str, list[str]] = {}
    for instance in instances:
        first, _, rest = instance.partition(" · ")
        groups.setdefault(first, []).extend([rest] if rest else [])
    return "; ".join(f"{first}: {', '.join(rest)}" if rest else first for first, rest in groups.items())
