"""What the ledger says now, and totals under each rule."""

from __future__ import annotations

from holdfast.model import Event, Tally
from holdfast.record.ledger import RULES, Total, conservative, counted, latest, majority, present, totals, widest
from tests.record.telling import SAME_STRIKE, STRIKE, events


def line(low: float | None, high: float | None, voice: str, day: str | None = "2022-03-29", **fields: object) -> Tally:
    made = {"what": "killed", "approx": False, "outlet": None, "statement": f"s-{voice}-{day}-{low}"}
    return Tally(low=low, high=high, voice=voice, day=day, **(made | fields))  # type: ignore[arg-type]


def event(*lines: Tally) -> Event:
    return Event(id="e", type="ASSAULT", mode=None, statements=tuple({each.statement for each in lines}), ledger=lines)


POLICE = line(7, 7, "Police")
MAYOR = line(9, 9, "Mayor", "2022-03-30")
RELIEF = line(7, 7, "Relief", "2022-03-30")
MINISTRY = line(8, None, "Ministry", "2022-03-31")


def test_a_later_figure_of_a_voice_replaces_its_earlier_one_in_the_present_lines_only() -> None:
    raised = line(12, 12, "police", "2022-03-31")
    told = event(POLICE, MAYOR, raised)
    assert present(told, "killed") == (MAYOR, raised)
    assert told.ledger == (POLICE, MAYOR, raised)


def test_parts_of_a_figure_are_not_another_figure() -> None:
    children = line(2, 2, "Police", statement=POLICE.statement)
    assert present(event(POLICE, children), "killed") == (POLICE,)
    assert present(event(children, POLICE), "killed") == (POLICE,)


def test_kinds_are_kept_apart() -> None:
    hurt = line(20, None, "Police", what="wounded")
    assert counted(event(POLICE, hurt)) == ("killed", "wounded")
    assert present(event(POLICE, hurt), "wounded") == (hurt,)


def bounds(total: Total) -> tuple[float | None, float | None]:
    return total.low, total.high


def test_each_rule_has_its_total_and_its_reason() -> None:
    lines = present(event(POLICE, MAYOR, RELIEF), "killed")
    assert bounds(widest(lines)) == (7, 9)
    assert bounds(latest(lines)) in ((9, 9), (7, 7))
    assert bounds(majority(lines)) == (7, 7)
    assert {each.voice for each in majority(lines).rests_on} == {"Police", "Relief"}
    assert majority(lines).why == "given by 2 of 3 voices"
    assert bounds(conservative(lines)) == (7, 7)
    assert latest((POLICE, MAYOR)).why == "the latest, by Mayor on 2022-03-30"


def test_an_open_figure_keeps_the_range_open() -> None:
    assert bounds(widest((POLICE, MINISTRY))) == (7, None)
    up_to = line(None, 20, "Rumour")
    assert bounds(widest((POLICE, up_to))) == (7, 20)
    assert bounds(conservative((up_to,))) == (None, None)
    assert bounds(conservative((MINISTRY, MAYOR))) == (8, None)


def test_of_equally_many_the_later_figure_has_the_majority() -> None:
    assert bounds(majority((POLICE, MAYOR))) == (9, 9)


def test_all_rules_stand_side_by_side_and_an_empty_ledger_has_none() -> None:
    assert totals(event(POLICE, MAYOR), "killed").keys() == RULES.keys()
    assert totals(event(POLICE), "wounded") == {}
    assert all(rule.__doc__ for rule in RULES.values())


def test_a_merged_event_gives_totals() -> None:
    (merged,) = events(STRIKE, SAME_STRIKE)
    assert bounds(totals(merged, "killed")["range"]) == (7, None)
    assert bounds(totals(merged, "killed")["latest"]) == (7, 7)
