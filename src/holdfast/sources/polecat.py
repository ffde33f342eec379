"""POLECAT, events in PLOVER's terms: weekly tables of 40 tab-separated columns.

PLOVER's types are mostly ours. Its verbal ones (AGREE, REQUEST, REJECT, ACCUSE, THREATEN) are what an act says; their
mode tells what they are about. Source of types and modes: the PLOVER manual and its table of conversion from CAMEO.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from holdfast.model.statement import Precision
from holdfast.sources.coded import Coded, Dataset, Meaning, Party, Site, When, country_code, known_party, told
from holdfast.sources.report import Report
from holdfast.sources.speech import claim_of
from holdfast.sources.table import BadRow, Layout, Row, Told, told_rows
from holdfast.values.nations import countries
from holdfast.values.sector import EVERY_SECTOR

__all__ = ["MEANINGS", "read_polecat"]

_POLECAT = Dataset(
    name="polecat",
    outlet="POLECAT",
    licence=None,
    voice="POLECAT, Political Event Classification, Attributes, and Types",
)
_LAYOUT = Layout(
    what="POLECAT table",
    needed=frozenset({
        "event id", "event date", "event type", "event mode", "actor name", "actor country", "primary actor sector",
        "recipient name", "recipient country", "primary recipient sector", "country", "latitude", "longitude",
        "publication date",
    }),
    remedy="Give a weekly table as it is distributed, tab-separated and with its header",
    outlet=_POLECAT.outlet,
    licence=_POLECAT.licence,
    delimiter="\t",
    days=("event date", "publication date"),
    quoted=False,
)  # fmt: skip

_ASK = Meaning(words="made a request", type="OTHER", act="demand", status="hypothetical", to="to")
_CHANGE = Meaning(
    words="asked for political change",
    type="CONCEDE",
    mode="political",
    act="demand",
    status="hypothetical",
    to="of",
)
_REFUSE = Meaning(
    words="made a refusal", type="OTHER", act="reject", status="hypothetical", polarity="negated", to="to"
)
_THREAT = Meaning(words="made a threat", type="OTHER", act="threaten", status="planned", to="to")
_CONSENT = Meaning(words="agreed", type="OTHER", act="agree", status="planned", to="with")
_EASE = Meaning(words="concession", type="CONCEDE", to="to")
_WITHDRAW = Meaning(words="retreat", type="RETREAT", to="from")
_HARM = Meaning(words="assault", type="ASSAULT")

MEANINGS: dict[tuple[str, str], Meaning] = {
    ("agree", ""): _CONSENT,
    ("agree", "meet"): Meaning(words="agreed to meet", type="CONSULT", act="agree", status="planned", to="with"),
    ("agree", "settle"): Meaning(words="agreed to settle", type="AGREE", act="agree", status="planned", to="with"),
    ("agree", "mediate"): Meaning(
        words="agreed to mediation", type="CONSULT", mode="mediate", act="agree", status="planned", to="with"
    ),
    ("agree", "cooperate"): Meaning(
        words="agreed to cooperate", type="COOPERATE", act="agree", status="planned", to="with"
    ),
    ("agree", "yield"): Meaning(words="agreed to yield", type="CONCEDE", act="agree", status="planned", to="to"),
    ("consult", ""): Meaning(words="consultation", type="CONSULT", mutual=True),
    ("consult", "phone"): Meaning(words="telephone call", type="CONSULT", mode="call", mutual=True),
    ("consult", "visit"): Meaning(words="visit", type="CONSULT", mode="visit", mutual=True),
    ("consult", "third-party"): Meaning(words="meeting", type="CONSULT", mode="meet", mutual=True),
    ("consult", "multilateral"): Meaning(words="meeting of several", type="CONSULT", mode="meet", mutual=True),
    ("support", ""): Meaning(words="support", type="SUPPORT", to="for"),
    ("cooperate", ""): Meaning(words="cooperation", type="COOPERATE", mutual=True),
    ("aid", ""): Meaning(words="aid", type="AID", to="for"),
    ("concede", ""): _EASE,
    ("retreat", ""): _WITHDRAW,
    ("retreat", "withdraw"): Meaning(words="withdrawal", type="RETREAT", mode="withdraw", to="from"),
    ("retreat", "ceasefire"): Meaning(words="ceasefire", type="RETREAT", mode="ceasefire", to="towards"),
    ("retreat", "disarm"): Meaning(words="disarmament", type="RETREAT", mode="disarm", to="towards"),
    ("retreat", "release"): Meaning(words="release of persons", type="CONCEDE", mode="release", to="to"),
    ("retreat", "return"): Meaning(words="return of property", type="CONCEDE", to="to"),
    ("retreat", "ease"): Meaning(words="easing of restrictions", type="CONCEDE", mode="ease", to="towards"),
    ("retreat", "access"): Meaning(words="granting of access", type="CONCEDE", to="to"),
    ("retreat", "resign"): Meaning(words="resignation", type="OTHER", to="towards"),
    ("request", ""): _ASK,
    ("request", "assist"): Meaning(
        words="asked for assistance", type="AID", act="demand", status="hypothetical", to="of"
    ),
    ("request", "change"): _CHANGE,
    ("request", "yield"): Meaning(
        words="asked for concessions", type="CONCEDE", act="demand", status="hypothetical", to="of"
    ),
    ("request", "meet"): Meaning(words="asked for talks", type="CONSULT", act="demand", status="hypothetical", to="of"),
    ("accuse", ""): Meaning(words="made an accusation", type="OTHER", act="accuse"),
    ("accuse", "disapprove"): Meaning(
        words="voiced disapproval", type=None, act="evaluate", status=None, to="on the part of"
    ),
    ("accuse", "allege"): Meaning(words="made an allegation", type="OTHER", act="accuse"),
    ("accuse", "investigate"): Meaning(words="investigation", type="INVESTIGATE", to="of"),
    ("reject", ""): _REFUSE,
    ("reject", "assist"): Meaning(
        words="refused to assist", type="AID", act="reject", status="hypothetical", polarity="negated", to="to"
    ),
    ("reject", "change"): Meaning(
        words="refused political change", type="CONCEDE", mode="political", act="reject", status="hypothetical",
        polarity="negated", to="to",
    ),
    ("reject", "yield"): Meaning(
        words="refused to yield", type="CONCEDE", act="reject", status="hypothetical", polarity="negated", to="to"
    ),
    ("reject", "meet"): Meaning(
        words="refused to meet", type="CONSULT", act="reject", status="hypothetical", polarity="negated", to="to"
    ),
    ("threaten", ""): _THREAT,
    ("threaten", "violence"): Meaning(
        words="threatened violence", type="ASSAULT", act="threaten", status="planned", to="to"
    ),
    ("threaten", "restrict"): Meaning(
        words="threatened restrictions", type="COERCE", act="threaten", status="planned", to="to"
    ),
    ("threaten", "ban"): Meaning(words="threatened a ban", type="COERCE", act="threaten", status="planned", to="to"),
    ("threaten", "arrest"): Meaning(
        words="threatened arrests", type="COERCE", mode="arrest", act="threaten", status="planned", to="to"
    ),
    ("threaten", "relations"): Meaning(
        words="threatened to reduce relations", type="SANCTION", act="threaten", status="planned", to="to"
    ),
    ("threaten", "expel"): Meaning(
        words="threatened an expulsion", type="SANCTION", act="threaten", status="planned", to="to"
    ),
    ("threaten", "territory"): Meaning(
        words="threatened to take territory", type="CONTROL", mode="taken", act="threaten", status="planned", to="to"
    ),
    ("protest", ""): Meaning(words="protest", type="PROTEST"),
    ("sanction", ""): Meaning(words="sanctions", type="SANCTION"),
    ("mobilize", ""): Meaning(words="mobilisation", type="MOBILIZE", to="towards"),
    ("mobilize", "weapons"): Meaning(words="movement of weapons", type="MOBILIZE", mode="weapons", to="towards"),
    ("coerce", ""): Meaning(words="coercion", type="COERCE"),
    ("coerce", "arrest"): Meaning(words="arrest", type="COERCE", mode="arrest"),
    ("coerce", "seize"): Meaning(words="seizure", type="COERCE", mode="seize"),
    ("coerce", "restrict"): Meaning(words="restrictions", type="COERCE", mode="restrict"),
    ("coerce", "deport"): Meaning(words="deportation", type="COERCE", mode="deport"),
    ("coerce", "censor"): Meaning(words="censorship", type="COERCE", mode="censor"),
    ("assault", ""): _HARM,
    ("assault", "abduct"): Meaning(words="abduction", type="ASSAULT", mode="abduction-killing"),
    ("assault", "assassinate"): Meaning(words="assassination", type="ASSAULT", mode="abduction-killing"),
    ("assault", "sexual"): Meaning(words="sexual violence", type="ASSAULT", mode="sexual"),
    ("assault", "torture"): Meaning(words="torture", type="ASSAULT", mode="torture"),
    ("assault", "firearms"): Meaning(words="attack with firearms", type="ASSAULT", mode="firearms"),
    ("assault", "explosives"): Meaning(words="attack with explosives", type="ASSAULT", mode="explosive"),
    ("assault", "suicide-attack"): Meaning(words="suicide attack", type="ASSAULT", mode="explosive"),
    ("assault", "drone"): Meaning(words="attack by drone", type="ASSAULT", mode="drone"),
    ("assault", "cyber"): Meaning(words="cyber attack", type="ASSAULT", mode="cyber"),
}  # fmt: skip
"""PLOVER's types and modes with what they mean; a mode that is not here means what its type means alone."""

