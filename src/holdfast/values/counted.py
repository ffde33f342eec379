"""What a figure counts: the kinds of the statement contract, guessed from the noun and the word of the happening."""

from __future__ import annotations

import re

__all__ = ["KINDS", "kind"]

KINDS = (
    "killed", "wounded", "casualties", "missing", "captured", "detained", "released", "displaced", "evacuated",
    "personnel", "vehicles", "aircraft", "vessels", "weapons", "buildings", "violations", "money", "duration-hours",
    "other",
)  # fmt: skip

# "P50,000" are Philippine pesos or Botswanan pula, "31 a day" no duration.
# What the figure itself says wins over what the happening says; the order within each table decides.
_SELF = (
    ("money", r"[$€£¥₱]|\bP\d{1,3}(?:,\d{3})+"
              r"|\b(?:dollars?|euros?|pounds sterling|francs?|rou?bles?|hryv?ni?as?|yen|yuan|rupees?|pesos?|naira"
              r"|shillings?|birr|kyats?|soles|riyals?|dinars?|lira|kron(?:er|or|a)|USD|EUR|GBP|CHF|emalangeni|rand)\b"),
    ("killed", r"\b(?:killed|dead|deaths?|died|bod(?:y|ies)|fatalit(?:y|ies)|corpses?|coffins?|fallen|victims?"
               r" killed|remains)\b"),
    ("wounded", r"\b(?:wounded|injur(?:ed|ies|y)|hurt|maimed|burns)\b"),
    ("casualties", r"\bcasualt(?:y|ies)\b"),
    ("missing", r"\bmissing\b"),
    ("displaced", r"\b(?:displaced|refugees?|IDPs?|fled|newcomers|returnees)\b"),
    ("detained", r"\b(?:detained|detainees?|arrest(?:s|ed)?|suspects?)\b"),
    ("captured", r"\b(?:captured|captives?|hostages?|POWs?|prisoners of war)\b"),
    ("released", r"\b(?:released|freed)\b"),
    ("evacuated", r"\b(?:evacuated|evacuees?|patients)\b"),
    ("violations", r"\b(?:violations?|breach(?:es)?|infringements?|complaints)\b"),
    ("duration-hours", r"\b(?<!\ba )(?<!\bper )(?<!\beach )(?<!\bevery )(?<!\bnext )(?<!\blast )"
                       r"(?:hours?|days?|weeks?|months?|years?|minutes?)\b|-(?:hour|day|week|month"
                       r"|year)s?(?:-long)?\b(?!-old)"),
)  # fmt: skip
_THINGS = (
    # What is named after what it is meant for or hidden in.
    ("weapons", r"\banti-?(?:aircraft|tank|ship|vehicle)\b"
                r"|\b(?:car|truck|lorry|vehicle|motorcycle)[ -](?:bombs?|borne)\b"),
    ("aircraft", r"\b(?:aircraft|planes?|jets?|helicopters?|drones?|UAVs?|fighters? jets?|bombers?|airliners?"
                 r"|MiG-\d+\w*|Su-\d+\w*|F-\d+\w*|C-\d+\w*"
                 r"|MQ-\d+|Shaheds?|gunships?|quadcopters?|antonovs?|hercules|sort(?:ie|ies)|unmanned aerial"
                 r" vehicles?)\b"),
    ("vessels", r"\b(?:ships?|vessels?|boats?|frigates?|destroyers?|tankers?|carriers?|corvettes?|tugs?|barges?"
                r"|dhows?|submarines?"
                r"|skiffs?|cutters?|minesweepers?|minehunters?|trawlers?|freighters?|ferry|ferries|yachts?|MV"
                r" [A-Z]+)\b"),
    ("vehicles", r"\b(?:vehicles?|trucks?|lorr(?:y|ies)|bus(?:es)?|cars?|tanks?|motorcycles?|motorbikes?"
                 r"|pick-?ups?|jeeps?|ambulances?"
                 r"|armou?red (?:cars?|personnel carriers?)|APCs?|BMPs?|BTRs?|humvees?|convoys? of)\b"),
    ("weapons", r"\b(?:weapons?|missiles?|rockets?|shells?|rifles?|guns?|mortars?|howitzers?|launchers?|munitions?"
                r"|bombs?|mines?"
                r"|grenades?|ammunition|magazines?|IEDs?|warheads?|rounds|bullets?|batter(?:y|ies)|interceptors?"
                r"|machine-?guns?|RPGs?"
                r"|explosives?|artillery|air.defen[cs]e systems?|cartridges)\b"),
    ("buildings", r"\b(?:buildings?|houses?|homes?|schools?|hospitals?|clinics?|bridges?|warehouses?|depots?"
                  r"|shops?|apartments?|flats"
                  r"|churches|mosques?|towers?|watchtowers?|workshops?|mills?|roofs?|bunkers?|structures?|tukuls"
                  r"|huts|posts? offices?"
                  r"|substations?|greenhouses?|nodes?|stations?|restaurants?)\b"),
    ("personnel", r"\b(?:soldiers?|troops?|servicem[ae]n|personnel|marines?|fighters?|police(?:m[ae]n)?|officers?"
                  r"|peacekeepers?|guards?"
                  r"|gunm[ae]n|militants?|combatants?|insurgents?|rebels?|sailors?|airmen|trainers?|gendarmes?"
                  r"|reservists?|commandos?"
                  r"|recruits?|observers?|monitors?|crew(?:m[ae]n)?|medics?|infantry|militiamen|men)\b"),
)  # fmt: skip
_HAPPENINGS = (
    ("killed", r"\b(?:kill\w*|die[ds]?|dead|deaths?|bodies|body|lost their lives|shot dead|behead\w*|succumb\w*"
               r"|funerals?|buried|mourn\w*|executed?|murder\w*|massacre\w*|assassinat\w*|slain)\b"),
    ("wounded", r"\b(?:wound\w*|injur\w*|hurt|taken to hospital|burns|bruis\w*|treated|maim\w*)\b"),
    ("captured", r"\b(?:captur\w*|took prisoner|taken prisoner|hostage|seized|abduct\w*|kidnap\w*)\b"),
    ("detained", r"\b(?:detain\w*|arrest\w*|held\b|holding|round(?:ed)? up|jail\w*|custody)\b"),
    ("released", r"\b(?:releas\w*|freed|freeing|free|exchang\w*|swap\w*|handed (?:over|back)|return(?:ed)? home"
                 r"|came home|let go|walked? (?:out|home)|sent back)\b"),
    ("displaced", r"\b(?:displac\w*|fle[de]\w*|shelter\w*|left their|camp(?:ed|ing)|uproot\w*|homeless"
                  r"|cross(?:ed)? into|left their homes)\b"),
    ("evacuated", r"\b(?:evacuat\w*|moved? out|got out|brought (?:out|to safety)|taken out|rescu\w*)\b"),
    ("missing", r"\b(?:missing|unaccounted)\b"),
)  # fmt: skip
_PATTERNS = {
    table: [(name, re.compile(pattern)) for name, pattern in rows]
    for table, rows in (("self", _SELF), ("things", _THINGS), ("happenings", _HAPPENINGS))
}


