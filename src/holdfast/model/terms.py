"""What a clause of each type says beyond the shared fields: one small struct for each of the ten types.

Source: the table of clause types in docs/agreement.md, which is the specification.
"""

from __future__ import annotations

from typing import Literal

from holdfast.model.noun import Noun
from holdfast.model.statement import Act, Counted, EventType, Polarity, Status

__all__ = [
    "TERMS",
    "CeasefireTerms",
    "ConditionTerms",
    "ConsultationTerms",
    "DeclarationTerms",
    "GuaranteeTerms",
    "LimitTerms",
    "Measure",
    "ObligationTerms",
    "Pattern",
    "Period",
    "Progress",
    "ProhibitionTerms",
    "ReductionTerms",
    "Requirement",
    "StepTerms",
    "Terms",
]


class Pattern(Noun, frozen=True, kw_only=True):
    """Which statements and events a clause is about; an empty field allows anything.

    Attributes:
        actor, recipient: References or their beginnings: "RUS" matches "RUS MIL". A country alone does not match the
            armed groups on its soil: "COD" is not "COD REB".
        except_actor: References or their beginnings of actors that do not count, such as the host's own army; with a
            country the armed groups on its soil are excepted, too.
        between: References that must all be among actors and recipients, in either part, such as both sides of talks.
        status: Empty means that it happened or goes on: a plan or a condition is no happening.
        act: Empty means that a voice says so (`assert`, `accuse`; for AGREE also `agree`).
        facility: Words, one of which the place or the quote must name.
        words: Words, one of which the quote, an actor or a recipient must name.
    """

    type: tuple[EventType, ...] = ()
    mode: tuple[str, ...] = ()
    act: tuple[Act, ...] = ()
    actor: tuple[str, ...] = ()
    except_actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    status: tuple[Status, ...] = ()
    polarity: Polarity | None = None
    facility: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Period(Noun, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    """Days from one to another, both inclusive; in YAML and JSON the ends are called `from` and `to`."""

    first: str
    last: str


class Requirement(Noun, frozen=True, kw_only=True):
    """One part of a condition: something that happens, a status of the agreement, or another clause fulfilled.

    Attributes:
        where: Names of the agreement's areas, for a happening.
        status: The agreement has this status or one further on the way from proposed to in force.
        clause: Id of a clause that must be fulfilled.
    """

    title: str = ""
    event: Pattern | None = None
    where: tuple[str, ...] = ()
    status: str | None = None
    clause: str | None = None


class ConditionTerms(Noun, frozen=True, kw_only=True, tag="condition"):
    """What must be so first: all of some requirements, and any of others."""

    all_of: tuple[Requirement, ...] = ()
    any_of: tuple[Requirement, ...] = ()


class ProhibitionTerms(Noun, frozen=True, kw_only=True, tag="prohibition"):
    """A ban; `materiality` is the number of matching happenings from which on it is breached."""

    materiality: int = 1


class LimitTerms(Noun, frozen=True, kw_only=True, tag="limit"):
    """A cap or a floor on a quantity, such as at most 85,000 personnel."""

    quantity: Counted = "other"
    max: float | None = None
    min: float | None = None
    unit: str | None = None


class CeasefireTerms(Noun, frozen=True, kw_only=True, tag="ceasefire"):
    """A ban on fire with a rule of counting.

    Attributes:
        tolerance: The largest number of incidents in `per_days` days that is not yet a breach.
        excluded: Incidents that do not count, such as fire at a lawful target of the text.
    """

    tolerance: int = 0
    per_days: int = 1
    excluded: tuple[Pattern, ...] = ()


class Measure(Noun, frozen=True, kw_only=True):
    """One daily series by which a reduction is measured, such as attacks, or troop movements."""

    id: str
    what: Pattern
    title: str = ""


class ReductionTerms(Noun, frozen=True, kw_only=True, tag="reduction"):
    """A promise that something becomes less, and how "less" is measured.

    Attributes:
        measures: The daily series, each evaluated for itself; empty means one of the clause's `what`.
        baseline: The days before, with which is compared.
        window: Length in days of the stretch that ends on the day of the verdict; None means since `when.from`.
        target_ratio: The rate after, divided by the rate before, that the promise allows at most; 1 is "any reduction".
        control_areas: Areas without the promise, to tell a fall of activity from a fall of reporting.
        min_days: Settled days that must lie in the window before anything is said.
        min_observed_days: Days of the window with a report on the area, below which nothing can be said.
    """

    measures: tuple[Measure, ...] = ()
    baseline: Period | None = None
    window: int | None = None
    target_ratio: float = 1.0
    control_areas: tuple[str, ...] = ()
    min_days: int = 7
    min_observed_days: int = 3


class Progress(Noun, frozen=True, kw_only=True):
    """How an obligation that takes time is seen to move: happenings that count towards a total."""

    what: Pattern
    total: float


class ObligationTerms(Noun, frozen=True, kw_only=True, tag="obligation"):
    """Something to be done by a day.

    Attributes:
        deliverable: The happening that fulfils it.
        deadline: ISO day; None if `when.within` counts the days, or if the text sets no day.
    """

    deliverable: Pattern | None = None
    deadline: str | None = None
    progress: Progress | None = None


class StepTerms(Noun, frozen=True, kw_only=True, tag="step"):
    """A place in an order: the clause's `what` happens after, with, before, or never beside the event `of`.

    Attributes:
        tolerance: Days by which the order may be missed.
    """

    relation: Literal["after", "with", "before", "excludes"] = "after"
    of: Pattern | None = None
    of_clause: str | None = None
    tolerance: float = 0


class ConsultationTerms(Noun, frozen=True, kw_only=True, tag="consultation"):
    """A duty to meet: within some days of a request, or every so many days until a day.

    Attributes:
        request: The happening that asks for it.
        meeting: The happening that is the consultation.
        within, every: Days.
        until: ISO day on which the duty to go on meeting ends.
        status_quo: What stays as it is meanwhile, in words.
    """

    request: Pattern | None = None
    meeting: Pattern | None = None
    within: float | None = None
    every: float | None = None
    until: str | None = None
    status_quo: str | None = None


class GuaranteeTerms(Noun, frozen=True, kw_only=True, tag="guarantee"):
    """What guarantors owe when something happens; one instance for each trigger and guarantor.

    Attributes:
        excluded_areas: Areas in which a trigger does not count.
        trigger_gap: Triggers that follow one another within this many days are one.
        consult_within, assist_within: Days after the trigger; None if the text sets none.
        consultation, decision_event, assistance: The happenings that are the consulting, the deciding and the help.
        decision: Who decides on help: each guarantor, a majority, or all together.
        report_to: Reference of whom measures are reported to.
    """

    trigger: Pattern | None = None
    excluded_areas: tuple[str, ...] = ()
    trigger_gap: float = 30
    consult_within: float | None = None
    consultation: Pattern = Pattern(type=("CONSULT",))
    decision: Literal["each", "majority", "unanimous"] = "each"
    decision_event: Pattern = Pattern(type=("AGREE",))
    assist_within: float | None = None
    assistance: Pattern = Pattern(type=("AID", "SUPPORT"))
    report_to: str | None = None


class DeclarationTerms(Noun, frozen=True, kw_only=True, tag="declaration"):
    """Nothing further: a declaration is shown and not monitored."""


Terms = (
    ConditionTerms
    | ProhibitionTerms
    | LimitTerms
    | CeasefireTerms
    | ReductionTerms
    | ObligationTerms
    | StepTerms
    | ConsultationTerms
    | GuaranteeTerms
    | DeclarationTerms
)

TERMS: dict[str, type[Terms]] = {
    "condition": ConditionTerms,
    "prohibition": ProhibitionTerms,
    "limit": LimitTerms,
    "ceasefire": CeasefireTerms,
    "reduction": ReductionTerms,
    "obligation": ObligationTerms,
    "step": StepTerms,
    "consultation": ConsultationTerms,
    "guarantee": GuaranteeTerms,
    "declaration": DeclarationTerms,
}
"""The struct of each clause type's own fields."""
