"""PA-X, the Peace Agreements Database: which agreements there are, and what PA-X says of them; never their wording.

Source of the fields: the PA-X codebook (University of Edinburgh, PeaceRep), whose terms of use do not let the data be
passed on. A country of the conflict is no party and no place of signing, so it becomes neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from holdfast.sources.coded import Claim, Coded, Dataset, Meaning, Party, country_code, on_day, told
from holdfast.sources.report import Report
from holdfast.sources.table import BadRow, Layout, Row, Told, told_rows

__all__ = ["MEANINGS", "read_pax"]

_PAX = Dataset(
    name="pax",
    outlet="PA-X",
    licence="PA-X terms of use: not to be passed on",
    voice="PA-X Peace Agreements Database",
    ref="GBR EDU",
)
_LAYOUT = Layout(
    what="PA-X table of agreements",
    needed=frozenset({"agtid", "agt", "dat", "status", "con", "stage"}),
    remedy="Give the table of agreements with its header",
    outlet=_PAX.outlet,
    licence=_PAX.licence,
    days=("dat",),
)
MEANINGS: dict[str, Meaning] = {
    "multiparty signed/agreed": Meaning(words="signing or agreement of", type="AGREE"),
    "agreement with subsequent status": Meaning(words="agreement of", type="AGREE"),
    "unilateral document": Meaning(words="unilateral document", type="OTHER"),
    "status unclear": Meaning(words="document of unclear status", type="OTHER"),
}
"""Statuses of an agreement with what they mean."""
_CEASEFIRE = Meaning(words="ceasefire agreement", type="AGREE", mode="ceasefire-deal")
_CEASEFIRE_STAGE = ("cea", "ceas")
_GOVERNMENT = re.compile(
    r"\bGovernment of (?:the )?(?:Republic of (?:the )?)?[A-Z][\w'’-]*(?: (?:of |and )?[A-Z][\w'’-]*)*"
)


def read_pax(path: Path, *, report: Report) -> Iterator[Told]:
    """The agreements of a PA-X table, each as a document with one statement; its address is PA-X's page on it."""
    return told_rows(path, _LAYOUT, _told, report=report)


def _told(row: Row) -> Told:
    status = row.needed("status").casefold()
    meaning = MEANINGS.get(status)
    if meaning is None:
        raise BadRow(f"status is {row.needed('status')!r}, which PA-X's codebook does not have")
    signed = meaning.type == "AGREE"
    if signed and (row.cells["stage"].casefold(), row.cells.get("stagesub", "").casefold()) == _CEASEFIRE_STAGE:
        meaning = _CEASEFIRE
    title, number = row.needed("agt"), row.whole("agtid", least=1)
    about = f"“{title}” ({row.needed('con')})"
    claim = Claim(meaning=meaning, about=about, sides=_governments(row), when=on_day(row.day("dat")))
    coded = Coded(
        name=f"agreement {number}", claims=(claim,), title=title, url=row.text("pax_hyperlink"), row=row.filled()
    )
    return told(coded, _PAX, row)


def _governments(row: Row) -> tuple[Party, ...]:
    """The governments that PA-X's list of parties names as such; other signatories stay in the row's cells alone."""
    found: dict[str, Party] = {}
    for match in _GOVERNMENT.finditer(row.cells.get("part", "")):
        code = country_code(match[0])
        if code:
            found.setdefault(code, Party(name=match[0], ref=f"{code} GOV"))
    return tuple(found.values())
