"""What a figure counts: the kinds of the statement contract, guessed from the noun and the word of the happening."""

from __future__ import annotations

import re

__all__ = ["KINDS", "kind"]

KINDS = (
    "killed", "wounded", "casualties", "missing", "captured", "detained", "released", "displaced", "evacuated",
    "personnel", "vehicles", "aircraft", "vessels", "weapons", "buildings", "violations", "money", "duration-hours",
    "other",
)  # fmt: skip

# What the figure itself says wins over what the happening says; the order within each table decides.
_SELF = (
    ("money", r"[$€£¥]|\b(?:dollars?|euros?|pounds sterling|francs?|rou?bles?|hryv?ni?as?|yen|yuan|rupees?|pesos?|naira"
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
    ("duration-hours", r"\b(?:hours?|days?|weeks?|months?|years?|minutes?)\b|-(?:hour|day|week|month"
                       r"|year)s?(?:-long)?\b(?!-old)"),
)  # fmt: skip
_THINGS = (
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
    ("killed", r"\b(?:kill\w*|die[ds]?|dead|death|executed?|murder\w*|massacre\w*|assassinat\w*|slain)\b"),
    ("wounded", r"\b(?:wound\w*|injur\w*|hurt|maim\w*)\b"),
    ("captured", r"\b(?:captur\w*|took prisoner|taken prisoner|hostage|seized|abduct\w*|kidnap\w*)\b"),
    ("detained", r"\b(?:detain\w*|arrest\w*|round(?:ed)? up|jail\w*|custody)\b"),
    ("released", r"\b(?:releas\w*|freed?|free|exchang\w*|swap\w*|handed over|return(?:ed)? home)\b"),
    ("displaced", r"\b(?:displac\w*|fle[de]\w*|uproot\w*|homeless|cross(?:ed)? into|left their homes)\b"),
    ("evacuated", r"\b(?:evacuat\w*|brought out|taken out|rescu\w*)\b"),
    ("missing", r"\b(?:missing|unaccounted)\b"),
)  # fmt: skip
_PEOPLE = re.compile(
    r"\b(?:people|persons?|civilians?|soldiers?|troops?|men|man|women|woman|child(?:ren)?|boys?|girls?|villagers?"
    r"|residents?|police(?:m[ae]n)?"
    r"|fighters?|officers?|workers?|prisoners?|militants?|insurgents?|terrorists?|others?|them|members?|sailors?"
    r"|drivers?|pilots?"
    r"|servicem[ae]n|guards?|passengers?|students?|famil(?:y|ies)|us|[A-Z][a-z]+(?:ans|ians|ese|is|ish|ns))\b"
)

_PATTERNS = {
    table: [(name, re.compile(pattern)) for name, pattern in rows]
    for table, rows in (("self", _SELF), ("things", _THINGS), ("happenings", _HAPPENINGS))
}


def kind(text: str, *, happening: str | None = None) -> str | None:
    """What is counted, as one of `KINDS`, or `None` if the words do not tell.

    The figure's own words win ("12 wounded"); a thing that is counted wins over the happening ("destroyed 12
    tanks"); people take the kind of the happening ("killed 12 soldiers"), and without one they are personnel
    if they serve.

    Args:
        text: The words of the figure with its noun, such as "more than 40 people".
        happening: The words of the happening in whose sentence the figure stands, such as "killed".
    """
    if (own := _first("self", text)) is not None:
        return own
    people = _PEOPLE.search(text) is not None
    event = _first("happenings", happening.lower()) if happening else None
    if people and event is not None:
        return event
    if (thing := _first("things", text)) is not None:
        return thing
    bare = not re.search(r"[a-z]{3,}\s+[a-z]{3,}", text.lower())
    return event if event is not None and (people or bare) else None


def _first(table: str, text: str) -> str | None:
    return next((name for name, pattern in _PATTERNS[table] if pattern.search(text)), None)
