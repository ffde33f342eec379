"""Grammar first: what the encoder learns before it sees a statement.

Who does what to whom is mostly syntax, and a few hundred dispatches teach little of it. So the encoder, which comes
from a sentence encoder and has half forgotten single words, first learns to parse: dependencies and word classes
(Universal Dependencies: English-EWT and GUM), names (UNER over English-EWT), what sort of thing a mention's head word
is (GUM) and how sure a text is that something happened (UDS, It-Happened). The heads that learn this are thrown away;
the encoder stays. The parser is Dozat and Manning's (2017) over whole windows, a root being its own head.
"""

import json
import random
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from batches import IGNORED, grouped, padded, placed
from network import Dropout, Encoder
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from holdfast.reading.pieces import Window, encode, marks, window
from holdfast.reading.segment import Sentence

# Genres of GUM whose licence forbids commercial use teach nothing here.
NON_COMMERCIAL = ("whow", "fiction", "essay", "letter", "podcast", "reddit")
WINDOW_LENGTHS = (96, 160, 256)
# Addresses and the like make many pieces of few tokens: what is over this is cut off.
LONGEST_LESSON = 320
NAMES = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
# How much each lesson counts; arcs and relations carry the most of what roles need.
WEIGHTS = {"arc": 1.0, "relation": 1.0, "tag": 0.3, "name": 1.0, "sort": 0.4, "factual": 0.2}
# UDS's mean of answers lies about between these two.
MOST_SURE = 3.0


@dataclass(kw_only=True)
class Tree:
    """One sentence: its tokens with their place in the sentence's text, and what is known of each."""

    text: str
    spans: list[tuple[int, int]]
    heads: list[int]
    relations: list[str]
    tags: list[str]
    opens_document: bool
    names: list[str] | None = None
    sorts: dict[int, str] = field(default_factory=dict)
    factual: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """A window with its labels: a number for each word, IGNORED where nothing is known."""

    window: Window
    heads: np.ndarray
    relations: np.ndarray
    tags: np.ndarray
    names: np.ndarray
    sorts: np.ndarray
    factual: np.ndarray


def trees(folder: Path, *, part: str = "train") -> list[Tree]:
    """Every sentence of a part that the folder's sets hold, with names and factuality joined where they are known."""
    found: dict[str, Tree] = {}
    for path in sorted((folder / "ud-ewt").glob(f"*-ud-{part}.conllu")):
        found |= dict(_conllu(path))
    for path in sorted((folder / "uner-ewt").glob(f"*-ud-{part}*.iob2")):
        _join_names(path, found)
    for path in sorted((folder / "uds-factuality").glob(f"{part}.jsonl")):
        _join_factuality(path, found)
    if part == "train":
        measured = _measured(folder / "gum/splits.md")
        for path in sorted((folder / "gum/dep").glob("GUM_*.conllu")):
            if path.stem.split("_")[1] not in NON_COMMERCIAL and path.stem not in measured:
                found |= dict(_conllu(path))
    if not found:
        raise FileNotFoundError(f"{folder}: no ud-ewt, uner-ewt, uds-factuality or gum in it; name the folder of these")
    return list(found.values())


