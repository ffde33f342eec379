"""What part of a society an actor belongs to, from the words of the text: PLOVER's sectors.

PLOVER (Political Language Ontology for Verifiable Event Records) names GOV, MIL, REB, OPP, CIV, LEG, JUD, MED, BUS and
NGO among others. A defence ministry speaks for the armed forces and is MIL here; police and customs are GOV.
"""

from __future__ import annotations

import re

__all__ = ["EVERY_SECTOR", "SECTORS", "sector"]

SECTORS = ("GOV", "MIL", "REB", "OPP", "CIV", "LEG", "JUD", "MED", "BUS", "NGO")
"""Those that words are read as."""

EVERY_SECTOR = frozenset(SECTORS) | {"AGR", "COP", "CRM", "CVL", "EDU", "LAB", "PTY", "REF", "SPY", "UAF"}
"""All of PLOVER's, which statements made elsewhere may carry; a reference may be a sector alone, as "MED" is."""

_WORDS = {
    "GOV": (
        "government president presidency presidential premier ministry ministries minister ministers"
        " foreign-ministry chancellor king queen emir sultan"
        " official palace crown prince ambassador ambassadors embassy consul consulate envoy envoys diplomat"
        " diplomats diplomacy delegation"
        " delegations negotiator negotiators authorities authority administration governor governors mayor mayors"
        " municipality police"
        " policeman policemen policewoman policewomen cabinet officials state bureaucrats customs treasury"
        " intelligence security-service"
        " regime capital capitals federation leadership secretary consular counsellor office provincial"
        " governorate commission prefect"
        " coastguard leaders presidents governments emergency-service firefighters"
    ),
    "MIL": (
        "army armies military militaries troops soldier soldiers soldiers' serviceman servicemen forces force navy"
        " navies naval fleet marines marine"
        " airmen airman pilot pilots brigade battalion regiment division corps squadron garrison commander"
        " commanders command general"
        " generals colonel colonels major captain lieutenant sergeant corporal admiral brigadier commodore"
        " conscript conscripts"
        " paratroopers commandos commando artillery infantry warplane warplanes aircraft jets jet drones drone"
        " missile missiles warship warships frigate"
        " destroyer gunboat submarine peshmerga junta defence defense battery batteries patrol patrols"
        " peacekeepers peacekeeper"
        " militaries gendarmes gendarmerie reservists tanks tank fighter-jet airforce pow pows legion gunners"
        " sailors sailor fusiliers ranger rangers"
    ),
    "REB": (
        "rebel rebels insurgent insurgents insurgency militant militants separatist separatists guerrilla"
        " guerrillas militia militias"
        " militiamen militiaman fighters fighter terrorist terrorists jihadist jihadists gunman gunmen gang gangs"
        " paramilitary paramilitaries extremists"
        " extremist mujahideen warlord warlords bandits bandit secessionists mutineers dissidents pirates cartel"
        " attackers assailants kidnappers"
    ),
    "OPP": "opposition oppositionists party challenger dissident parties nationalists",
    "CIV": (
        "civilian civilians resident residents people population villagers villager citizen citizens men women"
        " woman man children child"
        " girl girls boy boys family families refugee refugees students student pupils protester protesters"
        " protestors demonstrators"
        " demonstrator workers worker farmers farmer fishermen fisherman herders herder shepherd doctor doctors"
        " nurse nurses patient"
        " patients teacher teachers driver drivers witness witnesses elder elders elderly priest bishop imam"
        " victims victim detainee"
        " detainees passenger passengers community communities household households inhabitants locals islanders"
        " migrants inmates"
        " prisoners prisoner hospital hospitals school schools houses mourners parents mother mothers father widow"
        " relatives survivors crowd"
        " activists activist union unions lawyers lawyer voters returnees evacuees settlers tribesmen clans youth"
        " youths minors infants pensioner cook"
    ),
    "LEG": (
        "parliament parliamentary lawmaker lawmakers legislator legislators senator senators senate deputies mp"
        " mps assembly"
        " congressman congresswoman congressmen speaker legislature councillor councillors"
    ),
    "JUD": "court courts judge judges prosecutor prosecutors tribunal judiciary magistrate magistrates justices"
           " jury judicial",
    "MED": (
        "newspaper newspapers news-agency broadcaster broadcasters television tv radio reporter reporters"
        " journalist journalists"
        " correspondent media press daily weekly editor website"
    ),
    "BUS": (
        "company companies firm firms corporation bank banks airline airlines operator operators shipowner"
        " shipowners shipping tanker"
        " tankers freighter carrier vessel vessels merchant merchants traders trader business businesses"
        " businessman businessmen insurers insurer"
        " manufacturer manufacturers investors exporters importers industry refinery mine plant hauliers"
        " shareholders trawler ship ships"
    ),
    "NGO": "charity charities ngo ngos aid-group aid-groups humanitarians foundation think-tank volunteers",
}  # fmt: skip
_BY_WORD = {word: name for name, words in _WORDS.items() for word in words.split()}

