"""The features by which two statements are held against each other; each is a function, its points and a sentence.

Points are logarithms of odds and add up. They start from `PRIOR`; above 0 the two are taken to be about one happening.
The points were set by hand in November 2026, from what a reader of news goes by: place first, then day, then the words,
then who and how many. They were tried on 3,800 statements of invented dispatches (see docs/record.md), not fitted.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from holdfast.model import Count
from holdfast.record.merging.claim import Claim, Part, day
from holdfast.record.merging.headwords import HARM, kinship
from holdfast.record.merging.places import OTHER_POINT, compare_places
from holdfast.record.merging.signal import Signal

__all__ = ["FEATURES", "PRIOR", "Feature", "count_caption", "fits", "same_victims"]

Feature = Callable[[Claim, Claim], Signal | None]

PRIOR = -3.0
"""Two statements of one type and about one day are about one happening in one case of twenty."""

LOCAL = frozenset({"ASSAULT", "AID", "COERCE", "CONCEDE", "CONTROL", "INVESTIGATE", "MOBILIZE", "PROTEST", "RETREAT"})
"""Types of happenings that have a place of their own: where it is not said, one cannot be told from the next."""
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types in which actors and recipients do the same: A met B, B met A."""
BLAME = frozenset({"ASSAULT", "COERCE", "REJECT", "OTHER"})
"""Types of which the two sides blame each other: other actors are an account of it, not another happening."""

PLACE_UNKNOWN = -1.0
OTHER_VENUE = -1.0
"""Talks "in Istanbul" and talks "at the palace" are often the same talks."""
SAME_DAY = 1.8
DAYS_TOUCH = 1.2
DAY_APART = -2.2
"""Reports slip by a day over midnight and time zones, but towns are shelled day after day: it takes an equal figure, or
the same words, to hold two days for one."""
DAYS_APART = -2.5
LASTING = -3.0
"""Weeks of attacks are not one of the attacks."""
FARTHEST_DAYS = 3
"""Stated days farther apart than this rule one happening out."""
TOLD_AT_ONCE = 0.3
TOLD_SOON = 0.0
TOLD_LATER = -0.7
TOLD_LATE = -2.0
SAME_HEADWORD = 1.2
SAME_FAMILY = 0.8
ALIKE_MEANING = 0.8
"""Words that are not both of the table of families and share a meaning ("quake", "earthquake"): as good as a family."""
KIND_OF = 0.4
"""... or of which one is a kind of the other ("murder", "killing"): the wider word goes with others as well."""
GENERIC = 0.2
"""Words such as "attack" and "killed" go with any more exact word for it."""
OTHER_FAMILY = -0.8
SAME_MODE = 0.8
OTHER_MODE = -1.5
MIXED_UP_MODE = -0.3
"""Missiles, bombs, drones and shells are often mixed up by those who only hear them."""
OTHER_TYPE = -1.5
NO_TYPE = -1.2
"""Two happenings that are both of no named type need more in common."""
SAME_PARTY = 0.8
SAME_COUNTRY = 0.4
OTHER_BLAME = -0.4
OTHER_PARTY = -1.5
SAME_COUNT = 1.6
COUNTS_FIT = 0.6
COUNTS_DIFFER = -0.4
"""Tolls rise and sources disagree, so another figure says little ..."""
COUNTS_FAR = -1.5
"""... unless it is several times the other."""
SUMMED_UP = -1.5
FAR = 3.0
SMALL = 2.0
"""Figures up to this come up by chance too often to say much."""
SAME_FACILITY = 1.3
OTHER_FACILITY = -2.0
SAME_WORDS = 3.0
ALIKE_WORDS = 0.7
"""Share of words in common above which two quotes are taken for one text, copied or lightly edited."""
FEWEST_WORDS = 6
SAME_REPORT = 0.7
SAME_REPORT_AND_PLACE = 0.4
SILENCE = -3.0
OTHER_NAME = -2.0
"""An announcement must name what it announces, and its day if it stands in the same report: much else is announced."""

_NEXT = frozenset({"again", "another", "next", "further", "second"})

_AERIAL = frozenset({"missile", "airstrike", "drone", "artillery", "explosive"})
_GENERIC = frozenset({"attack", HARM})


def rows(left: Claim, right: Claim) -> Signal | None:
    """Two rows of a dataset that has one row for each happening are two happenings: its makers have merged already."""
    if left.row is None or right.row is None or left.row[0] != right.row[0] or left.row == right.row:
        return None
    return Signal.contradiction("row", f"two rows of {left.row[0].upper()}, which has one for each happening")


