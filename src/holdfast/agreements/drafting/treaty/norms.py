"""The grammar of a norm: subject, modal, deed, negation, conditions, exceptions; or the reason why words bind nobody.

    [adjunct,] subject MODAL [not] deed [, if …] [, except …] [within …]

Modals are those of treaties: shall, must, will, undertakes to, agrees to, commits to, is to, may not, is prohibited,
refrains from. A part without a verb may name a deed by its noun ("Withdrawal of …", "Ban on …"). An item completes
its chapeau: "The Parties shall" and "dismantle the posts" are one norm; an item with a modal of its own stands alone.
Adjuncts are conditions (if, upon, once, provided that, in the event of), exceptions (except, unless, save), and days,
which `days.py` reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Norm", "Silent", "norm_of"]

_MODAL = re.compile(
    r"\b(?P<modal>(?:hereby |mutually |jointly |further |also |solemnly )*"
    r"(?:shall|must|will(?! of)|may not|cannot|is to|are to|has to|have to|is"
    r"|are) (?:not )?(?:be )?(?:prohibited|forbidden|banned|allowed|permissible|permitted)"
    r"|(?:shall|must|will(?! of)|should|may not|cannot)(?:,[^,]{1,60},)?(?: also| continue to| be obliged to)?"
    r"|(?:hereby |further |also )?(?:undertakes?|agrees?|commits?(?: themselves| itself)?|pledges?"
    r"|promises?|obligates?|engages?|intends?)(?: not)? to\b"
    r"|(?:hereby |further )?(?:agrees?|confirms?) that\b"
    r"|(?:re)?affirms? (?:their|its) (?:commitment|obligation"
    r"|intention)(?: to [A-Z]\w+)?(?:, [^,]+,)? to|confirms? (?:their|its) intention to"
    r"|(?:is|are) (?:obliged|bound|required|obligated)(?: not)? to|(?:is|are) to(?= be| [a-z])"
    r"|has the obligation to|have the obligation to|there is an obligation to"
    r"|(?:does|do) not(?= \w+)|refrains? from|recogni[sz]es?|acknowledges?|declares?|renounces?)\b",
    re.I,
)
_NOT = re.compile(
    r"\bnot\b|\bno (?!later|more|less)\w+|\bneither\b|\bnever\b|\bnone\b|\bnobody\b|prohibit"
    r"|forbid|forbidden|\bban(?:s|ned)?\b|refrain|renounce|abstain"
    r"|desist|\bcease(?! ?-?fire)\w*\b|prevent\w*\b|non-aggression|\bstop\b|\bhalt\b|\bend all\b"
    r"|\bcessation of (?!hostilities)",
    re.I,
)
_FREE = re.compile(
    r"\bnot (?:later|more|less|exceed|only|limited)\b|\bno (?:later|more|less)\b|whether or not"
    r"|does not contravene|not previously",
    re.I,
)
_LINK = (
    r"only (?:after|once|if|when|upon|with)|if and only (?:if|when)|if and when|if|once|upon"
    r"|unless(?= )|when(?:ever)?|provided(?: that)?|on condition that|subject to"
    r"|in (?:the )?(?:event|case)(?: of| that)|in case|after|following|prior to|before"
    r"|on (?:the )?(?:completion of|expiry of)|on completion of|until|as soon as|pending"
    r"|as long as|conditional (?:up)?on"
)
_LEADING = re.compile(
    rf"^\W*(?P<link>{_LINK}|should)\s+(?P<words>[^,]+(?:, or [^,]+| or any [^,]+, ?| and [^,]+,)?),\s", re.I
)
_TRAILING = re.compile(
    rf"(?:,\s*(?:but |and )?|\s)(?P<link>{_LINK})\s+(?P<words>[^;:]+?)(?=,? (?:except|save"
    rf"|unless)\b|[.;:]|, (?:the|and shall)|$)",
    re.I,
)
_EXCEPT = re.compile(
    r"[,( ]{1,3}(?:except(?:ing)?(?: for| in(?: the)?(?: case of)?| with)?|save(?: for| in)?"
    r"|with the exception of|with exception of|other than|unless)\s+(?P<words>[^;.)]+)",
    re.I,
)
_ADJUNCT = re.compile(
    r"^\W*(?:within|no later than|not later than|by|from|starting|during|throughout"
    r"|notwithstanding|in accordance with|consistent with|pursuant to|based on|to this end"
    r"|for this purpose"
    r"|in order to|in a phased|as a matter of|at the|at all times|without prejudice"
    r"|for the purpose|in addition to|in observing|on the basis|under|with a view|for efficient"
    r"|subject to|on|in|upon)\b[^,]*,\s*",
    re.I,
)
_FOLLOWING = re.compile(
    r"^(?:the |of )?(?:date |day |signing|signature|entry into|adoption|approval of this|conclusion of this|this )|^\d",
    re.I,
)

_BINDS_NOBODY = (
    (
        "a definition: it tells what words mean",
        re.compile(
            r"\b(?:shall mean|means|shall have the following meaning|refers? to|is defined|are defined"
            r"|is understood)\b",
            re.I,
        ),
    ),
    (
        "a motive of the preamble",
        re.compile(
            r"^\W*(?:Recalling|Desiring|Welcoming|Noting|Considering|Reaffirming|Recogni[sz]ing|Determined"
            r"|Convinced|Conscious|Mindful|Aware|Bearing in mind|Guided|Having|Acknowledging|Whereas"
            r"|Wishing|Committed|Emphasi[sz]ing|Stressing|Deploring|Expressing|Seeking|Cognisant"
            r"|Concerned)\b"
        ),
    ),
    (
        "it tells how a body or a thing is made, or what it may do, and nobody owes a deed",
        re.compile(
            r"\b(?:shall|will|is|are|must)(?: also)? (?:be )?(?:compris\w+|compos\w+|consist\w*"
            r"|constituted of|made up of|chaired|co-chaired|headed|led|entitled|eligible|governed|guided"
            r"|vested|deemed"
            r"|responsible only|contained|called|known|asymmetric|in accordance|consistent|by consensus|equal)\b"
            r"|\b(?:shall|will) (?:have|retain|enjoy|exercise) (?:the )?(?:\w+ ){0,3}(?:powers?|authority"
            r"|right|competence|jurisdiction|mandate|functions?|form|membership|quorum|status|seat|seats"
            r"|responsibility)\b"
            r"|\b(?:quorum|decisions?|membership|seat|terms of reference|members)\b[^.;]{0,60}\b(?:shall"
            r"|will) (?:be|comprise|consist)\b|\b(?:shall|will) (?:serve|act) as (?:chair|secretar)",
            re.I,
        ),
    ),
    (
        "it is about the text itself",
        re.compile(
            r"\b(?:form|forms|be) (?:an )?(?:integral )?part of (?:this|the)|equally authentic"
            r"|\bshall prevail\b|\btake precedence\b|be interpreted|authentic text|be registered with"
            r"|\bdepositary\b|be amended|without prejudice to the established"
            r"|\bprovisions? (?:of|set out)[^.]{0,80}\b(?:shall|will) apply\b|\bmay be (?:amended"
            r"|terminated|modified)|shall be binding on|incorporated into",
            re.I,
        ),
    ),
    (
        "it permits, and binds nobody",
        re.compile(r"^(?!.*\b(?:shall|must|will|may not|only)\b).*\bmay\b(?! not)", re.I | re.S),
    ),
)
_NOMINAL = re.compile(
    r"^\W*(?:(?:the|an?|effective|immediate|comprehensive|full|early|complete|joint|safe"
    r"|guaranteed|permanent|prompt|gradual|phased|unconditional|and|,)\s+)*"
    r"(?P<deed>(?:ban|ensur|guarantee|establish|creat|launch|adopt|intensif|set(?:ting)? up|carry"
    r"|carrying|retaliat|respect|refrain|cooperat|fully|uphold|declar|dismantl|withdraw|releas"
    r"|open|disarm|reduc|hold|stop|halt|provid|allow|facilitat|conduct|remov|clear|return|transfer"
    r"|hand|exchang|lift|protect|cease|demobili|verif|monitor|inspect|submit|inform|notify|prevent"
    r"|accept|support|implement|develop|convene|meet|consult|appoint|investigat|prosecut|repeal"
    r"|enact|grant|disband|disengag|separat|recruit|movement|acts?|actions?|offensive|deploy"
    r"|construct|lay|attack|impos|suspen|vacat|reinstat|definition|renewal|issuance|decentral"
    r"|[a-z]+(?:al|tion|sion|ment|ase|fire|ing))[a-z]*)\b",
    re.I,
)


_COUNTS = re.compile(r"\b(?:hours?|days?|weeks?|months?|years?|day \d+)$", re.I)
"""What stands before "after" where that sets a day, and no condition: "within five days after the withdrawal"."""
_NOBODY_MAY = re.compile(r"\W*(?:no|neither)\b[^.;,]{0,60}?\b(?P<modal>may)\b", re.I)
_ADJOINED = re.compile(r"\s*,?\s*(?:upon|within|following|after|immediately upon)\b[^,]*,")
_PERMITS = re.compile(r"\bonly (?:be )?(?:permissible|permitted|allowed)|(?:permissible|permitted|allowed) only", re.I)
_PASSIVE = re.compile(r"\s*(?:\w+ly )?(?:not )?be (?:\w+ly )?\w+(?:ed|en|wn|ld|ht|ne|de|id|t|fully)\b")
_AGENT = re.compile(
    r"\bby (?P<who>(?:the |both |all |each )?[A-Z][^,.;]{2,60}?)"
    r"(?= (?:within|in|on|to|for|at|from|under|and)\b|[,.;]|$)"
)
_AGENT_OF_A_NOUN = re.compile(
    r"\bby (?:the )?(?P<who>(?:both sides|[a-z ]{0,30}[A-Z][^,.;]{2,60}?)"
    r"(?= (?:within|in|on|to|for|at|from|under|of|using|throughout)\b|[,.;]|$))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """One norm of a sentence.

    Attributes:
        subject: The words before the modal without adjuncts; empty where the deed is named by a noun.
        modal: The words that order; empty with a noun.
        deed: What is to be done or not, without adjuncts.
        bans: It is not to be done.
        permits: It is allowed on a condition alone: "only permissible if".
        passive: Somebody else than the subject does it: "shall be released".
        agent: Who does it in a passive: "by the Commission".
        item: The deed without the chapeau that it completes.
        conditions: As (link, words), those before the subject, for all deeds of the sentence.
        trailing: Those behind the deed, for the last of several.
        exceptions: In words.
        own: The modal is the item's own, and the chapeau is not its subject.
    """

    subject: str
    modal: str
    deed: str
    bans: bool
    permits: bool = False
    passive: bool = False
    agent: str = ""
    item: str = ""
    conditions: tuple[tuple[str, str], ...] = ()
    trailing: tuple[tuple[str, str], ...] = ()
    exceptions: tuple[str, ...] = ()
    own: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """Why words bind nobody."""

    reason: str


def norm_of(words: str, *, chapeau: str = "", numbered: bool = True) -> Norm | Silent:
    """The norm of a sentence or an item, or why it is none.

    Args:
        words: Its words.
        chapeau: The words over the list of which it is an item.
        numbered: It is a numbered part or an item, in which a noun may stand for a norm.
    """
    flat = re.sub(r"\s+", " ", words).strip(" ;")
    for reason, pattern in _BINDS_NOBODY if not _NOBODY_MAY.match(flat) else ():
        if pattern.search(flat) or (chapeau and reason.startswith("it tells how") and pattern.search(chapeau)):
            return Silent(reason=reason)
    modal = _NOBODY_MAY.match(flat) or _MODAL.search(_open(flat))
    if modal and not (chapeau and modal.start() > len(flat) * 0.6 and _MODAL.search(chapeau)):
        return _parsed(flat, modal, flat, own=True)
    if chapeau and (above := _MODAL.search(chapeau)):
        return _parsed(f"{chapeau} {flat}", above, flat, own=False)
    if numbered and (_NOMINAL.match(flat) or chapeau):
        return _nominal(flat, chapeau)
    return Silent(reason="no words in it order, forbid or undertake anything")


def _parsed(whole: str, modal: re.Match[str], item: str, *, own: bool) -> Norm:
    before, after = whole[: modal.start("modal")], whole[modal.end() :]
    subject, opening = _subject(before)
    if own and _ADJOINED.match(after):
        after, inserted = _subject(f"{after.strip()} ")
        opening = (*opening, *inserted)
    deed, conditions, exceptions = _cut(
        after if own else f"{after.strip()} {'' if after.rstrip().endswith(item) else item}"
    )
    ordered = modal["modal"]
    permits = bool(_PERMITS.search(whole))
    passive = bool(_PASSIVE.match(after)) or ordered.endswith("be")
    agent = _AGENT.search(deed) if passive else None
    asserts = re.match(r"(?:hereby )?(?:agrees?|confirms?) that", ordered, re.I)
    if asserts:
        if inner := _MODAL.search(_open(after.strip())):
            return _parsed(after.strip(), inner, item, own=own)
        deed, stated = _subject(deed)
        opening = (*opening, *stated)
    head = f"{subject[:40]} {ordered} {' '.join(deed.split()[:4])}"
    return Norm(
        subject=subject,
        modal=ordered,
        deed=deed,
        bans=bool(_NOT.search(_FREE.sub(" ", head))) and not permits,
        permits=permits,
        passive=passive,
        agent=agent["who"] if agent else "",
        item=deed if own else _cut(item)[0],
        conditions=opening,
        trailing=conditions,
        exceptions=exceptions,
        own=own,
    )


def _open(words: str) -> str:
    """Words with what stands in brackets blanked: "(which shall be held within three days)" orders nobody apart."""
    return re.sub(r"\([^()]{20,}\)", lambda match: " " * len(match[0]), words)


def _nominal(flat: str, chapeau: str) -> Norm:
    deed, conditions, exceptions = _cut(flat)
    head = f"{chapeau[-80:]} {' '.join(deed.split()[:5])}"
    agent = _AGENT_OF_A_NOUN.search(deed)
    return Norm(
        subject="",
        modal="",
        deed=f"{chapeau} {deed}".strip() if chapeau else deed,
        bans=bool(_NOT.search(_FREE.sub(" ", head))),
        permits="only permissible" in flat,
        agent=agent["who"] if agent else "",
        item=deed,
        trailing=conditions,
        exceptions=exceptions,
    )


def _subject(before: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The words before a modal, without the adjuncts that open the sentence, and the conditions among these."""
    found = []
    rest = before.strip()
    while True:
        if match := _LEADING.match(f"{rest}, " if rest.count(",") == 0 else rest):
            if not _FOLLOWING.match(match["words"]):
                found.append((match["link"].lower(), match["words"].strip(" ,")))
            rest = rest[match.end() :].strip() if match.end() <= len(rest) else ""
        elif match := _ADJUNCT.match(rest):
            rest = rest[match.end() :].strip()
        else:
            return rest.strip(" ,"), tuple(found)


def _cut(after: str) -> tuple[str, tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The words behind a modal as deed, conditions and exceptions."""
    exceptions = tuple(match["words"].strip(" ,)") for match in _EXCEPT.finditer(after))
    deed = _EXCEPT.sub(" ", after)
    conditions = []
    for match in list(_TRAILING.finditer(deed))[:2]:
        words = match["words"].strip(" ,")
        if _FOLLOWING.match(words) or _COUNTS.search(deed[: match.start()]):
            continue
        conditions.append((match["link"].lower(), words))
    for _, words in conditions:
        at = deed.find(words)
        if at > 0:
            deed = re.sub(rf"(?:,\s*)?(?:{_LINK})\s*$", "", deed[:at].rstrip(), flags=re.I) + deed[at + len(words) :]
    return re.sub(r"\s+", " ", deed).strip(" ,.;"), tuple(conditions), exceptions
