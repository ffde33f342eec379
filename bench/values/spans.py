"""Measure the countries of actors on tagged spans of sentences: who does what to whom.

    python bench/values/spans.py FILE [--show N]

Reads two columns, a word and its tag: `B-S` and `I-S` for who acts, `B-T` and `I-T` for to whom, `B-R` and `I-R` for
those who act on each other; blank lines end sentences. The corpus tags spans and codes nobody. So two things are
printed: how many spans get a country or a body, and, of those that name exactly one country by its English name in
CLDR (package babel), how many get that country. `--show N` lists N spans, drawn with a fixed seed, with their answers,
for a person to judge.
"""

import argparse
import random
import re
import time
from pathlib import Path

from babel import Locale
from babel.core import get_global

from holdfast.values import actor
from holdfast.values.nations import countries


def spans(path: Path) -> list[str]:
    """The words of every tagged span, with the blanks that a tokenizer put in taken out again."""
    found: list[str] = []
    words: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        word, _, tag = line.rpartition(" ")
        if not tag.startswith("I-"):
            if words:
                found.append(joined(" ".join(words)))
            words = []
        if tag.startswith(("B-", "I-")):
            words.append(word)
    return found


def joined(text: str) -> str:
    """Words as they are printed: "Libya 's" is "Libya's", "U. S." is "U.S."."""
    text = re.sub(r" ([,.;:)%!?]|['’]s\b|['’](?!\w))", r"\1", text)
    text = re.sub(r" ([-–]) ", r"\1", re.sub(r"([($]) ", r"\1", text))
    return re.sub(r"\bU\. ?([SKN])\b", r"U.\1", text)


def named(text: str, names: dict[str, str]) -> str | None:
    """The one country that the words name by its English name in CLDR."""
    codes = {code for name, code in names.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)}
    return codes.pop() if len(codes) == 1 else None


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N")
    options = parser.parse_args()
    listed = spans(options.file)
    began = time.process_time()
    answers = [actor.resolve(words) for words in listed]
    seconds = time.process_time() - began
    refs = [answer.ref.split("+") if answer else [] for answer in answers]
    told = sum(any(" " in ref for ref in each) for each in refs)
    print(f"{options.file.name}: {told / len(listed):.3f} of {len(listed)} spans get a country or a body", end="")
    print(f"; {len(listed) / seconds:,.0f} a second of CPU time, first look-ups included")
    aliases = {
        two[0]: three for three, two in get_global("territory_aliases").items() if three.isalpha() and len(three) == 3
    }
    names = {
        name: aliases[two]
        for two, name in Locale("en").territories.items()
        if two in aliases and aliases[two] in countries()
    }
    gold = [(code, each) for words, each in zip(listed, refs, strict=True) if (code := named(words, names))]
    right = sum(code in {ref.split()[0] for ref in each} for code, each in gold)
    print(f"of those that name one country in CLDR's words, that country: {right / len(gold):.3f} of {len(gold)}")
    drawn = random.Random(7).sample(sorted(set(listed)), min(options.show, len(set(listed))))
    for words in drawn:
        answer = actor.resolve(words)
        print("   ", answer.ref if answer else "-", "|", words)


if __name__ == "__main__":
    main()