def place(left: Claim, right: Claim) -> Signal | None:
    """Same town, one inside the other, or so many kilometres apart; two different towns rule one happening out."""
    if left.site and right.site:
        signal = compare_places(left.site, right.site)
        at_venue = (
            signal is not None and signal.points == OTHER_POINT and not {left.type, right.type}.isdisjoint(MUTUAL)
        )
        return Signal(OTHER_VENUE, signal.sentence) if signal and at_venue else signal
    if left.type not in LOCAL and right.type not in LOCAL:
        return None
    return Signal(PLACE_UNKNOWN, "where is not said by " + ("one" if left.site or right.site else "either"))


def time(left: Claim, right: Claim) -> Signal | None:
    """Days apart, where both say when; more than three days rule one happening out."""
    if left.lasting != right.lasting:
        return Signal(LASTING, "one tells of a long stretch, the other of one happening")
    if left.first is None or right.first is None:
        return None
    left_last, right_last = left.last or left.first, right.last or right.first
    gap = max(left.first - right_last, right.first - left_last)
    if gap <= 0:
        if left.first == right.first and left_last == right_last == left.first:
            return Signal(SAME_DAY, f"both on {day(left.first)}")
        return Signal(DAYS_TOUCH, f"{_days(left)} and {_days(right)} touch")
    if gap == 1:
        return Signal(DAY_APART, f"{_days(left)} and {_days(right)} are one day apart")
    sentence = f"{_days(left)} and {_days(right)} are {gap} days apart"
    if left.last is None or right.last is None:
        return Signal(DAYS_APART, f"{_days(left)} against {_days(right)}")  # an open end may reach so far
    return Signal.contradiction("time", sentence) if gap > FARTHEST_DAYS else Signal(DAYS_APART, sentence)


def number(left: Claim, right: Claim) -> Signal | None:
    """A sum of happenings ("more than 30 shellings") is not one of them."""
    if left.several == right.several:
        return None
    return Signal(SUMMED_UP, f"“{_trigger(left if left.several else right)}” are several, the other is one")


def telling(left: Claim, right: Claim) -> Signal | None:
    """How soon one was published after the other, where one does not say when; it only narrows the search.

    What was published before the other's day cannot tell of it, and what was published after it cannot announce it.
    """
    if left.part is not right.part and Part.ANNOUNCES in (left.part, right.part):
        return _announced(left, right) if left.part is Part.ANNOUNCES else _announced(right, left)
    if left.dated and right.dated:
        return None
    if _is_silence(left, right) or _is_silence(right, left):
        return Signal(SILENCE, "what did not happen on that day is not what happened on an unnamed one")
    dated, other = (left, right) if left.dated else (right, left)
    since = dated.first if dated.first is not None else dated.published
    if since is None or other.published is None:
        return None
    gap = other.published - since
    if not dated.dated:
        gap = abs(gap)
    elif gap < 0:
        return Signal.contradiction("time", f"published {_in_days(-gap)} before it")
    points = TOLD_AT_ONCE if gap <= 1 else TOLD_SOON if gap <= FARTHEST_DAYS else TOLD_LATER
    points = points if gap <= 2 * FARTHEST_DAYS else TOLD_LATE
    if gap == 0:
        return Signal(points, "published on that day" if dated.dated else "published on one day")
    return Signal(points, f"published {_in_days(gap)} {'after that day' if dated.dated else 'apart'}")


def trigger(left: Claim, right: Claim) -> Signal | None:
    """The words that name it: the same, two of one family ("strike", "attack") or akin in meaning, or two families."""
    shared = left.heads & right.heads
    if shared:
        return Signal(SAME_HEADWORD, f"both say “{min(shared)}”")
    if left.family is None or right.family is None:
        return _akin(left, right)
    sentence = f"“{_trigger(left)}” against “{_trigger(right)}”"
    if left.family == right.family:
        return Signal(SAME_FAMILY, f"“{_trigger(left)}” and “{_trigger(right)}” mean alike")
    if left.type == right.type == "ASSAULT" and (left.family in _GENERIC or right.family in _GENERIC):
        return Signal(GENERIC, sentence)
    return Signal(OTHER_FAMILY, sentence)


