from __future__ import annotations

import pytest

from holdfast.sources.region import region_of


@pytest.mark.parametrize(
    ("spelling", "admin1"),
    [
        *((name, "Kharkiv") for name in (
            "Kharkiv Oblast", "Kharkivs'ka oblast", "Oblast Charkov", "Charkov Oblast", "Kharkov", "Kharkivska oblast",
            "kharkiv Obalst",
        )),
        *((name, "Zaporizhzhia") for name in (
            "Zaporizhia Oblast", "Zaporizka oblast", "Zaporiz'ka oblast", "Zaporizja Oblast", "Zaporizhya oblast",
            "Saporischschja Oblast", "Zaporizhzhya",
        )),
        *((name, "Donetsk") for name in ("Donestk Oblast", "Donetz", "Oblast Donezk", "Donetska oblast")),
        *((name, "Luhansk") for name in ("Luhans'k", "Lugansk", "Loehansk Oblast")),
        *((name, "Kherson") for name in ("Cherson Oblast", "Khersonska oblast")),
        *((name, "Chernihiv Oblast") for name in ("Tsjernihiv Oblast", "Chernihivska oblast", "Chernigov")),
        *((name, "Kyiv Oblast") for name in ("Kiev", "Kyivska oblast", "Kiyv Oblast", "Oblast Kyiv")),
        *((name, "Kyiv City") for name in ("Kyiv city", "Kyiv City", "m. Kyiv")),
        *((name, "Mykolaiv") for name in ("Mykolajiv Oblast", "Nikolaev", "Mykolayiv")),
        ("Odessa", "Odesa"), ("L'viv", "Lviv"), ("Chernivetska oblast", "Chernivtsi"),
        ("Rivnenska oblast", "Rivne Oblast"),
        ("Cherkaska oblast", "Cherkasy"), ("Jytomyr Oblast", "Zhytomyr Oblast"), ("Sumska oblast", "Sumy"),
        ("Vinnytska oblast", "Vinnytsia"), ("Volynska oblast", "Volyn"), ("Zakarpatska oblast", "Zakarpattia"),
        ("Khmelnytska oblast", "Khmelnytskyi"), ("Kirovohradska oblast", "Kirovohrad"),
        ("Ternopilska oblast", "Ternopil"),
        ("Ivano-Frankivska oblast", "Ivano-Frankivsk"), ("Poltavska oblast", "Poltava"),
        ("Dnjepropetrovsk Oblast", "Dnipropetrovsk"), ("Sevastopol'", "Sevastopol City"),
        ("Crimean Peninsula", "Crimea"),
    ],
)  # fmt: skip
def test_every_spelling_of_a_region_is_one_region(spelling: str, admin1: str) -> None:
    found = region_of(spelling)
    assert found is not None
    assert found.admin1 == admin1


@pytest.mark.parametrize("name", ["Belgorod", "Gomel", "Donbass", "Black Sea", "", "Kursk Oblast", "Voronezh"])
def test_what_is_no_region_of_ukraine_is_none(name: str) -> None:
    assert region_of(name) is None
