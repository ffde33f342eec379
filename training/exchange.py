"""Exchanging names: a dispatch with its states, peoples and capitals swapped for others, consistently.

A copy like this has the same statements at shifted offsets, so a model trained on some of them cannot learn that a
certain people attacks or a certain state keeps its word.
"""

import random
import re
from bisect import bisect_right
from typing import Any

from dataset import Gold

# State, adjective, people, capital. States whose names need an article are left as they are.
FAMILIES = (
    ("Russia", "Russian", "Russians", "Moscow"), ("Ukraine", "Ukrainian", "Ukrainians", "Kyiv"),
    ("Syria", "Syrian", "Syrians", "Damascus"), ("Iraq", "Iraqi", "Iraqis", "Baghdad"),
    ("Iran", "Iranian", "Iranians", "Tehran"), ("Israel", "Israeli", "Israelis", "Jerusalem"),
    ("Lebanon", "Lebanese", "Lebanese", "Beirut"), ("Turkey", "Turkish", "Turks", "Ankara"),
    ("Egypt", "Egyptian", "Egyptians", "Cairo"), ("Jordan", "Jordanian", "Jordanians", "Amman"),
    ("Yemen", "Yemeni", "Yemenis", "Sanaa"), ("Libya", "Libyan", "Libyans", "Tripoli"),
    ("Ethiopia", "Ethiopian", "Ethiopians", "Addis Ababa"), ("Eritrea", "Eritrean", "Eritreans", "Asmara"),
    ("Somalia", "Somali", "Somalis", "Mogadishu"), ("Kenya", "Kenyan", "Kenyans", "Nairobi"),
    ("Uganda", "Ugandan", "Ugandans", "Kampala"), ("Rwanda", "Rwandan", "Rwandans", "Kigali"),
    ("Chad", "Chadian", "Chadians", "N'Djamena"), ("Mali", "Malian", "Malians", "Bamako"),
    ("Nigeria", "Nigerian", "Nigerians", "Abuja"), ("Ghana", "Ghanaian", "Ghanaians", "Accra"),
    ("Colombia", "Colombian", "Colombians", "Bogotá"), ("Venezuela", "Venezuelan", "Venezuelans", "Caracas"),
    ("Ecuador", "Ecuadorian", "Ecuadorians", "Quito"), ("Peru", "Peruvian", "Peruvians", "Lima"),
    ("Mexico", "Mexican", "Mexicans", "Mexico City"), ("Cuba", "Cuban", "Cubans", "Havana"),
    ("India", "Indian", "Indians", "New Delhi"), ("Pakistan", "Pakistani", "Pakistanis", "Islamabad"),
    ("Bangladesh", "Bangladeshi", "Bangladeshis", "Dhaka"), ("Afghanistan", "Afghan", "Afghans", "Kabul"),
    ("China", "Chinese", "Chinese", "Beijing"), ("Japan", "Japanese", "Japanese", "Tokyo"),
    ("Taiwan", "Taiwanese", "Taiwanese", "Taipei"), ("Vietnam", "Vietnamese", "Vietnamese", "Hanoi"),
    ("Thailand", "Thai", "Thais", "Bangkok"), ("Cambodia", "Cambodian", "Cambodians", "Phnom Penh"),
    ("Indonesia", "Indonesian", "Indonesians", "Jakarta"), ("Armenia", "Armenian", "Armenians", "Yerevan"),
    ("Azerbaijan", "Azerbaijani", "Azerbaijanis", "Baku"), ("Georgia", "Georgian", "Georgians", "Tbilisi"),
    ("Sudan", "Sudanese", "Sudanese", "Khartoum"), ("Myanmar", "Burmese", "Burmese", "Naypyidaw"),
    ("Serbia", "Serbian", "Serbs", "Belgrade"), ("Kosovo", "Kosovar", "Kosovars", "Pristina"),
    ("Germany", "German", "Germans", "Berlin"), ("France", "French", "French", "Paris"),
    ("Poland", "Polish", "Poles", "Warsaw"), ("Estonia", "Estonian", "Estonians", "Tallinn"),
    ("Belarus", "Belarusian", "Belarusians", "Minsk"), ("Kazakhstan", "Kazakh", "Kazakhs", "Astana"),
)  # fmt: skip
PLACE_OF = {name: (row, column) for row, family in enumerate(FAMILIES) for column, name in enumerate(family)}
NAME = re.compile(r"(?<![\w-])(" + "|".join(sorted(map(re.escape, PLACE_OF), key=len, reverse=True)) + r")(?!\w)")


def exchanged(gold: Gold, chance: random.Random) -> Gold:
    """A copy of a document in which every family of names that occurs stands under another's."""
    found = list(NAME.finditer(gold.text))
    rows = sorted({PLACE_OF[match[1]][0] for match in found})
    swapped = dict(zip(rows, chance.sample(range(len(FAMILIES)), len(rows)), strict=True))
    parts: list[str] = []
    edges, shifts = [0], [0]  # from this offset on, add this shift
    position = shift = 0
    for match in found:
        row, column = PLACE_OF[match[1]]
        new = FAMILIES[swapped[row]][column]
        parts += [gold.text[position : match.start()], new]
        position = match.end()
        shift += len(new) - len(match[1])
        edges.append(match.end())
        shifts.append(shift)
    text = "".join([*parts, gold.text[position:]])

    def moved(offset: int) -> int:
        return offset + shifts[bisect_right(edges, offset) - 1]

    return Gold(
        id=gold.id, text=text, published=gold.published, outlet=gold.outlet, synthetic=gold.synthetic,
        statements=[_moved(statement, text, moved) for statement in gold.statements],
    )  # fmt: skip


def _moved(value: Any, text: str, moved: Any) -> Any:
    """A statement or a part of it with its offsets moved and its words taken from the new text."""
    if isinstance(value, list):
        return [_moved(part, text, moved) for part in value]
    if not isinstance(value, dict):
        return value
    new = {name: _moved(part, text, moved) for name, part in value.items()}
    if isinstance(new.get("start"), int):
        new["start"], new["end"] = moved(value["start"]), moved(value["end"])
        words = "quote" if "quote" in new else "text"
        new[words] = text[new["start"] : new["end"]]
    for name in ("name",):
        if isinstance(new.get(name), str) and new[name] not in text:
            new[name] = None  # the old name, which the copy does not hold
    return new