def _measured(splits: Path) -> set[str]:
    """The documents of GUM outside of its training part, as its list of splits names them; none if it is not there."""
    if not splits.is_file():
        return set()
    _, *parts = re.split(r"^## ", splits.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {name for part in parts if not part.startswith("train") for name in re.findall(r"\* (\w+)", part)}


def _blocks(path: Path) -> Iterator[list[str]]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        if lines != [""]:
            yield lines


def _conllu(path: Path) -> Iterator[tuple[str, Tree]]:
    """The trees of a CoNLL-U file by their sentence's identifier; empty nodes and multi-word lines are left out."""
    for lines in _blocks(path):
        comments = [line for line in lines if line.startswith("#")]
        rows = [line.split("\t") for line in lines if line[:1].isdigit()]
        name = next((c.split("= ", 1)[1] for c in comments if c.startswith("# sent_id")), "")
        joined = {number: row for row in rows if "-" in row[0] for number in _covered(row[0])}
        tokens = [row for row in rows if row[0].isdigit()]
        text, spans = _spelt(tokens, joined)
        yield (
            name,
            Tree(
                text=text,
                spans=spans,
                heads=[int(row[6]) - 1 for row in tokens],
                relations=[row[7] for row in tokens],
                tags=[row[3] for row in tokens],
                opens_document=any(c.startswith("# newdoc") for c in comments),
                sorts=_sorts(tokens),
            ),
        )


def _covered(span: str) -> Iterable[int]:
    first, last = span.split("-")
    return range(int(first), int(last) + 1)


def _spelt(tokens: list[list[str]], joined: dict[int, list[str]]) -> tuple[str, list[tuple[int, int]]]:
    """The text of a sentence and where each token stands; the parts of "don't" share the place of the whole."""
    text, spans, last = "", [], None
    for row in tokens:
        whole = joined.get(int(row[0]), row)
        if whole is not last:
            start = len(text)
            text += whole[1] + ("" if "SpaceAfter=No" in whole[9] else " ")
            last = whole
        end = start + len(whole[1])
        # Parts that are spelt out in the whole, as "do" and "n't" are, have a place of their own.
        place = text.find(row[1], spans[-1][1] if spans and spans[-1][1] < end and whole is not row else start, end)
        spans.append((place, place + len(row[1])) if place >= 0 else (start, end))
    return text.rstrip(), spans


def _sorts(tokens: list[list[str]]) -> dict[int, str]:
    """GUM's entity type of each mention, at the mention's head word: the one whose own head lies outside."""
    found: dict[int, str] = {}
    open_mentions: list[tuple[str, str, int]] = []
    for number, row in enumerate(tokens):
        entity = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for mark in re.findall(r"\([^()]+\)?|[^()]+\)", entity):
            group = mark.strip("()").split("-")
            if mark.startswith("("):
                open_mentions.append((group[0], group[1] if len(group) > 1 else "", number))
            if mark.endswith(")"):
                at = next((i for i in reversed(range(len(open_mentions))) if open_mentions[i][0] == group[0]), None)
                if at is not None:
                    _, kind, first = open_mentions.pop(at)
                    inside = range(first, number + 1)
                    head = next((i for i in inside if int(tokens[i][6]) - 1 not in inside), None)
                    if head is not None:
                        found[head] = kind
    return found


def _join_names(path: Path, found: dict[str, Tree]) -> None:
    for lines in _blocks(path):
        name = next((line.split("= ", 1)[1] for line in lines if line.startswith("# sent_id")), "")
        labels = [line.split("\t")[2] for line in lines if line[:1].isdigit()]
        tree = found.get(name)
        if tree is not None and len(labels) == len(tree.spans):
            tree.names = [label if label in NAMES else "O" for label in labels]


def _join_factuality(path: Path, found: dict[str, Tree]) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        tree = found.get(row["sent_id"])
        if tree is not None and len(row["tokens"]) == len(tree.spans):
            tree.factual = {each["i"]: each["factual"] / MOST_SURE for each in row["preds"]}


class Course:
    """The lessons that a list of trees makes, with the label lists that they need."""

    def __init__(self, found: Sequence[Tree], tokenizer: Tokenizer) -> None:
        self.relations = sorted({name for tree in found for name in tree.relations})
        self.tags = sorted({name for tree in found for name in tree.tags})
        self.sorts = ["", *sorted({name for tree in found for name in tree.sorts.values()})]
        self.tokenizer, self.marks = tokenizer, marks(tokenizer)

    def lessons(self, found: Sequence[Tree], chance: random.Random) -> Iterator[Lesson]:
        """Windows of neighbouring sentences, of lengths drawn anew."""
        run: list[Tree] = []
        room = chance.choice(WINDOW_LENGTHS)
        for tree in found:
            if run and (tree.opens_document or sum(len(other.spans) for other in run) + len(tree.spans) > room * 0.8):
                yield self.lesson(run)
                run, room = [], chance.choice(WINDOW_LENGTHS)
            run.append(tree)
        if run:
            yield self.lesson(run)

    def lesson(self, run: Sequence[Tree]) -> Lesson:
        """One window over some sentences; a token belongs to the word that begins where it does."""
        text, stretches = "", []
        for number, tree in enumerate(run):
            stretches.append(
                Sentence(start=len(text), end=len(text) + len(tree.text), block=number // 3, entry=0, headline=False)
            )
            text += tree.text + " "
        rows, room = [], LONGEST_LESSON
        for number, part in enumerate(encode(text, stretches, self.tokenizer)):
            if part[:room]:
                rows.append((number, part[:room]))
            room -= len(rows[-1][1]) if rows and rows[-1][0] == number else 0
        view = window(rows, core=(0, len(rows)), marks=self.marks)
        places = {int(start): number for number, start in enumerate(view.starts)}
        table = {name: np.full(view.word_count, IGNORED) for name in ("heads", "relations", "tags", "names", "sorts")}
        factual = np.full(view.word_count, np.nan, dtype=np.float32)
        for stretch, tree in zip(stretches, run, strict=True):
            words = [places.get(stretch.start + start) for start, _ in tree.spans]
            taken: set[int] = set()
            for token, word in enumerate(words):
                if word is None or word in taken:
                    continue
                taken.add(word)
                self._label(table, tree, token, word, words)
                factual[word] = tree.factual.get(token, np.nan)
        return Lesson(window=view, factual=factual, **table)

    def _label(
        self, table: dict[str, np.ndarray], tree: Tree, token: int, word: int, words: Sequence[int | None]
    ) -> None:
        head = word if tree.heads[token] < 0 else words[tree.heads[token]]
        if head is not None:
            table["heads"][word] = head
            table["relations"][word] = self.relations.index(tree.relations[token])
        table["tags"][word] = self.tags.index(tree.tags[token])
        if tree.names is not None:
            table["names"][word] = NAMES.index(tree.names[token])
        if tree.sorts:
            table["sorts"][word] = self.sorts.index(tree.sorts.get(token, ""))


class Teacher(nn.Module):
    """The heads over the encoder's word vectors: a biaffine parser, and a line for each other lesson."""

    def __init__(self, course: Course, *, width: int, arc: int = 192, relation: int = 96) -> None:
        super().__init__()
        self.dropout = Dropout(0.25)
        self.arc_own, self.arc_head = nn.Linear(width, arc), nn.Linear(width, arc)
        self.arc_pair = nn.Parameter(torch.zeros(arc + 1, arc))
        self.relation_own, self.relation_head = nn.Linear(width, relation), nn.Linear(width, relation)
        self.relation_pair = nn.Linear(relation, relation * len(course.relations), bias=False)
        self.relation_sum = nn.Linear(2 * relation, len(course.relations))
        self.lines = nn.ModuleDict(
            {
                "tag": nn.Linear(width, len(course.tags)),
                "name": nn.Linear(width, len(NAMES)),
                "sort": nn.Linear(width, len(course.sorts)),
                "factual": nn.Linear(width, 1),
            }
        )

    def arcs(self, vectors: Tensor, sentences: Tensor) -> Tensor:
        """For each word the score of every word of its sentence as its head (batch, words, words)."""
        own = self.dropout(functional.gelu(self.arc_own(vectors)))
        head = self.dropout(functional.gelu(self.arc_head(vectors)))
        own = torch.cat([own, torch.ones_like(own[..., :1])], dim=-1)
        scores = own @ self.arc_pair @ head.transpose(1, 2)
        apart = sentences[:, :, None] != sentences[:, None, :]
        return scores.masked_fill(apart, -1e4)

    def relation_scores(self, own: Tensor, head: Tensor) -> Tensor:
        """The relation of words (n, width) to their heads (n, width)."""
        own = self.dropout(functional.gelu(self.relation_own(own)))
        head = self.dropout(functional.gelu(self.relation_head(head)))
        pairs = self.relation_pair(own).unflatten(1, (-1, head.shape[1])) @ head[:, :, None]
        return pairs.squeeze(2) + self.relation_sum(torch.cat([own, head], dim=-1))


@dataclass(frozen=True, kw_only=True)
class Class:
    """Lessons put together and padded."""

    pieces: Tensor
    shapes: Tensor
    layouts: Tensor
    words: Tensor
    sentences: Tensor
    present: Tensor
    labels: dict[str, Tensor]
    factual: Tensor


def seated(lessons: Sequence[Lesson]) -> Class:
    """One batch of lessons."""
    views = [lesson.window for lesson in lessons]
    inputs = padded(views)
    count = inputs["words"].shape[1]
    labels = {
        name: torch.full((len(views), count), IGNORED) for name in ("heads", "relations", "tags", "names", "sorts")
    }
    factual = torch.full((len(views), count), float("nan"))
    for row, lesson in enumerate(lessons):
        for name, table in labels.items():
            table[row, : lesson.window.word_count] = torch.from_numpy(getattr(lesson, name))
        factual[row, : lesson.window.word_count] = torch.from_numpy(lesson.factual)
    return Class(labels=labels, factual=factual, **inputs)


def losses(encoder: Encoder, teacher: Teacher, batch: Class) -> dict[str, Tensor]:
    """The loss of each lesson on one batch."""
    vectors, _ = encoder(batch.pieces, batch.shapes, batch.layouts, batch.words)
    found: dict[str, Tensor] = {}
    heads = batch.labels["heads"]
    known = heads != IGNORED
    if known.any():
        arcs = teacher.arcs(vectors, batch.sentences)
        found["arc"] = functional.cross_entropy(arcs[known], heads[known])
        rows, words = known.nonzero(as_tuple=True)
        scores = teacher.relation_scores(vectors[rows, words], vectors[rows, heads[known]])
        found["relation"] = functional.cross_entropy(scores, batch.labels["relations"][known])
    dropped = teacher.dropout(vectors)
    for lesson, name in (("tag", "tags"), ("name", "names"), ("sort", "sorts")):
        labels = batch.labels[name]
        if (labels != IGNORED).any():
            scores = teacher.lines[lesson](dropped)
            found[lesson] = functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
    sure = ~batch.factual.isnan()
    if sure.any():
        said = teacher.lines["factual"](dropped[sure]).squeeze(-1).float()
        found["factual"] = functional.smooth_l1_loss(said, batch.factual[sure]) * 10
    return found


def teach(
    encoder: Encoder, folder: Path, tokenizer: Tokenizer, *, epochs: int, rate: float, halved: bool, seed: int
) -> None:
    """Teach an encoder, in place, and print how it does on what was kept back."""
    chance = random.Random(seed)
    found = trees(folder)
    course = Course(found, tokenizer)
    device = encoder.pieces.weight.device
    teacher = Teacher(course, width=encoder.pieces.weight.shape[1]).to(device)
    weights = [
        {
            "params": [w for name, w in encoder.named_parameters() if not name.startswith(("pieces", "trigger"))],
            "lr": rate,
        },
        {"params": list(teacher.parameters()), "lr": rate * 8},
    ]
    adam = torch.optim.AdamW(weights, weight_decay=0.01)
    begun = time.time()
    first = list(course.lessons(found, chance))
    steps = epochs * len(list(grouped(first, size=1024, chance=chance)))
    done = 0
    for epoch in range(epochs):
        encoder.train()
        teacher.train()
        lessons = first if epoch == 0 else list(course.lessons(found, chance))
        totals: dict[str, float] = {}
        batches = list(grouped(lessons, size=1024, chance=chance))
        for batch in batches:
            share = min((done + 1) / steps / 0.06, max(0.02, (1 - done / steps) / 0.94))
            for group, top in zip(adam.param_groups, (rate, rate * 8), strict=True):
                group["lr"] = top * share
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=halved):
                parts = losses(encoder, teacher, placed(seated(batch), device))
                total = sum(WEIGHTS[name] * loss for name, loss in parts.items())
            adam.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_([w for g in weights for w in g["params"]], 1.0)
            adam.step()
            done += 1
            for name, loss in parts.items():
                totals[name] = totals.get(name, 0.0) + float(loss.detach()) / len(batches)
        line = {"grammar": epoch + 1, "minutes": round((time.time() - begun) / 60, 1)}
        print(json.dumps(line | {k: round(v, 3) for k, v in totals.items()}), flush=True)
    print(json.dumps({"attachment": attachment(encoder, teacher, course, trees(folder, part="dev"))}), flush=True)


@torch.no_grad()
def attachment(encoder: Encoder, teacher: Teacher, course: Course, found: Sequence[Tree]) -> dict[str, float]:
    """Unlabelled and labelled attachment over the words that have a head, and the share of right word classes."""
    encoder.eval()
    teacher.eval()
    known = set(course.relations)
    found = [tree for tree in found if known.issuperset(tree.relations)]
    right = labelled = tagged = total = 0
    for lesson in course.lessons(found, random.Random(1)):
        batch = placed(seated([lesson]), encoder.pieces.weight.device)
        vectors, _ = encoder(batch.pieces, batch.shapes, batch.layouts, batch.words)
        heads = teacher.arcs(vectors, batch.sentences).argmax(-1)
        rows, words = (batch.labels["heads"] != IGNORED).nonzero(as_tuple=True)
        named = teacher.relation_scores(vectors[rows, words], vectors[rows, heads[rows, words]]).argmax(-1)
        good = heads[rows, words] == batch.labels["heads"][rows, words]
        right, total = right + int(good.sum()), total + len(rows)
        labelled += int((good & (named == batch.labels["relations"][rows, words])).sum())
        tags = teacher.lines["tag"](vectors).argmax(-1)
        tagged += int((tags[rows, words] == batch.labels["tags"][rows, words]).sum())
    return {name: round(n / max(1, total), 4) for name, n in (("uas", right), ("las", labelled), ("upos", tagged))}
