"""GDELT 2.0 events, tab-separated and without a header, 61 columns; and those of GDELT 1.0, 58.

Source of the fields: the GDELT event codebook. GDELT codes what a machine finds in the news: an act of speech is told
as its speaker's, with GDELT reporting it, and the day that GDELT worked out is marked as worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from holdfast.model.statement import Precision
from holdfast.sources.cameo import meaning_of
from holdfast.sources.coded import Coded, Dataset, Meaning, Party, Site, When, country_code, told
from holdfast.sources.report import Report
from holdfast.sources.speech import claim_of
from holdfast.sources.table import BadRow, Layout, Row, Told, told_rows
from holdfast.values.actor import resolve
from holdfast.values.nations import countries
from holdfast.values.sector import EVERY_SECTOR

__all__ = ["read_gdelt"]

_GDELT = Dataset(
    name="gdelt",
    outlet="GDELT",
    licence="free for any use with citation and a link to https://www.gdeltproject.org",
    voice="GDELT Project",
)
_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")


def _columns(number: int) -> Sequence[str] | None:
    """The names of the columns of a file without a header, by their number."""
    if number not in (58, 61):
        return None
    geo = [part for part in _GEO if part != "ADM2Code" or number == 61]
    names = ["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
    names += [f"Actor{which}{part}" for which in (1, 2) for part in _ACTOR]
    names += ["IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"]
    names += ["NumMentions", "NumSources", "NumArticles", "AvgTone"]
    names += [f"{of}Geo_{part}" for of in ("Actor1", "Actor2", "Action") for part in geo]
    return [name.lower() for name in (*names, "DATEADDED", "SOURCEURL")]


_LAYOUT = Layout(
    what="GDELT event table",
    needed=frozenset({"globaleventid", "sqldate", "eventcode", "actiongeo_type", "dateadded", "actor1name"}),
    remedy="Give an export of events, which has 61 columns (58 in GDELT 1.0), not one of mentions or of the GKG",
    outlet=_GDELT.outlet,
    licence=_GDELT.licence,
    delimiter="\t",
    header=_columns,
    quoted=False,
)

_PLACES: dict[str, Precision] = {
    "1": "country",
    "2": "admin1",
    "3": "settlement",
    "4": "settlement",
    "5": "admin1",
}
_BODIES = {"NAT": "IGO NATO", "UNO": "IGO UNO", "EEC": "IGO EU", "IAE": "IGO IAEA", "OSC": "IGO OSCE"}
"""CAMEO's codes of known groups whose reference is sure."""


def read_gdelt(path: Path, *, report: Report) -> Iterator[Told]:
    """The events of a GDELT table, each as a document with one statement.

    A row is published when GDELT added it. The address of the article stays among the row's cells: it is the article's
    and not the row's, and many rows share one.
    """
    return told_rows(path, _LAYOUT, _told, report=report)


def _told(row: Row) -> Told:
    code = row.needed("eventcode")
    meaning = meaning_of(code)
    if meaning is None:
        raise BadRow(f"eventcode is {code!r}, which is no code of CAMEO")
    claim = claim_of(meaning, _party(row, "actor1", meaning), _party(row, "actor2", meaning), _site(row), _when(row))
    name = str(row.whole("globaleventid", least=0))
    return told(Coded(name=name, claims=(claim,), published=_added(row), row=row.filled()), _GDELT, row)


def _party(row: Row, which: str, meaning: Meaning) -> tuple[Party, ...]:
    """An actor as GDELT names it, with the reference that its codes tell."""
    name = row.text(f"{which}name")
    if name is None:
        return ()
    body = _BODIES.get(row.text(f"{which}knowngroupcode") or "")
    country = row.text(f"{which}countrycode")
    kind = row.text(f"{which}type1code")
    if body is None and country in countries():
        if kind in EVERY_SECTOR:
            return (Party(name=name, ref=f"{country} {kind}"),)
        if kind is None:
            match = resolve(countries()[country].names[0], doing=meaning.type)
            return (Party(name=name, ref=match.ref if match else None),)
    return (Party(name=name, ref=body),)


def _site(row: Row) -> Site | None:
    """Where GDELT puts the action; a centre of a country or region stands for no finer place."""
    kind, full = row.text("actiongeo_type"), row.text("actiongeo_fullname")
    if kind in (None, "0") or full is None:
        return None
    if kind not in _PLACES:
        raise BadRow(f"actiongeo_type is {kind!r}, which is none of GDELT's")
    precision = _PLACES[kind]
    parts = [part.strip() for part in full.split(",") if part.strip()]
    has_point = bool(row.text("actiongeo_lat") and row.text("actiongeo_long"))
    lat, lon = row.position("actiongeo_lat", "actiongeo_long") if has_point else (None, None)
    unit = parts[0] if precision == "admin1" else parts[1] if len(parts) > 2 else None
    return Site(
        name=parts[0],
        lat=lat,
        lon=lon,
        country=country_code(parts[-1]),
        admin1=unit,
        precision=precision,
        around=tuple(parts[1:]),
        at="at" if precision == "settlement" else "in",
    )


def _when(row: Row) -> When:
    day = row.day("sqldate").isoformat()
    return When(words=day, first=day, last=day, precision="day", basis="resolved")


def _added(row: Row) -> str:
    words = row.needed("dateadded")
    try:
        if len(words) == len("20220329"):
            return datetime.strptime(words, "%Y%m%d").date().isoformat()
        return datetime.strptime(words, "%Y%m%d%H%M%S").replace(tzinfo=UTC).isoformat()
    except ValueError:
        raise BadRow(f"dateadded is {words!r}, which is not a moment") from None
