"""The nouns of Holdfast: frozen, without input or output, with JSON that keeps every field."""

from holdfast.model.agreement import Agreement, Clause
from holdfast.model.document import Document
from holdfast.model.event import Contradiction, Event, Judgement, Merge, Tally
from holdfast.model.statement import (
    Condition,
    Count,
    Happening,
    Mention,
    Place,
    Span,
    Statement,
    Time,
    Voice,
)
from holdfast.model.verdict import Citation, RollUp, Verdict, Why, roll_up

__all__ = [
    "Agreement",
    "Citation",
    "Clause",
    "Condition",
    "Contradiction",
    "Count",
    "Document",
    "Event",
    "Happening",
    "Judgement",
    "Mention",
    "Merge",
    "Place",
    "RollUp",
    "Span",
    "Statement",
    "Tally",
    "Time",
    "Verdict",
    "Voice",
    "Why",
    "roll_up",
]
