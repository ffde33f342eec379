"""Measure places on geoparsing corpora: the share of toponyms within 161 km (100 miles) of the gold point.

    python bench/values/toponyms.py FILE.xml... [--wrong N]

Reads the XML of TR-News (`toponym` with `gaztag`) and of GeoVirus (`location`). Each document's toponyms are given
together with the countries that its text names; nothing else of the gold is used.

A toponym *has an answer* if the gazetteer holds a place of that name within 161 km of the gold point. Only of those can
an answer be right by distance. The rest are of two sorts: large places, whose one point is a matter of choice (the
corpora themselves put Canada 1,000 km apart), and small ones that the gazetteer lacks, which should be said not to be
found rather than be given a namesake.
"""

import argparse
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from holdfast.values import actor, gazetteer, place
from holdfast.values.place import Location
from holdfast.values.place_score import kilometres

NEAR_KM = 161.0
LARGE = ("country", "area", "admin1")
"""Precisions of places whose point says little."""


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


def answerable(toponym: Toponym) -> bool:
    """Whether the gazetteer holds a place of that name near the gold point."""
    point = toponym.point
    return point is not None and any(
        kilometres(*point, record.lat, record.lon) <= NEAR_KM for record in gazetteer.look_up(toponym.words)
    )


def sort(toponym: Toponym, got: Location | None) -> tuple[str, ...]:
    """What is counted of one toponym and its answer: the names of the tallies that it adds to."""
    if toponym.point is None:
        return ("without", "left") if got is None else ("without",)
    found = ("with", *(("found",) if got is not None else ()))
    near = got is not None and kilometres(*toponym.point, got.lat, got.lon) <= NEAR_KM
    town = ("towns", *(("towns near",) if near else ())) if toponym.code.startswith("PPL") else ()
    if near:
        return (*found, *town, "near", "answerable")
    if answerable(toponym):
        return (*found, *town, "answerable")
    if got is not None and got.precision in LARGE:
        return (*found, *town, "elsewhere")
    return (*found, *town, "unanswerable", *(("namesake",) if got is not None else ()))


def measure(path: Path, wrong: int) -> None:
    """Print the shares of one corpus, and its commonest misses and namesakes."""
    tally: Counter[str] = Counter()
    misses: dict[str, Counter[tuple[str, ...]]] = {"missed": Counter(), "namesake": Counter()}
    seconds = 0.0
    for text, listed in articles(path):
        began = time.process_time()
        countries = actor.countries_in(text, seats=False)[:4]
        answers = place.resolve_all([each.words for each in listed], countries=countries)
        seconds += time.process_time() - began
        for each, got in zip(listed, answers, strict=True):
            counted = sort(each, got)
            tally.update(counted)
            case = (each.words, each.code, str(each.point), str(got and (got.name, got.country, got.precision)))
            if "namesake" in counted:
                misses["namesake"][case] += 1
            if "with" in counted and "near" not in counted:
                misses["missed"][case] += 1
    print(f"{path.name}: {report(tally)}; {(tally['with'] + tally['without']) / seconds:,.0f} a second")
    for name, cases in misses.items():
        for case, times in cases.most_common(wrong):
            print("   ", name, times, *case, sep=" | ")


def report(tally: Counter[str]) -> str:
    """The shares in words."""
    said = [
        f"within 161 km {tally['near'] / tally['with']:.3f} of {tally['with']}",
        f"of those found {tally['near'] / tally['found']:.3f}",
        f"of {tally['answerable']} with an answer {tally['near'] / tally['answerable']:.3f}",
    ]
    if tally["unanswerable"]:
        share = 1 - tally["namesake"] / tally["unanswerable"]
        said.append(f"of {tally['unanswerable']} small ones without one not found {share:.3f}")
        said.append(f"{tally['elsewhere']} large ones with another point")
    if tally["towns"]:
        said.append(f"of {tally['towns']} towns {tally['towns near'] / tally['towns']:.3f}")
    if tally["without"]:
        said.append(f"without a point left alone {tally['left']}/{tally['without']}")
    return ", ".join(said)


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