_PLACES: dict[str, Precision] = {"PCL": "country", "ADM1": "admin1", "ADM2": "admin2", "PPL": "settlement"}
"""By the beginning of GeoNames' feature code; of any other, the fineness is not known."""
_NOTHING = {"", "none", "nan", "null"}


def read_polecat(path: Path, *, report: Report) -> Iterator[Told]:
    """The events of a POLECAT table, each as a document with one statement.

    The publication date is that of the story from which the event was coded.
    """
    return told_rows(path, _LAYOUT, _told, report=report)


def _told(row: Row) -> Told:
    kind, mode = row.needed("event type").casefold(), (_given(row, "event mode") or "").casefold()
    meaning = MEANINGS.get((kind, mode)) or MEANINGS.get((kind, ""))
    if meaning is None:
        raise BadRow(f"event type is {row.needed('event type')!r}, which PLOVER does not have")
    day = row.day("event date")
    when = When(words=day.isoformat(), first=day.isoformat(), last=day.isoformat(), precision="day", basis="resolved")
    claim = claim_of(meaning, _people(row, "actor", meaning), _people(row, "recipient", meaning), _site(row), when)
    published = row.day("publication date").isoformat()
    coded = Coded(name=row.needed("event id"), claims=(claim,), published=published, row=row.filled())
    return told(coded, _POLECAT, row)


