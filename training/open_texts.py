"""Openly licensed texts of others with our annotation: `python training/open_texts.py --sets SETS --out DIR`.

The words stay where they are: `open-texts.jsonl` holds, for each passage of UD English-EWT (weblogs and newsgroups, CC
BY-SA 4.0) or GUM (Wikinews and speeches, CC BY 2.5 and public domain), which sentences it is made of, a checksum of its
text, and our statements by offsets alone. This puts the two together into a folder of `ID.txt` and `ID.json`, which
`train.py --data` takes.
"""

import argparse
import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

ANNOTATED = Path(__file__).with_name("open-texts.jsonl")
# Where the sets keep their files.
FOLDERS = ("ud-ewt", "gum/dep")

Plain = dict[str, Any]


def passages(annotated: Path, sets: Path) -> Iterator[tuple[str, Plain]]:
    """Each passage's text with its gold statements in the published form.

    Args:
        annotated: The file of passages and offsets.
        sets: The folder of `ud-ewt/` and `gum/dep/`.

    Raises:
        FileNotFoundError: A file of the sets is not there.
        ValueError: A passage has another text than it was annotated on.
    """
    for line in annotated.read_text(encoding="utf-8").splitlines():
        kept = json.loads(line)
        paragraphs = _documents(_file(sets, kept["file"]))[kept["document"]]
        text = _text(paragraphs, kept["first"], kept["last"])
        if hashlib.sha256(text.encode()).hexdigest() != kept["sha256"]:
            raise ValueError(
                f"{kept['document']} in {kept['file']} is of another release: {kept['id']} does not fit it"
            )
        yield text, gold(kept, text)


def gold(kept: Plain, text: str) -> Plain:
    """A passage's annotation with the words of its text, in the published form of statements."""
    return {
        "id": kept["id"], "outlet": kept["outlet"], "published": kept["published"], "synthetic": False,
        "statements": [_statement(kept["id"], one, text) for one in kept["statements"]],
    }  # fmt: skip


def _statement(document: str, one: Plain, text: str) -> Plain:
    start, end = one["quote"]
    return {
        "document": document, "quote": text[start:end], "start": start, "end": end, "act": one["act"],
        "event": {"type": one.get("type"), "mode": one.get("mode"), "trigger": _words(one["trigger"], text)},
        "status": one.get("status"), "polarity": one["polarity"],
        "place": _part(one["place"], text) if "place" in one else None,
        "time": _part(one["time"], text) if "time" in one else None,
        **{name: [_part(part, text) for part in one.get(name, ())]
           for name in ("actors", "recipients", "counts", "conditions", "voices")},
    }  # fmt: skip


def _part(part: Plain, text: str) -> Plain:
    """A part with its words; a voice's full name is an offset too."""
    found = _words(part["span"], text) | {name: value for name, value in part.items() if name not in ("span", "name")}
    return found | ({"name": text[slice(*part["name"])]} if "name" in part else {})


def _words(span: list[int], text: str) -> Plain:
    return {"text": text[slice(*span)], "start": span[0], "end": span[1]}


def _file(sets: Path, name: str) -> Path:
    path = next((found for folder in FOLDERS if (found := sets / folder / name).is_file()), None)
    if path is None:
        raise FileNotFoundError(f"{name} is in none of {', '.join(str(sets / folder) for folder in FOLDERS)}")
    return path


@lru_cache(maxsize=4)
def _documents(path: Path) -> dict[str, list[list[str]]]:
    """The documents of a CoNLL-U file: of each its paragraphs, of each its sentences."""
    found: dict[str, list[list[str]]] = {}
    current: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition("=")
        if line.startswith("# newdoc id"):
            current = found.setdefault(value.strip(), [])
        if line.startswith("# newpar") or (line.startswith("# sent_id") and not current):
            current.append([])
        if name == "# text ":
            current[-1].append(value.strip())
    return found


def _text(paragraphs: list[list[str]], first: int, last: int) -> str:
    """Sentences from one number to another, exclusive: a blank between them, an empty line between paragraphs."""
    numbered = [(number, one) for number, paragraph in enumerate(paragraphs) for one in paragraph][first:last]
    text = numbered[0][1]
    for (before, _), (number, sentence) in pairwise(numbered):
        text += (" " if before == number else "\n\n") + sentence
    return text


def main() -> None:
    """Read the options and write the folder."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sets", type=Path, required=True, help="folder of ud-ewt/ and gum/dep/")
    options.add_argument("--out", type=Path, required=True, help="folder to write ID.txt and ID.json to")
    options.add_argument("--annotated", type=Path, default=ANNOTATED)
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for text, kept in passages(given.annotated, given.sets):
        (given.out / f"{kept['id']}.txt").write_bytes(text.encode())
        (given.out / f"{kept['id']}.json").write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
