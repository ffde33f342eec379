"""Eyes on Russia: incidents that the Centre for Information Resilience and Bellingcat have placed from pictures.

The date is often that of the picture and not of what it shows: what was found (damage, losses, presence) is dated by it
at the latest, only what was seen happening (explosions, battles) on it. A date that the title contradicts, or that lies
after the day on which the linked picture was posted, is wrong and not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from holdfast.sources.coded import Claim, Coded, Dataset, Meaning, Party, Site, When, coarse, country_code, on_day, told
from holdfast.sources.region import region_of
from holdfast.sources.report import Report
from holdfast.sources.table import BadRow, Layout, Row, Told, told_rows
from holdfast.values.nations import countries

__all__ = ["MEANINGS", "read_cir"]

_CIR = Dataset(
    name="cir",
    outlet="Eyes on Russia",
    licence=None,
    voice="Centre for Information Resilience, Eyes on Russia",
    ref="GBR NGO",
)
_LAYOUT = Layout(
    what="table of Eyes on Russia incidents",
    needed=frozenset({"entry", "date", "event_group", "title", "lat", "lon", "country", "province", "town/city"}),
    remedy="Give the table of events with its header",
    outlet=_CIR.outlet,
    licence=_CIR.licence,
    days=("date",),
)
_RUSSIAN = Party(name="Russian forces", ref="RUS MIL")
_UKRAINIAN = Party(name="Ukrainian forces", ref="UKR MIL")

MEANINGS: dict[str, Meaning] = {
    "bombing or explosion": Meaning(words="bombing or explosion", type="ASSAULT"),
    "ground battle": Meaning(words="ground battle", type="ASSAULT", mode="ground"),
    "civilian infrastructure damage": Meaning(words="damage to civilian infrastructure", type="ASSAULT"),
    "military infrastructure damage": Meaning(words="damage to military infrastructure", type="ASSAULT"),
    "civilian casualty": Meaning(words="civilian casualty", type="ASSAULT"),
    "russian military presence": Meaning(words="military presence", type="MOBILIZE", to="of"),
    "russian firing positions": Meaning(words="firing position", type="MOBILIZE", mode="weapons"),
    "russian military losses": Meaning(words="military losses", type="ASSAULT", to="of"),
    "ukrainian military losses": Meaning(words="military losses", type="ASSAULT", to="of"),
    "russian allies presence/losses": Meaning(words="presence or losses of allies of Russia", type="OTHER"),
    "detentions or arrests": Meaning(words="detention", type="COERCE", mode="arrest"),
    "munitions": Meaning(words="remnants of munitions", type="OTHER"),
    "mass grave or burial": Meaning(words="grave or burial", type="OTHER"),
    "other": Meaning(words="incident", type="OTHER"),
}
"""Groups of incidents, without the months that stand after them, with what they mean."""

_BY = {"russian military presence": _RUSSIAN, "russian firing positions": _RUSSIAN}
_TO = {"russian military losses": _RUSSIAN, "ukrainian military losses": _UKRAINIAN}
_SEEN_HAPPENING = {"bombing or explosion", "ground battle"}
_MONTHS = re.compile(
    r"\s+(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)(?:\s*-\s*[a-z]+)?(?:\s+(?P<year>\d{4}))?$"
)
_TITLE = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_PLAINLY_OFF = 7
"""Days by which date and title may differ: a picture can be posted some days later."""
_POST = re.compile(r"(?:twitter|x)\.com/\w+/status/(\d{16,20})\b")
_POST_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, UTC)
"""The numbers of posts on Twitter count milliseconds since then, in all bits but the last 22."""
_POST_BITS = 22


def read_cir(path: Path, *, report: Report) -> Iterator[Told]:
    """The incidents of the table, each as a document with one statement."""
    return told_rows(path, _LAYOUT, _told, report=report)


def _told(row: Row) -> Told:
    given = row.needed("event_group").casefold()
    months = _MONTHS.search(given)
    group = given[: months.start()] if months else given
    meaning = MEANINGS.get(group)
    if meaning is None:
        raise BadRow(f"event_group is {row.needed('event_group')!r}, which is none that Eyes on Russia has used")
    day = _day(row, year=int(months["year"]) if months and months["year"] else None)
    claim = Claim(
        meaning=meaning,
        by=(_BY[group],) if group in _BY else (),
        to=_harmed(group, row),
        site=_site(row),
        when=on_day(day) if group in _SEEN_HAPPENING else _by(day),
    )
    # A few entries have no name, and a few share one: the words of the row tell them apart.
    name = "·".join(part for part in (row.text("entry"), row.text("title")) if part)
    title = f"{_CIR.outlet} {row.text('entry') or 'incident'}"
    return told(Coded(name=name, claims=(claim,), title=title, row=row.filled()), _CIR, row)


def _day(row: Row, *, year: int | None) -> date:
    """The date, checked against the one that the title begins with and the year that the group names."""
    titled = _titled(row)
    if row.text("date") is None:
        if titled is None:
            raise BadRow("date is empty, and the title has none")
        return titled
    day = row.day("date")
    if titled and abs((day - titled).days) > _PLAINLY_OFF:
        raise BadRow(f"date is {day} and the title has {titled}")
    posted = _posted(row)
    if posted and day - posted > timedelta(days=1):  # a day for the clocks of two places
        raise BadRow(f"date is {day}, but the picture that it links to was posted on {posted}")
    if year is not None and day.year != year:
        raise BadRow(f"date is {day} and the group is of {year}")
    return day


def _titled(row: Row) -> date | None:
    match = _TITLE.match(row.cells.get("title", ""))
    if match is None:
        return None
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _posted(row: Row) -> date | None:
    """The day (UTC) on which the picture was posted, where the number in its address tells."""
    match = _POST.search(row.cells.get("link", ""))
    if match is None:
        return None
    return (_POST_EPOCH + timedelta(milliseconds=int(match[1]) >> _POST_BITS)).date()


def _by(day: date) -> When:
    return When(words=day.isoformat(), before="by", first=None, last=day.isoformat(), precision="day")


def _harmed(group: str, row: Row) -> tuple[Party, ...]:
    if group == "civilian casualty":
        code = _country(row.text("country"))
        return (Party(name="civilians", ref=f"{code} CIV" if code else "CIV"),)
    return (_TO[group],) if group in _TO else ()


def _site(row: Row) -> Site:
    lat, lon = row.position("lat", "lon")
    country, province = row.text("country"), row.text("province")
    code = _country(country)
    region = region_of(province) if province and code == "UKR" else None
    unit = region.admin1 if region else province
    name = row.text("town/city") or coarse(lat, lon)
    shown = countries()[code].names[0] if code else None
    return Site(
        name=name,
        lat=lat,
        lon=lon,
        country=code,
        admin1=unit,
        precision="point",
        around=tuple(part for part in (unit, shown) if part),
        at="in" if row.text("town/city") else "near",
    )


@lru_cache(maxsize=1024)
def _country(name: str | None) -> str | None:
    """The country's code; a slip of one or two letters ("Belaurs") is mended, what is no country has none."""
    if name is None:
        return None
    if code := country_code(name):
        return code
    known = {country.names[0].casefold(): code for code, country in countries().items()}
    close = get_close_matches(name.casefold(), known, n=1, cutoff=0.85)
    return known[close[0]] if close else None