def kind(left: Claim, right: Claim) -> Signal | None:
    """Type and mode: the same means, another one, or another kind of happening altogether."""
    if left.type != right.type:
        return Signal(OTHER_TYPE, f"{left.type} against {right.type}")
    if left.type == "OTHER":
        return Signal(NO_TYPE, "of no named type")
    if left.mode is None or right.mode is None:
        return None
    if left.mode == right.mode:
        return Signal(SAME_MODE, f"both {left.mode}")
    mixed_up = left.mode in _AERIAL and right.mode in _AERIAL
    return Signal(MIXED_UP_MODE if mixed_up else OTHER_MODE, f"{left.mode} against {right.mode}")


def actors(left: Claim, right: Claim) -> Signal | None:
    """Who did it; where two sides blame each other, another name counts little."""
    if left.type in MUTUAL and right.type in MUTUAL:
        return _circles(left.actors | left.recipients, right.actors | right.recipients)
    blamed = left.type in BLAME and right.type in BLAME
    return _parties(left.actors, right.actors, OTHER_BLAME if blamed else OTHER_PARTY)


def recipients(left: Claim, right: Claim) -> Signal | None:
    """To whom it was done."""
    if left.type in MUTUAL and right.type in MUTUAL:
        return None  # counted under `actors`
    return _parties(left.recipients, right.recipients, OTHER_BLAME)


def counts(left: Claim, right: Claim) -> Signal | None:
    """Figures of one kind: equal, compatible ("7" and "at least seven"), different, or several times each other."""
    best: Signal | None = None
    if not same_victims(left, right):
        return None
    for one, other in product(left.statement.counts, right.statement.counts):
        if one.what == other.what:
            signal = _two_counts(one, other)
            if signal and (best is None or signal.points > best.points):
                best = signal
    return best


def facilities(left: Claim, right: Claim) -> Signal | None:
    """Kinds of building that are named: a hospital and a market in one town are two targets."""
    if not left.facilities or not right.facilities:
        return None
    shared = left.facilities & right.facilities
    if shared:
        return Signal(SAME_FACILITY, f"both name “{min(shared)}”")
    return Signal(OTHER_FACILITY, f"{_list(left.facilities)} against {_list(right.facilities)}")


def wording(left: Claim, right: Claim) -> Signal | None:
    """Nearly the same words: a copy, or one text lightly edited; one sentence of one report told as two statements.

    Lists repeat their words ("Izium was shelled", "Irpin was shelled"): with another name or number it is no copy.
    """
    if left.statement.document == right.statement.document:
        one_sentence = left.statement.quote == right.statement.quote and left.statement.start == right.statement.start
        return Signal(SAME_WORDS, "told in one sentence") if one_sentence else None
    if not (left.marks <= right.words and right.marks <= left.words):
        return None
    shorter = min(len(left.words), len(right.words))
    if shorter < FEWEST_WORDS:
        return None
    shared = len(left.words & right.words)
    share = shared / (len(left.words) + len(right.words) - shared)
    return Signal(SAME_WORDS, f"{share:.0%} of the words are the same") if share >= ALIKE_WORDS else None


def report(left: Claim, right: Claim) -> Signal | None:
    """Told twice in one report: a report that goes on about a happening names it by kindred words, or its place."""
    if left.statement.document != right.statement.document:
        return None
    if _named_alike(left, right):
        return Signal(SAME_REPORT, "told twice in one report")
    one_place = left.site and right.site and left.site.fine and left.site.key == right.site.key
    return Signal(SAME_REPORT_AND_PLACE, "told of one place in one report") if one_place else None


FEATURES: tuple[Feature, ...] = (
    rows, place, time, number, telling, kind, trigger, facilities, counts, actors, recipients, wording, report,
)  # fmt: skip
"""Every feature, those that may rule one happening out first."""


def same_victims(left: Claim, right: Claim) -> bool:
    """Whether figures of two claims may count the same people or things: those of two sides do not."""
    return not left.recipients or not right.recipients or not left.recipients.isdisjoint(right.recipients)


def fits(one: Count, other: Count) -> bool:
    """Whether two figures can both be right: "7" and "at least seven" can, "7" and "at least nine" cannot."""
    too_low = one.high is not None and other.low is not None and one.high < other.low
    too_high = other.high is not None and one.low is not None and other.high < one.low
    return not (too_low or too_high)


def count_caption(count: Count) -> str:
    """A figure in words: "7", "at least 7", "up to 20", "12 to 15", "about 30"."""
    low, high = _number(count.low), _number(count.high)
    if low and high:
        exact = low if low == high else f"{low} to {high}"
        return f"about {exact}" if count.approx else exact
    return f"at least {low}" if low else f"up to {high}" if high else count.text


