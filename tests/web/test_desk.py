"""What the desk works out once, and what it works out again when the record changes."""

from __future__ import annotations

from datetime import date

from holdfast.model import Document
from holdfast.record import MemoryStore
from holdfast.web.desk import Days, Desk
from tests.web.seeded import AGREEMENT, HandJudge

ON = Days(on=date(2022, 4, 3))


def desk_with(judge: HandJudge) -> Desk:
    """A desk over a record of two days, as at the beginning of a request."""
    desk = Desk(MemoryStore(), agreements=[AGREEMENT], judge=judge)
    for published in ("2022-03-29", "2022-04-01"):
        keep(desk, published)
    return desk


def keep(desk: Desk, published: str) -> None:
    """Keep one more document, as another process would, and begin another request."""
    with desk.store.writing() as writer:
        writer.keep_document(Document(text=f"It is quiet on {published}.", outlet="Upland Post", published=published))
    desk.refresh()


def test_a_strip_is_judged_once_while_nothing_changes() -> None:
    judge = HandJudge()
    desk = desk_with(judge)
    strip = desk.history(AGREEMENT, ON)
    assert judge.asked == len(strip) > 1
    assert desk.history(AGREEMENT, ON) == strip
    assert desk.verdicts(AGREEMENT, ON) == strip[ON.on]
    assert judge.asked == len(strip)


def test_a_late_report_judges_again_the_days_by_which_it_is_known_and_no_others() -> None:
    judge = HandJudge()
    desk = desk_with(judge)
    strip = desk.history(AGREEMENT, ON, as_known_then=True)
    first = judge.asked
    keep(desk, "2022-04-02T08:00:00Z")
    assert desk.history(AGREEMENT, ON, as_known_then=True).keys() == strip.keys()
    touched = [day for day in strip if day >= date(2022, 4, 2)]
    assert judge.asked - first == len(touched) == 2


def test_a_strip_by_all_that_is_known_is_judged_again_with_each_document() -> None:
    judge = HandJudge()
    desk = desk_with(judge)
    strip = desk.history(AGREEMENT, ON)
    keep(desk, "2022-04-02")
    desk.history(AGREEMENT, ON)
    assert judge.asked == 2 * len(strip)
