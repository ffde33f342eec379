"""Exchanging names: the actors of a text put under others' names, consistently, so that only who acts is another.

What a reader says of the deeds must not hang on who does them. A name is exchanged for one of its own kind and form: a
state for a state, its adjective for that state's adjective, an armed group without an article for another such.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from edits import Edit


class Kind:
    """Names of one kind; each family is one actor's names, in the same order of forms for all."""

    def __init__(self, families: Sequence[tuple[str, ...]]) -> None:
        self.families = families
        self._place_of = {
            name: (row, column) for row, names in enumerate(families) for column, name in enumerate(names)
        }
        names = sorted(map(re.escape, self._place_of), key=len, reverse=True)
        self._name = re.compile(r"(?<![\w-])(" + "|".join(names) + r")(?!\w)")

    def edits(self, text: str, chance: random.Random) -> list[Edit]:
        """For every family that occurs another one, drawn by chance; no two are given the same."""
        found = [(match, *self._place_of[match[1]]) for match in self._name.finditer(text)]
        rows = sorted({row for _, row, _ in found})
        given = dict(zip(rows, chance.sample(range(len(self.families)), len(rows)), strict=True))
        return [
            Edit(start=match.start(), end=match.end(), new=self.families[given[row]][column])
            for match, row, column in found
        ]


def exchanges(text: str, chance: random.Random, kinds: Sequence[Kind]) -> list[Edit]:
    """The edits that put every family of names that occurs under another's."""
    return [edit for kind in kinds for edit in kind.edits(text, chance)]


# State, adjective, people, capital. States whose names need an article are left as they are.
STATES = Kind((
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
))  # fmt: skip
# Armed groups by what stands before them: some take an article ("the Taliban"), some none ("Hamas").
GROUPS = Kind((
    ("ISIL",), ("ISIS",), ("Daesh",), ("Islamic State",), ("Hamas",), ("Hezbollah",), ("Boko Haram",), ("al-Qaida",),
    ("al-Qaeda",), ("Al Qaeda",), ("al-Shabaab",), ("Al-Shabaab",), ("Al Shabaab",), ("Ansar Dine",),
    ("Jabhat al-Nusra",), ("Ansar Allah",), ("Jaish al-Islam",), ("M23",), ("JNIM",), ("Abu Sayyaf",),
    ("Islamic Jihad",), ("Shining Path",),
))  # fmt: skip
GROUPS_WITH_ARTICLE = Kind((
    ("Taliban",), ("ELN",), ("FARC",), ("PKK",), ("YPG",), ("KIA",), ("MNDAA",), ("TNLA",), ("BIFF",), ("MILF",),
    ("LTTE",), ("TPLF",), ("SPLM-N",), ("RSF",), ("ADF",), ("FDLR",), ("LNA",), ("SDF",), ("LRA",),
    ("Haqqani Network",), ("Lord's Resistance Army",), ("Syrian Democratic Forces",), ("Arakan Army",),
    ("Wagner Group",), ("Houthis",), ("Rapid Support Forces",),
))  # fmt: skip
# Armies of states and forces of several, by their abbreviations; "the Syrian army" goes with its state.
ARMIES = Kind((
    ("IDF",), ("FARDC",), ("ENDF",), ("SSPDF",), ("SAF",), ("ANSF",), ("ISF",), ("AFU",), ("PLA",), ("ISAF",),
    ("KFOR",), ("MINUSMA",), ("MONUSCO",), ("UNIFIL",), ("UNMISS",), ("AMISOM",), ("UNDOF",), ("EUFOR",),
))  # fmt: skip
OUTLETS = Kind((
    ("Reuters",), ("AFP",), ("TASS",), ("Interfax",), ("Xinhua",), ("Anadolu",), ("IRNA",), ("SANA",), ("Ukrinform",),
    ("Al Jazeera",), ("Kyodo",), ("BBC",), ("CNN",), ("RIA Novosti",), ("Yonhap",), ("Press TV",), ("Al Arabiya",),
))  # fmt: skip
# Heads of state and government, ministers and commanders: full name, last name.
LEADERS = Kind((
    ("Vladimir Putin", "Putin"), ("Volodymyr Zelenskyy", "Zelenskyy"), ("Volodymyr Zelensky", "Zelensky"),
    ("Bashar al-Assad", "Assad"), ("Recep Tayyip Erdogan", "Erdogan"), ("Haider al-Abadi", "Abadi"),
    ("Barack Obama", "Obama"), ("Donald Trump", "Trump"), ("Joe Biden", "Biden"), ("Naftali Bennett", "Bennett"),
    ("Benjamin Netanyahu", "Netanyahu"), ("Mahmoud Abbas", "Abbas"), ("Abdel Fattah el-Sisi", "Sisi"),
    ("Sergei Lavrov", "Lavrov"), ("Sergei Shoigu", "Shoigu"), ("Mikhail Mishustin", "Mishustin"),
    ("John Kerry", "Kerry"), ("Ashton Carter", "Carter"), ("Boris Johnson", "Johnson"), ("Philip Hammond", "Hammond"),
    ("Emmanuel Macron", "Macron"), ("Angela Merkel", "Merkel"), ("Narendra Modi", "Modi"), ("Imran Khan", "Khan"),
    ("Nikol Pashinyan", "Pashinyan"), ("Ilham Aliyev", "Aliyev"), ("Alexander Lukashenko", "Lukashenko"),
    ("Paul Kagame", "Kagame"), ("Felix Tshisekedi", "Tshisekedi"), ("Uhuru Kenyatta", "Kenyatta"),
    ("Abiy Ahmed", "Abiy"), ("Khalifa Haftar", "Haftar"), ("Nicolas Maduro", "Maduro"), ("Gustavo Petro", "Petro"),
    ("Joseph Votel", "Votel"), ("Hassan Rouhani", "Rouhani"), ("Salva Kiir", "Kiir"), ("Riek Machar", "Machar"),
))  # fmt: skip
ACTORS = (STATES, GROUPS, GROUPS_WITH_ARTICLE, ARMIES, OUTLETS, LEADERS)
