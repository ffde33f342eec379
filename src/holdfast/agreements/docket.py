"""What is said on a question, gathered by happening and judged: once for all days, and what is alike once."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import msgspec

from holdfast.agreements.camps import Camps
from holdfast.agreements.denials import Loose
from holdfast.agreements.evidence import Happening, Matched, Question, days_of, judge
from holdfast.agreements.facts import Facts, Matching, Said
from holdfast.agreements.matching import Manner
from holdfast.model.agreement import EvidencePolicy

__all__ = ["Docket", "Dockets"]


class Docket:
    """Everything that is said on one question, and the happenings that follow from it on each day.

    Statements that were read with too little certainty for the policy neither affirm nor deny.

    Args:
        question: What is asked.
        facts: What is known.
        camps: Who speaks for whom.
        policy: When a claim is accepted.
    """

    def __init__(self, question: Question, facts: Facts, camps: Camps, policy: EvidencePolicy) -> None:
        self._question, self._facts, self._camps, self._policy = question, facts, camps, policy
        self._said: Matching = facts.matching(
            question.what, bearer=question.bearer, areas=question.areas, least=policy.min_confidence
        )
        gathered: dict[str, list[Matched]] = defaultdict(list)
        for pair in self._said.certain:
            gathered[pair[0].event].append(pair)
        self._groups = [_Group(name, pairs) for name, pairs in gathered.items()]
        self._alike: dict[tuple[bool | None, tuple[Manner, ...]], Happening | None] = {}

    def uncertain(self, on: date) -> tuple[Said, ...]:
        """The statements that would bear on the question on a day, had they been read with more certainty."""
        question, facts = self._question, self._facts
        return tuple(
            said
            for said, found in self._said.uncertain
            if not (said.first and said.first > on)
            and found.by_bearer is not False
            and (not question.areas or facts.lies_in(said.statement.place, question.areas))
        )

    def happenings(self, on: date) -> tuple[Happening, ...]:
        """Those that bear on the question on a day, in order of days, then id; those laid to others are left out."""
        groups = [group for each in self._groups if (group := each.until(on))]
        denials = [pair for group in groups if not group.is_told for pair in group.pairs]
        loose = Loose(denials, self._question, self._facts) if denials else None
        kept = [self._judged(one, loose.against(one.pairs) if loose else []) for one in groups if one.is_told]
        return tuple(sorted((one for one in kept if one), key=_in_order))

    def _judged(self, group: _Group, denials: list[Matched]) -> Happening | None:
        """The happening, None if it lies elsewhere or is laid to somebody else."""
        words = tuple([said.statement.id for said, _ in denials])
        if words not in group.judged:
            group.judged[words] = (
                self._like_another(group) if group.is_plain and not denials else self._judge(group, denials)
            )
        return group.judged[words]

    def _like_another(self, group: _Group) -> Happening | None:
        """A happening that nobody denies, judged as the first that is told in the same manners was."""
        located = self._located(group)
        manners = tuple(dict.fromkeys([said.manner for said, _ in group.pairs]))
        if (located, manners) not in self._alike:
            self._alike[located, manners] = self._judge(group, [])
        model = self._alike[located, manners]
        if model is None:
            return None
        # Built anew even for the first: on an earlier day it may have been told by fewer.
        affirming = tuple([said for said, _ in group.pairs])
        first, last = days_of(affirming)
        return msgspec.structs.replace(model, id=group.name, first=first, last=last, affirming=affirming)

    def _judge(self, group: _Group, denials: list[Matched]) -> Happening | None:
        located = self._located(group)
        if located is False or not _may_be_bearers(group.pairs):
            return None
        return judge(group.name, [*group.pairs, *denials], located, self._question, self._camps, self._policy)

    def _located(self, group: _Group) -> bool | None:
        """Whether it lies where it counts. A place that nobody names, or too coarsely, is nowhere in an area."""
        question, lies_in = self._question, self._facts.lies_in
        places = [said.statement.place for said, found in group.pairs if found.affirms]
        if question.areas and not any(lies_in(place, question.areas) for place in places):
            return False
        if question.outside:
            beyond = [lies_in(place, question.outside) for place in places]
            if True in beyond:
                return False
            return True if False in beyond else None
        return True


Dockets = dict[tuple[Question, EvidencePolicy], Docket]
"""What was gathered and judged, by what was asked under which policy."""


class _Group:
    """What is said of one happening, in order.

    Attributes:
        is_told: Somebody says that it is so; else these are denials of what nobody says.
        is_plain: Nobody denies it, and nothing of it is assumed.
        judged: How it was judged, by the further denials of it.
    """

    __slots__ = ("_latest", "is_plain", "is_told", "judged", "name", "pairs")

    def __init__(self, name: str, pairs: list[Matched]) -> None:
        self.name = name
        self.pairs = sorted(pairs, key=_order) if len(pairs) > 1 else pairs
        affirms = [found.affirms for _, found in pairs]
        self.is_told = True in affirms
        self.is_plain = False not in affirms and not any([said.assumed for said, _ in pairs])
        self.judged: dict[tuple[str, ...], Happening | None] = {}
        self._latest = max([said.first or date.min for said, _ in pairs])

    def until(self, on: date) -> _Group | None:
        """What is left without what is said of later days, None if that is all."""
        if self._latest <= on:
            return self
        pairs = [pair for pair in self.pairs if not (pair[0].first and pair[0].first > on)]
        return _Group(self.name, pairs) if pairs else None


def _may_be_bearers(pairs: list[Matched]) -> bool:
    """False if all who name somebody name somebody else."""
    named = [found.by_bearer for _, found in pairs if found.affirms and found.by_bearer is not None]
    return not named or any(named)


def _order(pair: Matched) -> tuple[date, str, int, str]:
    return pair[0].order


def _in_order(one: Happening) -> tuple[date, date, str]:
    return one.first or date.min, one.last or date.max, one.id