def _is_silence(one: Claim, other: Claim) -> bool:
    """Whether one says that there was nothing on a day ("no attack of 6 April"), and the other does not say when."""
    return one.part is Part.DENIES and one.statement.act != "deny" and one.dated and not other.dated


def _announced(announcement: Claim, told: Claim) -> Signal | None:
    """How long before a happening it was announced."""
    happened = told.published if told.first is None else told.last if told.last is not None else told.published
    if announcement.published is None or happened is None:
        return None
    gap = happened - announcement.published
    if gap < 0:
        return Signal.contradiction("time", f"announced {_in_days(-gap)} after it")
    if announcement.first is not None and told.last is not None and announcement.first > told.last:
        return Signal.contradiction("time", f"announced for {day(announcement.first)}")
    undated = announcement.first is None and announcement.statement.document == told.statement.document
    if undated or not announcement.words.isdisjoint(_NEXT) or not _named_alike(announcement, told):
        return Signal(OTHER_NAME, "what was announced is named otherwise")
    return Signal(
        TOLD_AT_ONCE if gap <= 1 else TOLD_SOON,
        f"announced {_in_days(gap)} before it" if gap else "announced on that day",
    )


def _akin(left: Claim, right: Claim) -> Signal | None:
    """What two words that are not both of the table of families have in common by their meanings."""
    how = kinship(left.heads, right.heads)
    if how == "alike":
        return Signal(ALIKE_MEANING, f"“{_trigger(left)}” and “{_trigger(right)}” share a meaning")
    return Signal(KIND_OF, f"“{_trigger(left)}” and “{_trigger(right)}”: one is a kind of the other") if how else None


def _named_alike(left: Claim, right: Claim) -> bool:
    return bool(left.heads & right.heads) or (left.family is not None and left.family == right.family)


def _two_counts(one: Count, other: Count) -> Signal | None:
    sentence = f"{count_caption(one)} against {count_caption(other)} {one.what}"
    a, b = _middle(one), _middle(other)
    if a is None or b is None:
        return None
    if fits(one, other):
        close = abs(a - b) <= 0.1 * max(a, b)
        telling_ = close and min(a, b) > SMALL
        return Signal(SAME_COUNT if telling_ else COUNTS_FIT, sentence)
    far = max(a, b) > FAR * max(min(a, b), 1)
    return Signal(COUNTS_FAR if far else COUNTS_DIFFER, sentence)


def _middle(count: Count) -> float | None:
    known = [bound for bound in (count.low, count.high) if bound is not None]
    return sum(known) / len(known) if known else None


def _parties(left: frozenset[str], right: frozenset[str], otherwise: float) -> Signal | None:
    if not left or not right:
        return None
    shared = left & right
    if shared:
        return Signal(SAME_PARTY, f"both name {_list(shared)}")
    if _countries(left) & _countries(right):
        return Signal(SAME_COUNTRY, f"{_list(left)} and {_list(right)} are of one country")
    return Signal(otherwise, f"{_list(left)} against {_list(right)}")


def _circles(left: frozenset[str], right: frozenset[str]) -> Signal | None:
    """Two circles of people who meet: one, unless each has more people whom the other lacks than they share."""
    alike = _parties(left, right, OTHER_PARTY)
    if alike is None or alike.points < 0:
        return alike
    ours, theirs = _countries(left), _countries(right)
    if len(ours & theirs) <= min(len(ours - theirs), len(theirs - ours)):
        return Signal(OTHER_PARTY, f"{_list(left)} against {_list(right)}")
    return alike


def _countries(refs: frozenset[str]) -> frozenset[str]:
    """The countries of references; an international body stands for itself."""
    return frozenset(ref if ref.startswith("IGO") else ref.split(" ", 1)[0] for ref in refs)


def _list(words: frozenset[str]) -> str:
    return ", ".join(sorted(words))


def _trigger(claim: Claim) -> str:
    found = claim.statement.event.trigger
    return found.text if found else claim.statement.quote


def _in_days(gap: int) -> str:
    return "a day" if gap == 1 else f"{gap} days"


def _days(claim: Claim) -> str:
    first, last = claim.first, claim.last
    if first is None:
        return "no day"
    if last is None:
        return f"since {day(first)}"
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}" if value == int(value) else f"{value:,}"
