"""Measure places on geoparsing corpora: the share of toponyms within 161 km (100 miles) of the gold point.

    python bench/values/toponyms.py FILE.xml... [--wrong N]

Reads the XML of TR-News (`toponym` with `gaztag`) and of GeoVirus (`location`). Each document's toponyms are given
together with the countries that its text names; nothing else of the gold is used.
"""

import argparse
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from holdfast.values import actor, place
from holdfast.values.place_score import kilometres

NEAR_KM = 161.0


@dataclass(frozen=True, kw_only=True)
class Toponym:
    """One toponym of the gold: its words, its point if it has one, its feature code if the corpus gives it."""

    words: str
    point: tuple[float, float] | None
    code: str


def articles(path: Path) -> Iterator[tuple[str, list[Toponym]]]:
    """Each article as its text and its toponyms."""
    for article in ElementTree.parse(path).getroot():
        text = article.findtext("text") or ""
        listed = [_tagged(node) for node in article.iter("toponym")] + [
            _plain(node) for node in article.iter("location")
        ]
        yield text, listed


def _tagged(node: ElementTree.Element) -> Toponym:
    tag = node.find("gaztag")
    lat, lon = (tag.findtext("lat"), tag.findtext("lon")) if tag is not None else (None, None)
    point = (float(lat), float(lon)) if lat and lon else None
    code = (tag.findtext("fcode") or "") if tag is not None else ""
    return Toponym(words=node.findtext("phrase") or "", point=point, code=code)


def _plain(node: ElementTree.Element) -> Toponym:
    point = (float(node.findtext("lat") or 0), float(node.findtext("lon") or 0))
    return Toponym(words=node.findtext("name") or "", point=point, code="")


def measure(path: Path, wrong: int) -> None:
    """Print the share of one corpus."""
    tally: Counter[str] = Counter()
    misses: Counter[tuple[str, ...]] = Counter()
    began = time.process_time()
    for text, listed in articles(path):
        countries = actor.countries_in(text, seats=False)[:4]
        answers = place.resolve_all([each.words for each in listed], countries=countries)
        for each, got in zip(listed, answers, strict=True):
            if each.point is None:
                tally["without"] += 1
                tally["left"] += got is None
                continue
            tally["with"] += 1
            town = each.code.startswith("PPL")
            tally["towns"] += town
            tally["found"] += got is not None
            if got is not None and kilometres(*each.point, got.lat, got.lon) <= NEAR_KM:
                tally["near"] += 1
                tally["towns near"] += town
            else:
                misses[each.words, each.code, str(each.point), str(got and (got.name, got.country, got.precision))] += 1
    seconds = time.process_time() - began
    total = tally["with"] + tally["without"]
    print(f"{path.name}: within 161 km {tally['near'] / tally['with']:.3f} of {tally['with']}", end="")
    print(f", of those found {tally['near'] / tally['found']:.3f}", end="")
    if tally["towns"]:
        print(f", of {tally['towns']} towns {tally['towns near'] / tally['towns']:.3f}", end="")
    if tally["without"]:
        print(f"; without a point left alone {tally['left']}/{tally['without']}", end="")
    print(f"; {total / seconds:,.0f} a second")
    for case, times in misses.most_common(wrong):
        print("   ", times, *case, sep=" | ")


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--wrong", type=int, default=0, metavar="N")
    options = parser.parse_args()
    for path in options.files:
        measure(path, options.wrong)


if __name__ == "__main__":
    main()