def _given(row: Row, name: str) -> str | None:
    words = row.text(name)
    return None if words is None or words.casefold() in _NOTHING else words


def _people(row: Row, which: str, meaning: Meaning) -> tuple[Party, ...]:
    """The parties that a row names, parted by semicolons; codes are theirs where there is one for each."""
    names = _parted(row, f"{which} name")
    codes = zip(
        _as_many(_parted(row, f"{which} country"), names),
        _as_many(_parted(row, f"primary {which} sector"), names),
        strict=True,
    )
    return tuple(_party(name, country, kind, meaning) for name, (country, kind) in zip(names, codes, strict=True))


def _parted(row: Row, name: str) -> list[str]:
    return [part.strip() for part in (_given(row, name) or "").split(";") if part.strip()]


def _as_many(codes: list[str], names: list[str]) -> list[str | None]:
    return [*codes] if len(codes) == len(names) else [None] * len(names)


def _party(name: str, country: str | None, kind: str | None, meaning: Meaning) -> Party:
    if country in countries() and kind in EVERY_SECTOR:
        return Party(name=name, ref=f"{country} {kind}")
    # POLECAT gives no sector to a state as such: then its name tells, if it does.
    return known_party(name, doing=meaning.type)


def _site(row: Row) -> Site | None:
    place = _given(row, "placename") or _given(row, "city") or _given(row, "province") or _given(row, "country")
    if place is None:
        return None
    has_point = _given(row, "latitude") is not None and _given(row, "longitude") is not None
    lat, lon = row.position() if has_point else (None, None)
    feature = (_given(row, "feature type") or "").upper()
    precision = next((fineness for start, fineness in _PLACES.items() if feature.startswith(start)), None)
    country, unit = _given(row, "country"), _given(row, "province")
    number = _given(row, "geonames id")
    return Site(
        name=place,
        lat=lat,
        lon=lon,
        country=(country if country in countries() else country_code(country)) if country else None,
        admin1=unit,
        geonames=int(number) if number and number.isdigit() else None,
        precision=precision,
        around=tuple(part for part in (unit, country) if part),
        at="at" if precision == "settlement" else "in",
    )
