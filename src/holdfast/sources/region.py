"""First-level regions of Ukraine in any spelling of a table: "Kharkivska oblast", "Charkov Oblast", "L'viv".

Tables of one war write one region in more than ten ways, from Ukrainian, Russian, English, German and Dutch. What they
share is how the name begins. A name that begins as none does is left as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from holdfast.values import place
from holdfast.values.gazetteer import folded

__all__ = ["Region", "region_of"]

_BEGINNINGS: tuple[tuple[str, str], ...] = (
    ("avtonom|autonom|crimea|krym|krim", "Crimea"),
    ("(?:c|ch|tsch|tsj|tsh)erkas", "Cherkasy Oblast"),
    ("(?:c|ch|tsch|tsj|tsh)erni[hg]", "Chernihiv Oblast"),
    ("(?:c|ch|tsch|tsj|tsh)ern[io]v", "Chernivtsi Oblast"),
    ("dnj?[ei]+pr", "Dnipropetrovsk Oblast"),
    ("don(?:e[ct]|est|ez)", "Donetsk Oblast"),
    ("ivano", "Ivano-Frankivsk Oblast"),
    ("k?char[ck]|khar[ck]", "Kharkiv Oblast"),
    ("k?cherson|kherson", "Kherson Oblast"),
    ("k?chmel|khmel", "Khmelnytskyi Oblast"),
    ("kirovo|kropyv", "Kirovohrad Oblast"),
    ("k[iy][iy]?e?[vw] (?:city|misto)|(?:m|misto) k[iy][iy]?e?[vw]", "Kyiv City"),
    ("k[iy][iy]?e?[vw]", "Kyiv Oblast"),
    ("l(?:u|o|oe)[hg]an", "Luhansk Oblast"),
    ("l[vw][io]?[vw]", "Lviv Oblast"),
    ("m[iy]kola|nikola", "Mykolaiv Oblast"),
    ("odes", "Odesa Oblast"),
    ("polta[vw]", "Poltava Oblast"),
    ("r[io][vw]n", "Rivne Oblast"),
    ("se[bv]astopol", "Sevastopol"),
    ("s(?:u|oe)m[iys]", "Sumy Oblast"),
    ("ternop", "Ternopil Oblast"),
    ("[vw]inn?[iy]", "Vinnytsia Oblast"),
    ("[vw]ol[iy]n", "Volyn Oblast"),
    ("zakarp|transcarp", "Zakarpattia Oblast"),
    ("[sz]apor", "Zaporizhzhia Oblast"),
    ("(?:zh|z|j|sch|sh)[iy]tom", "Zhytomyr Oblast"),
)
_KIND = re.compile(r"^(?:oblast|region) (?:of )?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region; for example Kharkiv Oblast for "Kharkivs'ka oblast".

    Attributes:
        admin1: Its name as the gazetteer has it.
        lat, lon: Degrees of its middle, None if the gazetteer has none.
    """

    name: str
    admin1: str
    lat: float | None
    lon: float | None


@lru_cache(maxsize=4096)
def region_of(name: str) -> Region | None:
    """The region of Ukraine that a name means in any of its spellings; None if it is none."""
    key = _KIND.sub("", folded(name.replace("-", " ")))
    for beginning, found in _BEGINNINGS:
        if re.match(beginning, key):
            return _known(found)
    return None


def _known(name: str) -> Region:
    found = place.resolve(name, countries=("UKR",))
    if found is None or found.precision != "admin1":
        return Region(name=name, admin1=f"{name} City" if name == "Sevastopol" else name, lat=None, lon=None)
    return Region(name=name, admin1=found.admin1 or name, lat=found.lat, lon=found.lon)
