"""The agreement as code: a header, its wording in several languages, and clauses of ten types.

Source: AGREEMENT in docs/agreement.md, which is the specification.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

import msgspec

from holdfast.model.noun import Noun
from holdfast.model.terms import TERMS, DeclarationTerms, Pattern, Terms

__all__ = [
    "AGREEMENT_STATUSES",
    "CLAUSE_TYPES",
    "Agreement",
    "Area",
    "Calendar",
    "Clause",
    "ClauseReading",
    "ClauseType",
    "EvidencePolicy",
    "Party",
    "Pattern",
    "TextRef",
    "Wording",
]

AgreementStatus = Literal[
    "unilateral_statement",
    "proposed",
    "initialled",
    "signed",
    "ratified",
    "in_force",
    "suspended",
    "terminated",
]
AGREEMENT_STATUSES: tuple[AgreementStatus, ...] = get_args(AgreementStatus)
ClauseType = Literal[
    "condition", "prohibition", "limit", "ceasefire", "reduction", "obligation", "step", "consultation", "guarantee",
    "declaration",
]  # fmt: skip
CLAUSE_TYPES: tuple[ClauseType, ...] = get_args(ClauseType)


class Wording(Noun, frozen=True, kw_only=True):
    """One text of an agreement in one language: a short quotation or our own paraphrase, with its reference."""

    id: str
    lang: str
    text: str
    article: str | None = None
    source_url: str | None = None
    recorded_by: str | None = None
    translation_of: str | None = None


class Party(Noun, frozen=True, kw_only=True):
    """Who is bound; `id` is a reference such as `RUS`, `UKR GOV` or `IGO UNO`."""

    id: str
    name: str | None = None
    side: str | None = None


class Area(Noun, frozen=True, kw_only=True):
    """A named area of an agreement: names of places, first-level units, or a box, whichever the text gives.

    Attributes:
        names: Names of places whose statements lie in the area.
        admin1: Names of first-level units that lie wholly in it.
        box: West, south, east, north in degrees.
    """

    country: str | None = None
    names: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    box: tuple[float, float, float, float] | None = None
    note: str | None = None


class Calendar(Noun, frozen=True, kw_only=True):
    """How the agreement counts days: its zone, calendar days or 24 hours, and whether a deadline day counts."""

    tz: str = "UTC"
    day: Literal["calendar", "24h"] = "calendar"
    inclusive: bool = True


class EvidencePolicy(Noun, frozen=True, kw_only=True):
    """When a claim is accepted: how many independent voices, whether self-praise counts, when a day settles.

    Attributes:
        min_independent: Independent innermost voices that must affirm a claim.
        exclude_self_serving: A bearer's word for itself counts towards no acceptance; it is still shown.
        settle_days: Days after which the reports of a day are taken to be in.
        coverage_days: Something must have been reported on the matter in this many days before the day of a verdict;
            otherwise nothing is observable and the verdict is `unknown`.
        min_confidence: A statement that a machine has read counts only if its calibrated chance of being right, 0 to 1,
            is at least this; what a person or a dataset has stated carries no such chance and always counts.
    """

    min_independent: int = 2
    exclude_self_serving: bool = True
    settle_days: int = 3
    coverage_days: int = 7
    min_confidence: float = 0.3


class ClauseReading(Noun, frozen=True, kw_only=True):
    """One way of reading a clause's wording, whose it is, and the fields that it sets otherwise."""

    id: str
    by: str | None = None
    note: str | None = None
    overrides: dict[str, Any] = {}


class TextRef(Noun, frozen=True, kw_only=True):
    """Where in the agreement's wording a clause stands: the wording's id and the words."""

    text: str
    article: str | None = None
    quote: str | None = None


class Clause(Noun, frozen=True, kw_only=True):
    """One promise, ban, condition or step of an agreement, with the test that tells whether it holds.

    Attributes:
        who, to: References of the bearer and of those it is owed to.
        what: The statements and events it is about.
        where: Names of the agreement's areas.
        within, grace: Days.
        in_force_if: Ids of clauses (conditions) that must be fulfilled first.
        terms: The fields of this clause's own type (target, deadline, trigger ...); left out, the type's defaults.
    """

    id: str
    type: ClauseType
    title: str = ""
    text_refs: tuple[TextRef, ...] = ()
    who: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    what: Pattern = Pattern()
    where: tuple[str, ...] = ()
    from_day: str | None = None
    until: str | None = None
    within: float | None = None
    grace: float = 0
    in_force_if: tuple[str, ...] = ()
    unless: tuple[Pattern, ...] = ()
    evidence: EvidencePolicy | None = None
    readings: tuple[ClauseReading, ...] = ()
    on_fulfil: str | None = None
    on_breach: str | None = None
    monitorable: Literal["yes", "partly", "no"] = "yes"
    note: str | None = None
    terms: Terms = DeclarationTerms()

    def __post_init__(self) -> None:
        expected = TERMS[self.type]
        if isinstance(self.terms, expected):
            return
        if self.terms != DeclarationTerms():
            raise ValueError(f"terms of a {self.type} are {expected.__name__}, not {type(self.terms).__name__}")
        msgspec.structs.force_setattr(self, "terms", expected())


class Agreement(Noun, frozen=True, kw_only=True):
    """A text that binds, or would bind, its parties; such as the statement of 29 March 2022 on reducing activity."""

    id: str
    title: str
    status: AgreementStatus
    date: str
    form: Literal["oral", "written"] = "written"
    parties: tuple[Party, ...] = ()
    guarantors: tuple[Party, ...] = ()
    third_parties: tuple[Party, ...] = ()
    texts: tuple[Wording, ...] = ()
    areas: dict[str, Area] = {}
    calendar: Calendar = Calendar()
    definitions: dict[str, str] = {}
    evidence: EvidencePolicy = EvidencePolicy()
    clauses: tuple[Clause, ...] = ()
    source: str | None = None

    def clause(self, clause_id: str) -> Clause | None:
        """The clause of that id; None if there is none."""
        return next((clause for clause in self.clauses if clause.id == clause_id), None)

    def wording(self, text_id: str) -> Wording | None:
        """The text of that id; None if there is none."""
        return next((wording for wording in self.texts if wording.id == text_id), None)

    def with_clauses(self, clauses: tuple[Clause, ...]) -> Agreement:
        """This agreement with other clauses."""
        return msgspec.structs.replace(self, clauses=clauses)
