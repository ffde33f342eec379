"""Invented documents and statements in any number: made-up happenings, each told of by one to six outlets."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from holdfast.model import Count, Document, Happening, Mention, Place, Span, Statement, Time, Voice

__all__ = ["invented"]

FIRST = date(2022, 3, 1)
TOWNS = [(f"Town{number:03}", 45 + number % 20 / 3, 30 + number // 20 / 2) for number in range(200)]
KINDS = (
    ("ASSAULT", "missile", "strike", "killed"),
    ("ASSAULT", "artillery", "shelling", "wounded"),
    ("RETREAT", "withdraw", "withdrawal", "vehicles"),
    ("CONSULT", "meet", "meeting", "personnel"),
    ("AID", "evacuate", "evacuation", "evacuated"),
)
SPEAKERS = (("Ukraine's military", "UKR MIL"), ("Russia's defence ministry", "RUS MIL"), ("the IAEA", "IGO IAEA"))


def invented(number: int, *, seed: int = 7) -> Iterator[tuple[Document, list[Statement]]]:
    """Documents with four statements each, `number` statements in all, in the order of days.

    Args:
        number: How many statements.
        seed: The same seed gives the same statements.
    """
    dice = random.Random(seed)
    days = max(10, number // 400)
    happenings = [
        (
            dice.choice(KINDS),
            ("Mykolaiv", 46.97, 31.99) if dice.random() < 0.05 else dice.choice(TOWNS),
            FIRST + timedelta(days=dice.randrange(days)),
            dice.randrange(1, 60),
            dice.random() < 0.3,
        )
        for _ in range(max(1, number // 3))
    ]
    happenings.sort(key=lambda one: one[2])
    made = 0
    while made < number:
        told = [happenings[min(len(happenings) - 1, made // 3 + dice.randrange(4))] for _ in range(4)]
        told = told[: number - made]
        yield _page(told, dice, made)
        made += len(told)


def _page(told: list, dice: random.Random, page: int) -> tuple[Document, list[Statement]]:
    published = max(one[2] for one in told)
    outlet = f"Outlet {dice.randrange(12)}"
    parts = [_sentence(one, dice, page + number) for number, one in enumerate(told)]
    text = "\n\n".join(part["quote"] for part in parts)
    document = Document(text=text, outlet=outlet, published=published.isoformat(), url=f"https://example.org/{page}")
    return document, [_statement(part, text, document, outlet) for part in parts]


def _sentence(one: tuple, dice: random.Random, page: int) -> dict:
    kind, town, day, figure, undated = one
    speaker = dice.choice(SPEAKERS)
    facility = dice.choice(("hospital", "market", "bridge", "school"))
    when = "" if undated else f" on {day:%d %B}"
    quote = f"The {kind[2]} at the {facility} of {town[0]}{when} left {figure} {kind[3]}, {speaker[0]} said ({page})."
    return {"quote": quote, "kind": kind, "town": town, "day": day, "figure": figure, "speaker": speaker, "when": when}


def _statement(part: dict, text: str, document: Document, outlet: str) -> Statement:
    base = text.index(part["quote"])
    kind, town, speaker = part["kind"], part["town"], part["speaker"]

    def span(words: str) -> dict:
        start = text.index(words, base)
        return {"text": words, "start": start, "end": start + len(words)}

    day = part["day"].isoformat()
    return Statement(
        document=document.id,
        quote=part["quote"],
        start=base,
        end=base + len(part["quote"]),
        act="assert",
        status="happened",
        event=Happening(type=kind[0], mode=kind[1], trigger=Span(**span(kind[2]))),
        actors=(Mention(**span(speaker[0]), ref="RUS MIL"),),
        place=Place(**span(town[0]), name=town[0], lat=town[1], lon=town[2], country="UKR", precision="settlement"),
        time=Time(**span(part["when"].strip()), start_day=day, end_day=day, basis="stated") if part["when"] else None,
        counts=(Count(**span(str(part["figure"])), what=kind[3], low=part["figure"], high=part["figure"]),)
        if f" {part['figure']} " in part["quote"]
        else (),
        voices=(Voice(**span(speaker[0]), ref=speaker[1], cue="said"), Voice(name=outlet)),
        confidence=0.9,
        reader="invented",
    )
