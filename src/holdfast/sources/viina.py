"""VIINA, Violent Incident Information from News Articles: events that a machine has classed in reports of the news.

Read are `event_info` with `event_labels` beside it, tables in which both are joined, and tables derived from them with
fewer columns. The date is that of the report, not of the event: it is the document's day, and the event's own day stays
missing. Source of the fields: VIINA's codebook; the data are under the ODbL 1.0.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from holdfast.model.statement import Precision
from holdfast.sources.coded import Claim, Coded, Dataset, Meaning, Party, Site, told
from holdfast.sources.region import region_of
from holdfast.sources.report import Report
from holdfast.sources.table import BadRow, Layout, Row, Told, told_rows

__all__ = ["MEANINGS", "VIINA", "read_viina"]

VIINA = Dataset(
    name="viina",
    outlet="VIINA",
    licence="ODbL 1.0",
    voice="VIINA, Violent Incident Information from News Articles",
    ref="USA EDU",
)
_LAYOUT = Layout(
    what="VIINA table of events",
    needed=frozenset({"date", "longitude", "latitude"}),
    remedy="Give event_info (with event_labels beside it) or a table that joins both",
    outlet=VIINA.outlet,
    licence=VIINA.licence,
)

MEANINGS: dict[str, Meaning] = {
    "t_airstrike": Meaning(words="air strike", type="ASSAULT", mode="airstrike"),
    "t_uav": Meaning(words="drone", type="ASSAULT", mode="drone"),
    "t_artillery": Meaning(words="artillery shelling", type="ASSAULT", mode="artillery"),
    "t_armor": Meaning(words="tank battle or assault", type="ASSAULT", mode="ground"),
    "t_raid": Meaning(words="raid", type="ASSAULT", mode="ground"),
    "t_firefight": Meaning(words="exchange of gunfire", type="ASSAULT", mode="firearms"),
    "t_ied": Meaning(words="mine, bomb or explosion", type="ASSAULT", mode="explosive"),
    "t_cyber": Meaning(words="cyber operation", type="ASSAULT", mode="cyber"),
    "t_hospital": Meaning(words="attack on a hospital or a humanitarian convoy", type="ASSAULT"),
    "t_property": Meaning(words="destruction of property", type="ASSAULT"),
    "t_milcas": Meaning(words="military casualties", type="ASSAULT"),
    "t_civcas": Meaning(words="civilian casualties", type="ASSAULT"),
    "t_arrest": Meaning(words="arrest or taking of prisoners", type="COERCE", mode="arrest"),
    "t_control": Meaning(words="control of a place, or a claim to it", type="CONTROL"),
    "t_occupy": Meaning(words="occupation of territory or a building", type="CONTROL", mode="taken"),
    "t_san": Meaning(words="sanctions", type="SANCTION"),
    "t_aad": Meaning(words="air defence", type="OTHER"),
    "t_airalert": Meaning(words="air-raid alert", type="OTHER"),
    "t_mil": Meaning(words="military operation", type="OTHER"),
    "none": Meaning(words="event of no class", type="OTHER"),
}
"""Classes of VIINA with what they mean; `t_mil` and `none` only where no other class is set."""

_OTHER_NAMES = {"t_hospital": ("t_hospitals",)}
_SIDES = {
    "rus": Party(name="Russian or Russian-aligned forces", ref="RUS MIL"),
    "ukr": Party(name="Ukrainian or Ukrainian-aligned forces", ref="UKR MIL"),
}
_NOT_DONE_TO = {"SANCTION", "OTHER"}
_LIKELY = 0.5
"""Probability from which a class counts where the table has no 0/1 of its own."""
_PLACES: dict[str, Precision] = {
    "STREET": "point", "ADM3": "settlement", "PPL": "settlement", "ADM2": "admin2", "ADM1": "admin1", "ADM0": "country",
}  # fmt: skip
_INFO, _LABELS = "event_info", "event_labels"
_Labels = dict[str, dict[str, str]]


def read_viina(path: Path, *, report: Report) -> Iterator[Told]:
    """The events of a VIINA table, each as a document with a statement for each of its classes.

    The classes of `event_info_latest_2022.csv` are taken from `event_labels_latest_2022.csv` in the same folder.
    """
    labels = _labels_beside(path)
    return told_rows(path, _LAYOUT, lambda row: _told(row, labels), report=report)


def _labels_beside(path: Path) -> _Labels:
    """The labels of each event from the file that belongs to this one; empty if there is none."""
    beside = path.with_name(path.name.replace(_INFO, _LABELS))
    if _INFO not in path.name or not beside.is_file():
        return {}
    with beside.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        ends = ("_b",) if any(name.endswith("_b") for name in rows.fieldnames or ()) else ("_pred",)
        return {row["event_id"]: dict(_set_labels(row, ends)) for row in rows if row.get("event_id")}


def _set_labels(row: dict[str, str], ends: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The labels that are not plainly zero; a year has a quarter of a million events with fifty columns each."""
    return ((name, cell) for name, cell in row.items() if name and name.endswith(ends) and cell not in ("", "0"))


