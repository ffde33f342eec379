"""CAMEO's codes of what one party does to another, in the terms of a statement.

A code that is not here means what its beginning means: 1411 is read as 141, and that as 14. Source of the codes: the
CAMEO codebook; of their PLOVER types, the conversion table that PLOVER's authors published. docs/import.md has the
reasons.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from holdfast.sources.coded import Meaning

__all__ = ["CODES", "meaning_of"]

# What somebody asks for, intends or refuses, by the end of the code that it has under CAMEO's root 02.
_MATTERS: dict[str, Meaning] = {
    "0": Meaning(words="something", type="OTHER"),
    "1": Meaning(words="material cooperation", type="COOPERATE"),
    "11": Meaning(words="economic cooperation", type="COOPERATE", mode="economic"),
    "14": Meaning(words="intelligence", type="COOPERATE", mode="intelligence"),
    "2": Meaning(words="diplomatic cooperation", type="SUPPORT"),
    "3": Meaning(words="aid", type="AID"),
    "31": Meaning(words="economic aid", type="AID", mode="economic"),
    "32": Meaning(words="military aid", type="AID", mode="military"),
    "33": Meaning(words="humanitarian aid", type="AID", mode="humanitarian"),
    "34": Meaning(words="military protection or peacekeeping", type="AID", mode="military"),
    "4": Meaning(words="political reform", type="CONCEDE", mode="political"),
    "5": Meaning(words="concessions", type="CONCEDE"),
    "51": Meaning(words="the easing of restrictions", type="CONCEDE", mode="ease"),
    "53": Meaning(words="the release of persons or property", type="CONCEDE", mode="release"),
    "54": Meaning(words="the easing of sanctions", type="CONCEDE", mode="ease"),
    "55": Meaning(words="access for international bodies", type="CONCEDE"),
    "56": Meaning(words="military de-escalation", type="RETREAT", mode="reduce"),
    "6": Meaning(words="talks", type="CONSULT"),
    "7": Meaning(words="a settlement", type="AGREE"),
    "8": Meaning(words="mediation", type="CONSULT", mode="mediate"),
}
_INTENDED = {**_MATTERS, "9": replace(_MATTERS["8"], words="to mediate")}
_REFUSED_ENDS = {"0": "0", "1": "1", "2": "3", "3": "4", "4": "5", "5": "6", "6": "8", "7": "7"}
"""Under root 12 the same matters have other numbers."""


def _spoken() -> Iterator[tuple[str, Meaning]]:
    """Appeals (02), intentions (03), demands (10) and refusals (12), each of every matter."""
    for end, matter in _MATTERS.items():
        yield (
            f"02{end}",
            replace(matter, words=f"appealed for {matter.words}", act="demand", status="hypothetical", to="to"),
        )
        yield (
            f"10{end}",
            replace(matter, words=f"demanded {matter.words}", act="demand", status="hypothetical", to="of"),
        )
    for end, matter in _INTENDED.items():
        yield (
            f"03{end}",
            replace(matter, words=f"intended {matter.words}", act="promise", status="planned", to="towards"),
        )
    for end, of in _REFUSED_ENDS.items():
        for matter_end, matter in _MATTERS.items():
            if matter_end[0] == of:
                words = f"refused {matter.words}"
                refused = replace(matter, words=words, act="reject", status="hypothetical", polarity="negated", to="to")
                yield f"12{end}{matter_end[1:]}", refused


_ACCUSED = Meaning(words="accused", type="OTHER", act="accuse", to="of")
_THREAT = Meaning(words="made a threat", type="OTHER", act="threaten", status="planned", to="to")
_TALKS = Meaning(words="consultation", type="CONSULT", mutual=True)
_SUPPORT = Meaning(words="support", type="SUPPORT", to="for")
_AID = Meaning(words="aid", type="AID", to="for")
_EASED = Meaning(words="concession", type="CONCEDE", to="to")
_CALM = Meaning(words="military de-escalation", type="RETREAT", mode="reduce", to="towards")

CODES: dict[str, Meaning] = {
    **dict(_spoken()),
    "01": Meaning(words="public statement", type="OTHER", to="towards"),
    "016": Meaning(words="denied responsibility", type="OTHER", act="deny", polarity="negated", to="towards"),
    "02": replace(_MATTERS["0"], words="made an appeal", act="demand", status="hypothetical", to="to"),
    "03": replace(_MATTERS["0"], words="expressed an intention", act="promise", status="planned", to="towards"),
    "04": _TALKS,
    "041": replace(_TALKS, words="telephone call", mode="call"),
    "042": replace(_TALKS, words="visit", mode="visit"),
    "043": replace(_TALKS, words="visit", mode="visit"),
    "044": replace(_TALKS, words="meeting", mode="meet"),
    "045": replace(_TALKS, words="mediation", mode="mediate"),
    "046": replace(_TALKS, words="negotiation", mode="negotiate"),
    "05": _SUPPORT,
    "054": replace(_SUPPORT, words="diplomatic recognition", mode="recognise"),
    "055": Meaning(words="apology", type="OTHER", to="to"),
    "056": Meaning(words="forgiveness", type="OTHER", to="of"),
    "057": Meaning(words="signing of an agreement", type="AGREE", mode="sign", mutual=True),
    "06": Meaning(words="material cooperation", type="COOPERATE", mutual=True),
    "061": Meaning(words="economic cooperation", type="COOPERATE", mode="economic", mutual=True),
    "064": Meaning(words="sharing of intelligence", type="COOPERATE", mode="intelligence", mutual=True),
    "07": _AID,
    "071": replace(_AID, words="economic aid", mode="economic"),
    "072": replace(_AID, words="military aid", mode="military"),
    "073": replace(_AID, words="humanitarian aid", mode="humanitarian"),
    "074": replace(_AID, words="military protection or peacekeeping", mode="military"),
    "075": replace(_AID, words="asylum", mode="humanitarian"),
    "08": _EASED,
    "081": replace(_EASED, words="easing of restrictions", mode="ease"),
    "083": replace(_EASED, words="political concession", mode="political"),
    "0841": replace(_EASED, words="release of persons", mode="release"),
    "085": replace(_EASED, words="easing of sanctions", mode="ease"),
    "087": _CALM,
    "0871": replace(_CALM, words="ceasefire", mode="ceasefire"),
    "0872": replace(_EASED, words="easing of a blockade", mode="ease"),
    "0873": replace(_CALM, words="demobilisation", mode="disarm"),
    "0874": replace(_CALM, words="retreat or surrender", mode=None),
    "09": Meaning(words="investigation", type="INVESTIGATE", to="of"),
    "10": replace(_MATTERS["0"], words="made a demand", act="demand", status="hypothetical", to="to"),
    "11": Meaning(words="criticised", type=None, act="evaluate", status=None, to="on the part of"),
    "112": replace(_ACCUSED, words="made an accusation"),
    "1123": replace(_ACCUSED, words="made an accusation of aggression", type="ASSAULT"),
    "1124": replace(_ACCUSED, words="made an accusation of war crimes", type="ASSAULT"),
    "113": Meaning(words="rallying of opposition", type="OTHER"),
    "114": replace(_ACCUSED, words="complained officially"),
    "115": Meaning(words="lawsuit", type="INVESTIGATE", mode="prosecute"),
    "116": Meaning(words="verdict of a court", type="INVESTIGATE", mode="prosecute"),
    "12": replace(_MATTERS["0"], words="refused", act="reject", status="hypothetical", polarity="negated", to="to"),
    "128": Meaning(words="defiance of norms or law", type="REJECT", mode="violate"),
    "129": Meaning(words="veto", type="REJECT", mode="veto"),
    "13": _THREAT,
    "1311": replace(_THREAT, words="threatened to stop aid", type="SANCTION"),
    "1312": replace(_THREAT, words="threatened sanctions", type="SANCTION"),
    "1313": replace(_THREAT, words="threatened to reduce relations", type="SANCTION"),
    "132": replace(_THREAT, words="threatened restrictions", type="COERCE"),
    "133": replace(_THREAT, words="threatened protests", type="PROTEST"),
    "134": replace(_THREAT, words="threatened to halt talks", type="REJECT", mode="suspend"),
    "135": replace(_THREAT, words="threatened to halt mediation", type="REJECT", mode="suspend"),
    "136": replace(_THREAT, words="threatened to expel international bodies", type="SANCTION"),
    "137": replace(_THREAT, words="threatened violent repression", type="ASSAULT"),
    "138": replace(_THREAT, words="threatened military force", type="ASSAULT"),
    "1381": replace(_THREAT, words="threatened a blockade", type="COERCE", mode="blockade"),
    "1382": replace(_THREAT, words="threatened an occupation", type="CONTROL", mode="taken"),
    "139": replace(_THREAT, words="gave an ultimatum"),
    "14": Meaning(words="protest", type="PROTEST"),
    "15": Meaning(words="show of force", type="MOBILIZE", to="towards"),
    "151": Meaning(words="raising of police alert", type="MOBILIZE", mode="alert", to="towards"),
    "152": Meaning(words="raising of military alert", type="MOBILIZE", mode="alert", to="towards"),
    "153": Meaning(words="mobilisation of police", type="MOBILIZE", to="towards"),
    "154": Meaning(words="mobilisation of forces", type="MOBILIZE", to="towards"),
    "16": Meaning(words="reduction of relations", type="SANCTION"),
    "163": Meaning(words="embargo or sanctions", type="SANCTION"),
    "164": Meaning(words="halting of talks", type="REJECT", mode="suspend"),
    "165": Meaning(words="halting of mediation", type="REJECT", mode="suspend"),
    "17": Meaning(words="coercion", type="COERCE"),
    "171": Meaning(words="seizure or damage of property", type="COERCE"),
    "1711": Meaning(words="confiscation of property", type="COERCE", mode="seize"),
    "1712": Meaning(words="destruction of property", type="ASSAULT"),
    "172": Meaning(words="restrictions", type="COERCE", mode="restrict"),
    "173": Meaning(words="arrest", type="COERCE", mode="arrest"),
    "174": Meaning(words="expulsion of individuals", type="COERCE", mode="deport"),
    "175": Meaning(words="violent repression", type="ASSAULT"),
    "176": Meaning(words="cyber attack", type="ASSAULT", mode="cyber"),
    "18": Meaning(words="assault", type="ASSAULT"),
    "181": Meaning(words="abduction", type="ASSAULT", mode="abduction-killing"),
    "1821": Meaning(words="sexual assault", type="ASSAULT", mode="sexual"),
    "1822": Meaning(words="torture", type="ASSAULT", mode="torture"),
    "183": Meaning(words="bombing", type="ASSAULT", mode="explosive"),
    "186": Meaning(words="assassination", type="ASSAULT", mode="abduction-killing"),
    "19": Meaning(words="use of military force", type="ASSAULT"),
    "191": Meaning(words="blockade", type="COERCE", mode="blockade"),
    "192": Meaning(words="occupation of territory", type="CONTROL", mode="taken"),
    "193": Meaning(words="fighting with small arms", type="ASSAULT", mode="firearms"),
    "194": Meaning(words="fighting with artillery and tanks", type="ASSAULT"),
    "195": Meaning(words="attack from the air", type="ASSAULT", mode="airstrike"),
    "1952": Meaning(words="attack by drone", type="ASSAULT", mode="drone"),
    "196": Meaning(words="violation of a ceasefire", type="REJECT", mode="violate"),
    "20": Meaning(words="mass violence", type="ASSAULT"),
    "201": Meaning(words="mass expulsion", type="COERCE", mode="deport"),
    "2041": Meaning(words="use of chemical, biological or radiological weapons", type="ASSAULT", mode="chemical"),
}  # fmt: skip
"""CAMEO's codes whose meaning is not that of their beginning."""


def meaning_of(code: str) -> Meaning | None:
    """What a code means; None if CAMEO has no such root."""
    for length in range(len(code), 1, -1):
        if code[:length] in CODES:
            return CODES[code[:length]]
    return None
