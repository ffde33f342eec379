"""Glosses: one short line for each label of the contract, as a language model is told them.

The labels themselves are the contract's (`holdfast.model.statement`); a test sees to it that none lacks its line.
"""

from __future__ import annotations

from holdfast.model.statement import Act, ConditionKind, EventType, Polarity, Status

__all__ = ["ACT", "CONDITION", "EVENT", "POLARITY", "STATUS"]

ACT: dict[Act, str] = {
    "assert": "says that it is so",
    "deny": "says that it is not so, or did not happen",
    "accuse": "says that another did wrong",
    "promise": "binds itself or its side to do or not to do something",
    "propose": "offers or suggests, not bound yet",
    "demand": "wants another to do or not to do something",
    "threaten": "announces harm or a cost to another",
    "agree": "accepts, consents, signs",
    "reject": "refuses",
    "evaluate": "judges, and reports no happening (then event and status are null)",
    "question": "says that it is not known or not confirmed",
}
EVENT: dict[EventType, str] = {
    "ASSAULT": "any violence or attack and its harm, troops that advance",
    "COERCE": "arrest, blockade, closure, ban, seizure, deportation",
    "MOBILIZE": "troops or weapons deployed, moved, exercised, put on alert",
    "SANCTION": "embargo, expulsion, freeze, broken relations",
    "PROTEST": "demonstration, strike of workers, riot",
    "RETREAT": "withdrawal, ceasefire, less fire or activity, surrender",
    "CONCEDE": "prisoners released, a restriction eased, a demand granted",
    "AID": "money, arms, relief, shelter given; people evacuated",
    "SUPPORT": "recognition, guarantee, alliance, political backing",
    "COOPERATE": "trade, exchange of prisoners, joint work",
    "CONSULT": "meetings, talks, negotiations, visits, calls",
    "AGREE": "an agreement reached, signed, ratified",
    "REJECT": "refusal, veto, talks broken off, an agreement violated",
    "CONTROL": "a place or facility held, taken or lost",
    "INVESTIGATE": "inspection, monitoring, verification, prosecution",
    "OTHER": "any other happening",
}
STATUS: dict[Status, str] = {
    "happened": "it is over",
    "ongoing": "it goes on",
    "planned": "will or would be",
    "possible": "may, could or can be",
    "hypothetical": "under a condition, demanded or proposed",
}
POLARITY: dict[Polarity, str] = {
    "affirmed": "the words say that it is so",
    "negated": "the words say that it is not so, did not or will not happen",
}
CONDITION: dict[ConditionKind, str] = {
    "if": "if, provided that",
    "only-if": "only if",
    "unless": "unless",
    "until": "until",
    "after": "only after",
}