# Counted nouns that are neither people nor one of the kinds above: they are "other", whatever happened to them.
_NEITHER = re.compile(
    r"%|\b(?:per ?cent|air ?strikes?|strikes?|attacks?|raids?|votes?|times?|occasions?|explosions?|incidents?"
    r"|countries|states"
    r"|nations|parties|km|kilomet\w+|miles?|met(?:re|er)s?|tonn?e?s|kg|barrels?|lit(?:re|er)s?|square|points?"
    r"|areas?|districts?"
    r"|villages?|towns?|sites?|companies|entities|battalions?|brigades?|units?|items?|seals?|routes?|drums?|nm|MW"
    r"|wells?"
    r"|targets?|names?|bursts?|cows?|delegates|members of parliament|generators?|latrines?|nights?|missions?"
    r"|projects?|tunnels?|supply routes|masks?|uniforms?|pounds|yards|acres|hectares|resolutions?|rounds of talks)\b",
    re.IGNORECASE,
)
_BY_MODE = {
    "release": "released",
    "exchange": "released",
    "arrest": "detained",
    "deport": "displaced",
    "evacuate": "evacuated",
    "violate": "violations",
    "surrender": "captured",
}
_BY_EVENT = {"MOBILIZE": "personnel"}  # never "killed" for an ASSAULT: nobody is dead because nothing else is said


def kind(
    text: str,
    *,
    happening: str | None = None,
    near: str | None = None,
    event: str | None = None,
    mode: str | None = None,
) -> str | None:
    """What is counted, as one of `KINDS`, or `None` if the words do not tell.

    The figure's own words win ("12 wounded"); a thing that is counted wins over the happening ("destroyed 12
    tanks"); people take the kind of the happening ("killed 12 soldiers"). What is left is told by the words around the
    figure, then by the kind of event, and people who serve are personnel.

    Args:
        text: The words of the figure with its noun, such as "more than 40 people".
        happening: The words of the happening in whose statement the figure stands, such as "killed".
        near: A few words before and after the figure.
        event: The event type of the statement, such as "ASSAULT".
        mode: Its mode, such as "release".
    """
    if (own := _first("self", text)) is not None:
        return own
    thing = _first("things", text)
    if thing is not None and thing != "personnel":
        return thing
    if _NEITHER.search(text):
        return "other"
    told = _first("happenings", happening.lower()) if happening else None
    return told or _BY_MODE.get(mode or "") or _nearest(text, near) or thing or _BY_EVENT.get(event or "")


def _nearest(text: str, near: str | None) -> str | None:
    """The kind told by the word of a happening that stands nearest to the figure."""
    if not near:
        return None
    lowered = near.lower()
    at = lowered.find(text.lower())
    middle = at + len(text) / 2 if at >= 0 else len(near) / 2
    found = [
        (abs((match.start() + match.end()) / 2 - middle), name)
        for name, pattern in _PATTERNS["happenings"]
        for match in pattern.finditer(lowered)
    ]
    return min(found)[1] if found else None


def _first(table: str, text: str) -> str | None:
    return next((name for name, pattern in _PATTERNS[table] if pattern.search(text)), None)