def _told(row: Row, labels: _Labels) -> Told:
    cells = {**labels.get(row.cells.get("event_id", ""), {}), **row.cells}
    site = _site(row)
    claims = [_claim(kind, cells, site) for kind in _kinds(cells)]
    name = row.text("event_id_1pd") or row.text("event_id")
    coded = Coded(
        name=f"{name} of {row.needed('date')[:4]}" if name else None,
        claims=claims,
        published=row.day("date").isoformat(),
        row=row.filled(),
    )
    return told(coded, VIINA, row)


def _kinds(cells: dict[str, str]) -> list[str]:
    found = [kind for kind in MEANINGS if kind not in ("t_mil", "none") and _is_set(kind, cells)]
    return found or (["t_mil"] if _is_set("t_mil", cells) else ["none"])


def _is_set(name: str, cells: dict[str, str]) -> bool:
    """Whether a label is set: by its 0/1 where the table has one, else by its probability."""
    columns = (f"{each}{end}" for each in (name, *_OTHER_NAMES.get(name, ())) for end in ("_b", "", "_pred"))
    column = next((one for one in columns if cells.get(one)), None)
    if column is None:
        return False
    try:
        return float(cells[column]) >= _LIKELY
    except ValueError:
        raise BadRow(f"{column} is {cells[column]!r}, which is neither 0 nor 1 nor a probability") from None


def _claim(kind: str, cells: dict[str, str], site: Site) -> Claim:
    """A class of an event with its sides.

    VIINA 1 says who began an event. VIINA 2 says who is involved (`a_rus`) and apart from that who began it
    (`a_rus_init`): somebody who is only involved may be the one or the other.
    """
    meaning = MEANINGS[kind]
    involved = {side for side in _SIDES if _is_set(f"a_{side}", cells)}
    began = {side for side in _SIDES if _is_set(f"a_{side}_init", cells)}
    if not any(name.startswith(("a_rus_init", "a_ukr_init")) for name in cells):
        began = involved
    others = involved - began
    if meaning.type in _NOT_DONE_TO or len(began) != 1:
        both = involved | began
        as_actors = len(both) > 1 and meaning.type not in _NOT_DONE_TO
        return Claim(meaning=meaning, sides=_parties(both), as_actors=as_actors, site=site)
    return Claim(meaning=meaning, by=_parties(began), to=_parties(others), site=site)


def _parties(sides: set[str]) -> tuple[Party, ...]:
    return tuple(_SIDES[side] for side in sorted(sides))


def _site(row: Row) -> Site:
    lat, lon = row.position()
    given = row.text("adm1_name")
    region = region_of(given) if given else None
    unit = region.admin1 if region else given
    named = row.text("asciiname")
    return Site(
        name=named or f"{row.needed('latitude')}, {row.needed('longitude')}",
        lat=lat,
        lon=lon,
        country="UKR" if region else None,
        admin1=unit,
        geonames=_number(row.text("geonameid")),
        precision=_precision(row),
        around=(unit,) if unit else (),
        at="in" if named else "at",
    )


def _number(words: str | None) -> int | None:
    """A GeoNames id, which some tables write as 505257.0."""
    try:
        return int(float(words)) if words else None
    except ValueError:
        return None


def _precision(row: Row) -> Precision | None:
    """As VIINA says; where it does not say, how finely the place is known is not known."""
    given = (row.text("geo_precision") or "").upper()
    return next((fineness for start, fineness in _PLACES.items() if given.startswith(start)), None)
