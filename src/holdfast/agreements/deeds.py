"""Which words of a sentence name a happening, as type and mode: "ratified" is an AGREE that ratifies.

A short, open list of what clauses, conditions and assumptions are about. It reads no news: that is the reader's part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from holdfast.model.statement import EventType

__all__ = ["EXAMPLES", "Deed", "deeds_in", "happening_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A word that names a happening, such as "referendum", AGREE, from 4 to 14.

    Attributes:
        settles: It tells that something was agreed on ("signed", "approved"), be it of another happening's name.
    """

    type: EventType
    mode: str | None
    word: str
    start: int
    end: int
    settles: bool = False


_FORCE = (
    r"(?:attacks?|(?:air ?)?strikes?|raids?|shelling|bombing|bombardment|fir(?:e|ing)|fighting|offensives?|hostilities)"
)
_WEAPONS = r"(?:troops|forces|soldiers|artillery|guns|howitzers|tanks|armour|missiles|rockets|weapons|mines)"
# Type, mode, and the beginnings of words; the first row that fits a word counts.
_ROWS: tuple[tuple[EventType, str | None, str], ...] = (
    ("AGREE", None, r"referend\w+|plebiscites?"),
    ("AGREE", "ratify", r"ratif\w+"),
    ("AGREE", "sign", r"initial(?:l?ed|l?ing|s)?|sign(?:ed|s|ing|ature)?"),
    ("AGREE", None, r"approv\w+|agreed|agrees?|consents?|consented|accept(?:ed|s)?|adopt(?:ed|s)?"),
    ("RETREAT", "ceasefire", r"cease-?fires?|truces?|armistices?|fire ceases?|fall silent"
                             rf"|(?:stop|halt|ceas|end|suspend)\w* (?:of )?(?:\w+ ){{0,3}}{_FORCE}"
                             rf"|{_FORCE} (?:has |have |had )?(?:stop|halt|ceas|end)\w*"),
    ("RETREAT", "withdraw", r"withdr[ae]w\w*|pull(?:ed|s|ing)? (?:out|back)|pull-?outs?|have left"
                            rf"|remov\w* (?:\w+ ){{0,3}}{_WEAPONS}"
                            rf"|(?:tak|mov|pull)\w* (?:\w+ ){{0,3}}{_WEAPONS} (?:away|back|out)"
                            rf"|{_WEAPONS} (?:has |have |had )?(?:is|are|was|were|be|been) "
                            r"(?:removed|(?:moved|pulled|taken) (?:away|back|out))"),
    ("RETREAT", "reduce", r"reduc\w+|de-?escalat\w+|scal(?:e|ed|ing) (?:down|back)"),
    ("RETREAT", "disarm", r"disarm\w*|demilitari[sz]\w+|demobili[sz]\w+"),
    ("RETREAT", "surrender", r"surrender\w*"),
    ("ASSAULT", "missile", r"missiles?|rockets?"),
    ("ASSAULT", "airstrike", r"air ?strikes?|air raids?|bombing\w*"),
    ("ASSAULT", "drone", r"drones?"),
    ("ASSAULT", "artillery", r"shell(?:s|ed|ing)?|artillery|mortars?"),
    ("ASSAULT", "ground", r"offensives?|invasions?|invades?|invaded"),
    ("ASSAULT", None, r"attack\w*|strikes?|struck|assault\w*|use of force|uses? force|force of arms|hostilit\w+"
                      r"|military means|(?:opens?|opened|holds?) fire|fighting"),
    ("CONSULT", "meet", r"meet(?:s|ing|ings)?|met|summits?"),
    ("CONSULT", "negotiate", r"talks?|negotiat\w+|consult\w*"),
    ("CONSULT", "visit", r"visit(?:s|ed)?"),
    ("CONSULT", "call", r"(?:phone|telephone) calls?"),
    ("CONSULT", "mediate", r"mediat\w+"),
    ("MOBILIZE", "exercise", r"exercises?|drills?|man(?:oeuvre|euver)s?"),
    ("MOBILIZE", "deploy", r"deploy\w*|bases?|contingents?|stationed|stationing"),
    ("MOBILIZE", "weapons", r"nuclear weapons?|weapons? (?:moved|stationed)"),
    ("COOPERATE", "exchange", r"exchang\w+|swaps?|swapped"),
    ("CONCEDE", "release", r"releas\w+|freed"),
    ("CONCEDE", "ease", r"lift(?:s|ed|ing)?|eas(?:e|ed|es|ing)|reopen\w*"),
    ("CONCEDE", "political", r"neutral\w*|non-aligned|autonom\w+"),
    ("SUPPORT", "guarantee", r"guarant\w+"),
    ("SUPPORT", "recognise", r"recogni[sz]\w+"),
    ("SUPPORT", "ally", r"alliances?|allied"),
    ("AID", "evacuate", r"evacuat\w+"),
    ("AID", "military", r"arms|military (?:aid|help|assistance)|close the sky"),
    ("AID", "humanitarian", r"(?:humanitarian )?aid|relief|corridors?"),
    ("AID", None, r"help(?:s|ed)?|assist\w*"),
    ("COERCE", "blockade", r"blockad\w+|sieges?|besieg\w+"),
    ("COERCE", "arrest", r"arrest\w*|detain\w*|detention"),
    ("COERCE", "deport", r"deport\w*"),
    ("COERCE", "restrict", r"bans?|banned|curfews?|restrict\w*"),
    ("SANCTION", None, r"sanction\w*|embargo\w*|expel\w*"),
    ("INVESTIGATE", "inspect", r"inspect\w*|verif\w+|monitor\w*"),
    ("INVESTIGATE", "prosecute", r"prosecut\w+|punish\w*|trials?"),
    ("CONTROL", "taken", r"seiz\w+|captur\w+|takes? over|took over|taken"),
    ("CONTROL", "held", r"controls?|holds? the (?:town|city)"),
    ("REJECT", "veto", r"veto\w*"),
    ("REJECT", "violate", r"violat\w+"),
    ("REJECT", None, r"reject\w*|refus\w+"),
    ("PROTEST", None, r"protests?|demonstrations?|riots?"),
)  # fmt: skip
_WORDS = re.compile("|".join(f"(?P<d{number}>\\b(?:{words})\\b)" for number, (_, _, words) in enumerate(_ROWS)), re.I)
_SETTLES = re.compile(r"approv\w+|agree[ds]?|consent\w*|accept\w*|adopt\w*|sign\w*|ratif\w+|initial\w*", re.I)
_UNDOING = ("ease", "release")

