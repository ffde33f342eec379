"""stub."""

from dataclasses import dataclass

from holdfast.model import Event, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    statement: Statement
    outlet: str | None
    published: str | None


def merge(reported: object, judgements: object) -> tuple[Event, ...]:
    return ()
