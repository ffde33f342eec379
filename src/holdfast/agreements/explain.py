"""Reasons in plain sentences: from what was found down to the words in the documents."""

from __future__ import annotations

from collections.abc import Iterable

from holdfast.agreements.evaluate import Finding
from holdfast.agreements.evidence import Happening
from holdfast.agreements.facts import Said
from holdfast.agreements.sheaf import shown
from holdfast.model import Citation, Why

__all__ = ["citations", "evidence_of", "left_out", "plain_level", "told", "why_of"]

_PLAIN = {
    "not_in_force": "is not in force",
    "fulfilled": "is fulfilled",
    "holds": "holds",
    "pending": "is still open",
    "unknown": "cannot be told",
    "at_risk": "is at risk",
    "disputed": "is disputed",
    "breached": "is breached",
}
_WOULD = {
    "not_in_force": "would not bind",
    "fulfilled": "would be fulfilled",
    "holds": "would hold",
    "pending": "would still be open",
    "unknown": "could not be told",
    "at_risk": "would be at risk",
    "disputed": "would be disputed",
    "breached": "would be breached",
}
_ANSWERS = {True: " This is so.", False: " This is not so.", None: " This is not settled."}
_DEED = {
    "ASSAULT": "an attack", "COERCE": "a coercion", "MOBILIZE": "a deployment", "SANCTION": "a sanction",
    "PROTEST": "a protest", "RETREAT": "a withdrawal or easing of force", "CONCEDE": "a concession", "AID": "help",
    "SUPPORT": "support", "COOPERATE": "cooperation", "CONSULT": "a meeting or talks", "AGREE": "an agreement",
    "REJECT": "a refusal", "CONTROL": "a change of control", "INVESTIGATE": "an inspection", "OTHER": "a happening",
}  # fmt: skip


def plain_level(level: str, shadow: str | None = None) -> str:
    """A level of verdict as the end of a sentence: "is breached", with what would be if the text were in force."""
    if shadow is None:
        return _PLAIN[level]
    return f"{_PLAIN[level]}; if it were, it {_WOULD[shadow]}"


def why_of(finding: Finding) -> Why:
    """A finding as a tree of sentences that ends in the words of documents."""
    chosen = shown(finding.happenings)
    because = [told(one) for one in chosen]
    if len(chosen) < len(finding.happenings):
        because.append(Why(sentence=f"And {len(finding.happenings) - len(chosen)} more of the kind."))
    because += [why_of(part) for part in finding.parts]
    answer = _ANSWERS[finding.value] if finding.parts else ""
    return Why(sentence=f"{finding.sentence}{answer}", because=tuple(because))


def left_out(number: int, least: float) -> tuple[Why, ...]:
    """How many statements were read with too little certainty to count, in a sentence; nothing for none."""
    if not number:
        return ()
    told_number = "1 statement" if number == 1 else f"{number} statements"
    verb = "is" if number == 1 else "are"
    return (Why(sentence=f"{told_number} read with less certainty than {least:g} {verb} not counted."),)


def told(one: Happening) -> Why:
    """One happening in a sentence, with everybody's words for and against it."""
    lead = (one.affirming or one.denying)[0].statement
    deed = _DEED.get(lead.event.type or "", "a happening")
    word = f" (“{lead.event.trigger.text}”)" if lead.event.trigger else ""
    state = {True: "accepted", False: "rejected", None: "not settled"}[one.state]
    sentence = f"{_days(one)}: {deed}{word}{_at(one)}: {state}: {one.reason}."
    return Why(sentence=sentence, cites=citations((*one.affirming, *one.denying)))


def citations(said: Iterable[Said]) -> tuple[Citation, ...]:
    """The words, each statement once, in a stable order."""
    return tuple(
        one.cite() for one in {one.statement.id: one for one in sorted(said, key=lambda one: one.order)}.values()
    )


def evidence_of(
    happenings: Iterable[Happening], undone: Iterable[Said] = ()
) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
    """What speaks for the clause being kept, and what against: a delivery and the denial of a breach speak for it.

    Args:
        happenings: Those it rests on.
        undone: Words that what is owed was not done; they speak against it.
    """
    speaking_for: list[Said] = []
    against: list[Said] = list(undone)
    for one in happenings:
        speaking_for += one.affirming if one.praise else one.denying
        against += one.denying if one.praise else one.affirming
    return citations(speaking_for), citations(against)


def _days(one: Happening) -> str:
    if one.first and one.last:
        return f"On {one.first}" if one.first == one.last else f"Between {one.first} and {one.last}"
    if one.last:
        return f"On a day that is not told, up to {one.last}"
    return f"From {one.first} on" if one.first else "On a day that is not told"


def _at(one: Happening) -> str:
    places = sorted(
        {said.statement.place.name or said.statement.place.text for said in one.affirming if said.statement.place}
    )
    return f" at {', '.join(places[:3])}" if places else ""