EXAMPLES = ("referendum", "ratified", "signed", "ceasefire", "withdrawal", "attack", "shelling", "meeting", "talks",
            "deployed", "exercises", "exchange", "released", "neutrality", "aid", "blockade", "inspection")  # fmt: skip
"""Some of the words, for the message that none was found."""


def deeds_in(text: str) -> list[Deed]:
    """Every word of a text that names a happening, in the order in which they stand."""
    found = []
    for match in _WORDS.finditer(text):
        kind, mode, _ = _ROWS[int((match.lastgroup or "d0")[1:])]
        settles = bool(_SETTLES.fullmatch(match[0]))
        found.append(Deed(type=kind, mode=mode, word=match[0], start=match.start(), end=match.end(), settles=settles))
    return found


def happening_in(text: str) -> Deed | None:
    """The happening that a short phrase is about; None if no word of it names one.

    A word that settles something comes before what it settles: "withdrawal agreed" is an AGREE, "ceasefire signed" the
    deal on a ceasefire. One that undoes comes before what it undoes ("blockade lifted"). Otherwise the first counts.
    """
    deeds = deeds_in(text)
    if not deeds:
        return None
    settling = [deed for deed in deeds if deed.settles]
    if not settling:
        return next((deed for deed in deeds if deed.mode in _UNDOING), deeds[0])
    how = next((deed.mode for deed in settling if deed.mode), None)
    if any(deed.mode == "ceasefire" for deed in deeds):
        how = "ceasefire-deal"
    first = settling[0]
    return Deed(type="AGREE", mode=how, word=first.word, start=first.start, end=first.end, settles=True)