# Phrases that mean something else than their words do; they are read first.
_PHRASES = (
    (r"defen[cs]e (?:ministry|ministries|minister|ministers|secretary|chief|department|official|staff|attaché)", "MIL"),
    (r"minist(?:er|ry) (?:of|for) (?:national )?defen[cs]e|chiefs? of (?:the )?(?:general )?staff|general staff"
     r"|joint chiefs", "MIL"),
    (r"secretary[- ]general|director[- ]general|attorney[- ]general|governor[- ]general|consul[- ]general"
     r"|inspector[- ]general", "GOV"),
    (r"military (?:court|tribunal|prosecutors?)|constitutional court|supreme court|court of \w+|attorney"
     r" general", "JUD"),
    (r"police (?:chief|commander|officers?|general|colonel|spokes\w+|forces?|captain|major|sergeant)|chief of"
     r" police|riot police", "GOV"),
    (r"military (?:police|governor|council|junta|government|observers?)", "MIL"),
    (r"(?:border|coast) guards?|coastguards?|coast guard cutter|patrol vessel of the coast guard", "GOV"),
    (r"patrol (?:vessel|boat|ship)|(?:naval|navy|war) ?(?:vessel|ship|tug|base)s?|aircraft carriers?"
     r"|supply ship", "MIL"),
    (r"(?:state|national|public) (?:television|tv|radio|media|broadcaster|news)|news (?:agency|agencies|site"
     r"|website|outlet)|press agency", "MED"),
    (r"(?:aid|relief|humanitarian|rights|human rights|watchdog) (?:agency|agencies|workers?|groups?"
     r"|organi[sz]ations?|network|volunteers?|official)", "NGO"),
    (r"(?:red cross|red crescent)(?: \w+)?", "NGO"),
    (r"opposition (?:fighters|forces|gunmen|brigades|commander)|armed (?:men|groups?|opposition|wing|gangs?"
     r"|attackers)", "REB"),
    (r"(?:army|government)[- ](?:allied|backed) militias?|pro-government (?:militias?|forces|fighters)", "MIL"),
    (r"opposition (?:leader|party|parties|bloc|alliance|candidate|figures?|politicians?|coalition)|party (?:leader"
     r"|chairman|chair)", "OPP"),
    (r"prisoners? of war|captured (?:soldiers|servicemen|troops)", "MIL"),
    (r"(?:prime|foreign|interior|finance|justice|information|health|energy|trade|culture|transport|communications"
     r"|infrastructure|agriculture|deputy) minist\w+", "GOV"),
    (r"(?:members? of parliament|parliament's \w+ committee|national assembly|house of representatives|lower house"
     r"|upper house)", "LEG"),
    (r"(?:trade|teachers'?|workers'?|fishermen's) unions?|civil society|strike committee", "CIV"),
    (r"(?:oil|gas|energy|power|shipping|mining|security|railway|insurance|arms) (?:company|companies|firm|firms"
     r"|operator|giant)|bulk carriers?|cargo ships?|container ships?|oil tankers?|fishing (?:boat|vessel)s?", "BUS"),
    (r"foreign fighters?|former (?:rebels?|fighters?|combatants?)|ex-(?:combatants?|rebels?|fighters?)", "REB"),
    (r"local (?:authorities|officials|council)|city council|town council|village head", "GOV"),
    (r"air force|security forces?|armed forces|special forces|self-defen[cs]e forces|air defen[cs]es?(?: forces)?"
     r"|ground forces|territorial defen[cs]e|government (?:forces|troops|soldiers)|naval forces", "MIL"),
)  # fmt: skip
_PATTERNS = [(re.compile(rf"\b(?:{pattern})(?![\w-])"), name) for pattern, name in _PHRASES]
_TAIL = re.compile(
    r"\s(?:of|for|from|in|at|on|to|with|who|whose|that|which|near|against|supporting|working|around|along|under)\s"
    r"|,|\(| - "
)
_TOKEN = re.compile(r"[a-z][a-z'-]*")
# What a person is before any sector: the sector is then looked for behind "of", "for" or the comma.
_OVERRIDES = ("REB",)


# Titles with "of" inside them, so that "of" can otherwise end the head of a phrase.
_REORDERED = (
    (
        re.compile(
            r"\b(minist(?:er|ry)|secretary|department|deputy minister) (?:of|for) (?:the )?(?:national )?defen[cs]e\b"
        ),
        "defence ministry",
    ),
    (
        re.compile(
            r"\b(minist(?:er|ry)|secretary|department) of (?:the )?(?:state|foreign|interior|justice|internal"
            r"|external|treasury)\b"
        ),
        "government ministry",
    ),
    (re.compile(r"\bmembers? of (?:the )?(?:parliament|knesset|duma|congress)\b"), "lawmaker"),
    (re.compile(r"\bprisoners? of war\b"), "pow"),
    (re.compile(r"\bchiefs? of (?:the )?(?:general |defen[cs]e )?staff\b"), "army chief"),
    (re.compile(r"\bcourt of [a-z]+\b"), "court"),
)


def sector(text: str) -> tuple[str, str] | None:
    """The sector that the words name, with the word that decided; `None` if no word does.

    The head of the phrase decides ("families of soldiers" are CIV); words that only say that somebody speaks or leads
    ("spokesman for the army") hand on to what follows.

    Args:
        text: The words of the actor in any case.
    """
    lowered = text.lower().replace("’", "'")
    for pattern, plain in _REORDERED:
        lowered = pattern.sub(plain, lowered)
    for piece in _pieces(lowered):
        if (found := _in_piece(piece)) is not None:
            return found
    return None


def _pieces(lowered: str) -> list[str]:
    """The head of the phrase, and then what follows it, piece by piece."""
    return [piece for piece in _TAIL.split(lowered) if piece and piece.strip()]


def _in_piece(piece: str) -> tuple[str, str] | None:
    phrase = next(((name, match[0]) for pattern, name in _PATTERNS if (match := pattern.search(piece))), None)
    if phrase is not None:
        return phrase
    found = [(name, word) for word in _TOKEN.findall(piece) if (name := _name_of(word)) is not None]
    if not found:
        return None
    for name, word in found:
        if name in _OVERRIDES:
            return name, word
    return found[-1]


def _name_of(word: str) -> str | None:
    bare = word.removesuffix("'s").removesuffix("'")
    return _BY_WORD.get(bare)
