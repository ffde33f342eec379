"""The gold statements of the example: they are about the very texts that ship, and the page's hard rows are in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = Path(__file__).parents[2] / "example"
GOLD = sorted((EXAMPLE / "gold").glob("*.json"))
PAGE = "rolling-page-2022-03-29"


def _statements(name: str) -> list[dict[str, Any]]:
    paper = json.loads((EXAMPLE / "gold" / f"{name}.json").read_text(encoding="utf-8"))
    return list(paper["statements"])


def _dispatches() -> dict[str, dict[str, Any]]:
    lines = (EXAMPLE / "dispatches.jsonl").read_text(encoding="utf-8").splitlines()
    return {entry["url"].rsplit("/", 1)[-1]: entry for entry in map(json.loads, lines)}


@pytest.mark.parametrize("path", [path for path in GOLD if path.stem != PAGE], ids=lambda path: path.stem)
def test_gold_is_about_the_dispatch_as_it_ships(path: Path) -> None:
    dispatch = _dispatches()[path.stem]
    paper = json.loads(path.read_text(encoding="utf-8"))
    assert path.with_suffix(".txt").read_text(encoding="utf-8") == dispatch["text"]
    assert (paper["title"], paper["published"]) == (dispatch["title"], dispatch["published"][:10])


def test_gold_of_the_page_is_about_the_page_as_it_ships() -> None:
    page = (EXAMPLE / f"{PAGE}.html").read_text(encoding="utf-8")
    paragraphs = (EXAMPLE / "gold" / f"{PAGE}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    assert len(paragraphs) > 30
    assert [paragraph for paragraph in paragraphs if paragraph not in page] == []


def test_there_is_gold_for_the_page_and_six_dispatches() -> None:
    assert PAGE in {path.stem for path in GOLD}
    assert len(GOLD) >= 7


@pytest.mark.parametrize(
    ("act", "event_type"),
    [
        ("promise", "RETREAT"),  # less military activity near Kyiv and Chernihiv
        ("propose", "SUPPORT"),  # guarantors
        ("propose", "MOBILIZE"),  # no foreign bases
        ("propose", "AGREE"),  # nothing before full peace and a referendum
        ("propose", "CONSULT"),  # fifteen years of consultations on Crimea
        ("assert", "ASSAULT"),  # the strike in Mykolaiv
        ("accuse", "ASSAULT"),  # prisoners, sieges
        ("threaten", "OTHER"),  # if NATO sends jets
        ("assert", "COERCE"),  # the ban on ship movements
        ("assert", "CONTROL"),  # who holds which plant
        ("assert", "MOBILIZE"),  # six aircraft, 240 personnel
        ("assert", "SANCTION"),  # diplomats expelled
    ],
)
def test_the_page_asks_for_every_row_that_must_work(act: str, event_type: str) -> None:
    found = [one for one in _statements(PAGE) if (one["act"], one["event"]["type"]) == (act, event_type)]
    assert found


def test_the_page_asks_for_a_chain_of_voices() -> None:
    chains = [[voice["name"] for voice in one["voices"]] for one in _statements(PAGE) if len(one["voices"]) > 1]
    assert ["Ukraine's military", "The Associated Press"] in chains
