"""Train the network that weighs who is meant, beside weights that are already there, and seal the folder.

    python training/whom.py --data corpus/dispatches REAL... --out reader-en/src/holdfast_reader_en

Every document of the data is read by the weights of the folder; the words that they find for actors, recipients and
voices and that stand in the gold statements are what is learned from, their gold references the answers. The first
networks hear the gold answers of all words before; those after them hear what the ones before answered, so that they
learn to go on from their own mistakes (dataset aggregation: Ross, Gordon and Bagnell 2011). Held-out lists are
never learned from; the share of right references on them is printed after each round.
"""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "training"), str(ROOT / "bench")]

from dataset import read as read_gold  # noqa: E402  (needs the path above)
from score import item, match, members, share  # noqa: E402
from sealing import seal_again  # noqa: E402

from holdfast.model import Document  # noqa: E402
from holdfast.reading.labels import DECISIONS  # noqa: E402
from holdfast.reading.onnx import OnnxPredictor, load_tokenizer  # noqa: E402
from holdfast.reading.prediction import Floats  # noqa: E402
from holdfast.reading.resolve import asking, statements  # noqa: E402
from holdfast.reading.trained import TrainedReader  # noqa: E402
from holdfast.reading.weights import WHOM, load  # noqa: E402
from holdfast.reading.whom import Asked, Case, Network, walk  # noqa: E402
from holdfast.reading.whom.features import ROLES  # noqa: E402
from holdfast.reading.whom.network import MODIFIERS, rows_of, save, setting  # noqa: E402
from holdfast.reading.whom.words import SECTORS, read, sector_of  # noqa: E402

SEED = 29
# Numbers of a query and of a key; units of a layer.
WIDTH, HIDDEN = 24, 64
# A head of a description is known from so many mentions on; a sector is one of its own from so many.
KNOWN, OWN = 3, 2
MOST_SECTORS = 3
BATCH, RATE = 256, 2e-3
PASSES = 4
# Networks that weigh together.
MEMBERS = 3
# Shares of mentions read without the model's vectors and of words read as unknown, so that neither is leant on alone.
BLIND, UNKNOWN = 0.25, 0.15
FIELDS = {"actor": "actors", "recipient": "recipients", "voice": "voices", "outer": "voices"}


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One document: what is asked, entry by entry, and the gold references where they are known."""

    document: Document
    entries: list[tuple[tuple[int, int], list[Asked]]]
    gold: Mapping[Asked, str | None]


@dataclass(kw_only=True)
class Rows:
    """Askings with a gold answer among the candidates, one a row."""

    tables: list[Floats] = field(default_factory=list)
    sectors: list[list[int]] = field(default_factory=list)
    words: list[list[int]] = field(default_factory=list)
    settings: list[int] = field(default_factory=list)
    vectors: list[Floats] = field(default_factory=list)
    keys: list[Floats] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.answers)

    def batch(self, chosen: Sequence[int]) -> tuple[Tensor, ...]:
        """Some rows as tensors, candidates filled up to the longest."""
        most, size = max(len(self.sectors[row]) for row in chosen), self.vectors[0].shape[0]
        tables = np.zeros((len(chosen), most, self.tables[0].shape[1]), np.float32)
        keys = np.zeros((len(chosen), most, size), np.float32)
        there = np.zeros((len(chosen), most), bool)
        sectors = np.zeros((len(chosen), most), np.int64)
        for number, row in enumerate(chosen):
            count = len(self.sectors[row])
            tables[number, :count], keys[number, :count] = self.tables[row], self.keys[row]
            there[number, :count], sectors[number, :count] = True, self.sectors[row]
        return (
            torch.from_numpy(tables), torch.from_numpy(keys), torch.from_numpy(there), torch.from_numpy(sectors),
            torch.tensor([self.words[row] for row in chosen]), torch.tensor([self.settings[row] for row in chosen]),
            torch.from_numpy(np.stack([self.vectors[row] for row in chosen]).astype(np.float32)),
            torch.tensor([self.answers[row] for row in chosen]),
        )  # fmt: skip


class Weigher(nn.Module):
    """The network as `holdfast.reading.whom.Network` computes it, to be trained.

    Args:
        features: How many a candidate has.
        heads: How many heads of descriptions are known.
        width: Of the encoder's vectors.
    """

    def __init__(self, features: int, heads: int, width: int) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(width, WIDTH), nn.Linear(width, WIDTH)
        self.sector_of_vector = nn.Linear(width, len(SECTORS) + 1, bias=False)
        self.first, self.second = nn.Linear(features + 2 * WIDTH, HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.last, self.straight = nn.Linear(HIDDEN, 1, bias=False), nn.Linear(features, 1, bias=False)
        self.heads_sector = nn.Embedding(heads + 1, len(SECTORS) + 1, padding_idx=0)
        self.modifiers_sector = nn.Embedding(heads + 1, len(SECTORS) + 1, padding_idx=0)
        self.settings = nn.Embedding(len(ROLES) * len(DECISIONS["type"]), len(SECTORS) + 1)
        self.drop = nn.Dropout(0.2)
        for table in (*self.tables(), self.sector_of_vector):
            nn.init.zeros_(table.weight)

    def tables(self) -> tuple[nn.Embedding, ...]:
        """What words and settings say of sectors: rare ones must not say much."""
        return self.heads_sector, self.modifiers_sector, self.settings

    def forward(
        self, tables: Tensor, keys: Tensor, there: Tensor, sectors: Tensor, words: Tensor, settings: Tensor,
        vectors: Tensor,
    ) -> Tensor:  # fmt: skip
        """Scores of the candidates of each row."""
        query = torch.tanh(self.query(vectors))[:, None]
        known = torch.tanh(self.key(keys))
        given = torch.cat([tables, query * known, query.expand_as(known)], dim=-1)
        hidden = self.drop(torch.relu(self.first(given)))
        hidden = self.drop(torch.relu(self.second(hidden)))
        by_sector = self.heads_sector(words[:, 0]) + self.modifiers_sector(words[:, 1:]).sum(dim=1)
        by_sector = by_sector + self.settings(settings) + self.sector_of_vector(vectors)
        scores = self.last(hidden)[..., 0] + self.straight(tables)[..., 0] + by_sector.gather(1, sectors)
        return scores.masked_fill(~there, -1e4)

    def kept(self) -> dict[str, Floats]:
        """The numbers as the file keeps them."""
        numbers = {name: value.detach().numpy() for name, value in self.state_dict().items()}
        layers = ("query", "key", "first", "second")
        kept = {name: numbers[f"{name}.weight"].T for name in (*layers, "sector_of_vector")}
        kept |= {f"{name}_bias": numbers[f"{name}.bias"] for name in layers}
        kept |= {name: numbers[f"{name}.weight"][0] for name in ("last", "straight")}
        return kept | {name: numbers[f"{name}.weight"] for name in ("heads_sector", "modifiers_sector", "settings")}


def main() -> None:
    """Read the options, read the documents, train and write the file."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, nargs="+", help="folders of ID.json and ID.txt")
    options.add_argument("--lists", type=Path, nargs="*", default=sorted((ROOT / "bench").glob("*-dev.txt")))
    options.add_argument(
        "--rounds", type=int, default=3, help="how often networks go on from the answers of those before"
    )
    options.add_argument("--out", type=Path, required=True, help="the folder of the weights")
    given = options.parse_args()
    torch.manual_seed(SEED)
    held = {path.stem: set(path.read_text(encoding="utf-8").split()) for path in given.lists}
    scenes = list(read_scenes(given.out, given.data))
    lists = {name: [one for one in scenes if one.document.id in wanted] for name, wanted in held.items()}
    learned = [one for one in scenes if not any(one.document.id in wanted for wanted in held.values())]
    heads, sectors = vocabulary(learned)
    print(f"{len(learned)} documents to learn from, {len(heads)} heads of descriptions", flush=True)
    members = trained(learned, lists, heads, sectors, rounds=given.rounds)
    save(given.out / WHOM, [member.kept() for member in members], heads=heads, sectors=sectors)
    seal_again(given.out)


def read_scenes(folder: Path, data: Sequence[Path]) -> Iterator[Scene]:
    """Every gold document as the weights of a folder read it."""
    weights = load(folder)
    reader = TrainedReader(
        OnnxPredictor(weights), load_tokenizer(weights), name=weights.name, thresholds=weights.thresholds
    )
    for gold in (gold for path in data for gold in read_gold(path)):
        full = gold.published if gold.published and len(gold.published) == len("2022-03-29") else None
        document = Document(id=gold.id, text=gold.text, published=full)
        found = list(reader.claims(document.text))
        claims, entries = [claim for claim, _, _ in found], [entry for _, entry, _ in found]
        asked = list(asking(document, claims, entries=entries, senses=[seen for _, _, seen in found]))
        made = {
            (one.event.trigger.start, one.event.trigger.end): one
            for one in statements(document, claims, entries=entries, reader=weights.name)
            if one.event.trigger is not None
        }
        numbers = [made.get((claim.trigger.start, claim.trigger.end)) for claim in claims]
        yield Scene(document=document, entries=asked, gold=_answers(gold.statements, numbers, asked))


def _answers(
    gold: Sequence[Mapping[str, Any]], made: Sequence[Any], asked: Sequence[tuple[tuple[int, int], list[Asked]]]
) -> dict[Asked, str | None]:
    """The gold reference of each asking whose claim and words the gold has."""
    plain = [json.loads(one.to_json()) for one in made if one is not None]
    order = [number for number, one in enumerate(made) if one is not None]
    pairs = match([item(one) for one in gold], [item(one) for one in plain])
    partner = {order[theirs]: gold[mine] for mine, theirs in pairs}
    answers: dict[Asked, str | None] = {}
    for one in (one for _, group in asked for one in group):
        parts = partner.get(one.claim, {}).get(FIELDS[one.role]) or []
        placed = (part for part in parts if part.get("start") is not None)
        shared = {share((part["start"], part["end"]), one.stretch): part for part in placed}
        if max(shared, default=0.0) > 0.0:
            answers[one] = shared[max(shared)].get("ref") or None
    return answers


def vocabulary(scenes: Sequence[Scene]) -> tuple[list[str], list[str]]:
    """The heads of descriptions that are known, and for each the sectors that it mostly was of."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    heads: Counter[str] = Counter()
    for scene in scenes:
        for one in (one for _, group in scene.entries for one in group):
            words = read(scene.document.text[one.start : one.end])
            heads.update(words.heads)
            if words.head and (sector := sector_of(scene.gold.get(one))) is not None:
                counted[words.head][sector] += 1
    known = sorted(head for head, count in heads.items() if count >= KNOWN)
    mostly = [
        " ".join(sector for sector, count in counted[head].most_common(MOST_SECTORS) if count >= OWN) for head in known
    ]
    return known, mostly


def trained(
    learned: Sequence[Scene], lists: Mapping[str, Sequence[Scene]], heads: list[str], sectors: list[str], *, rounds: int
) -> list[Weigher]:
    """The last of several rounds of networks, each round going on from the answers of the one before."""
    begun = time.monotonic()
    network = Network([], heads=heads, sectors=sectors)
    rows = [gone_through(learned, network, gold=True)]
    members: list[Weigher] = []
    for number in range(rounds + 1):
        if number:
            rows.append(gone_through(learned, network))
        # The first round learns from gold answers alone, which the networks have to unlearn: all begin anew behind it.
        before = members if number > 1 else []
        members = [fitted(rows[-2:], before[one] if before else None, len(heads)) for one in range(MEMBERS)]
        network = Network([member.kept() for member in members], heads=heads, sectors=sectors)
        told = ", ".join(f"{name} {right(held, network):.3f}" for name, held in lists.items())
        print(f"round {number}: {told}; {time.monotonic() - begun:.0f} s", flush=True)
    return members


def gone_through(scenes: Sequence[Scene], network: Network, *, gold: bool = False) -> Rows:
    """All askings whose answer is known, after the gold answers before them or after the network's own."""
    rows = Rows()
    for scene in scenes:
        for within, group in scene.entries:
            seeing = {} if gold else _seeing(group, network)

            def choose(
                case: Case, options: Sequence[str | None], table: Floats, vectors: Sequence[Floats | None], *,
                scene: Scene = scene, seeing: Mapping[Asked, Asked] = seeing,
            ) -> str | None:  # fmt: skip
                one = case.asked
                if one in scene.gold:
                    _add(rows, network, case, options, table, vectors, scene.gold[one])
                if gold:
                    return scene.gold.get(one, case.words.ref)
                senses = [None if vector is None else network.sense(vector) for vector in vectors]
                return _likeliest(network, replace(case, asked=seeing[one]), options, table, senses)

            walk(
                scene.document.text, group, choose, within=within, sectors=network.sectors,
                on=scene.document.published_day,
            )  # fmt: skip
    return rows


def _likeliest(
    network: Network, case: Case, options: Sequence[str | None], table: Floats, senses: Sequence[Floats | None]
) -> str | None:
    return options[int(network.scores(case, options, table, senses).argmax())]


def _seeing(group: Sequence[Asked], network: Network) -> dict[Asked, Asked]:
    """The askings as a network sees them: their vectors made small."""
    return {one: replace(one, sense=None if one.sense is None else network.sense(one.sense)) for one in group}


def _add(
    rows: Rows, network: Network, case: Case, options: Sequence[str | None], table: Floats,
    vectors: Sequence[Floats | None], gold: str | None,
) -> None:  # fmt: skip
    """One row, if the gold answer is among the candidates; the order of joint actors says nothing."""
    same = [number for number, ref in enumerate(options) if members(ref) == members(gold)]
    if not same:
        return
    one = case.asked
    nothing = np.zeros(one.sense.shape[0] if one.sense is not None else 384, np.float32)
    numbers = network.numbers(case.words)
    rows.tables.append(table.astype(np.float16))
    rows.sectors.append(rows_of(options))
    rows.words.append([*numbers, *[0] * (1 + MODIFIERS - len(numbers))])
    rows.settings.append(setting(one))
    rows.vectors.append((nothing if one.sense is None else one.sense).astype(np.float16))
    rows.keys.append(np.stack([nothing if vector is None else vector for vector in vectors]).astype(np.float16))
    rows.answers.append(same[0])


def fitted(sets: Sequence[Rows], weigher: Weigher | None, heads: int) -> Weigher:
    """A network fitted to rows, from the start or from one that is there."""
    some = sets[0]
    weigher = weigher or Weigher(some.tables[0].shape[1], heads, some.vectors[0].shape[0])
    tables = {id(parameter) for table in weigher.tables() for parameter in table.parameters()}
    groups = [
        {"params": [p for p in weigher.parameters() if id(p) not in tables], "weight_decay": 1e-3},
        {"params": [p for p in weigher.parameters() if id(p) in tables], "weight_decay": 0.05},
    ]
    batches = [batch for rows in sets for batch in _batches(rows)]
    optimiser = torch.optim.AdamW(groups, lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=PASSES * len(batches))
    weigher.train()
    for _ in range(PASSES):
        batches = [(rows, batch) for rows in sets for batch in _batches(rows)]
        for number in torch.randperm(len(batches)).tolist():
            *given, answers = batches[number][0].batch(batches[number][1])
            loss = nn.functional.cross_entropy(weigher(*_clouded(given)), answers)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return weigher.eval()


def _batches(rows: Rows) -> Iterator[list[int]]:
    """Batches of rows with about as many candidates each, in a new order each time."""
    order = torch.randperm(len(rows)).tolist()
    for start in range(0, len(order), 16 * BATCH):
        some = sorted(order[start : start + 16 * BATCH], key=lambda row: len(rows.sectors[row]))
        yield from (some[first : first + BATCH] for first in range(0, len(some), BATCH))


def _clouded(given: Sequence[Tensor]) -> list[Tensor]:
    """The same rows, some without vectors, and some words unknown."""
    tables, keys, there, sectors, words, settings, vectors = given
    seeing = (torch.rand(len(words), 1) >= BLIND).float()
    words = words * (torch.rand(words.shape) >= UNKNOWN)
    return [tables, keys * seeing[..., None], there, sectors, words, settings, vectors * seeing]


def right(scenes: Sequence[Scene], network: Network) -> float:
    """The share of askings with a known answer whose reference is exactly right."""
    good = total = 0
    for scene in scenes:
        for within, group in scene.entries:
            back = {mine: one for one, mine in _seeing(group, network).items()}
            answers = walk(
                scene.document.text, list(back), partial(_likeliest, network), within=within, sectors=network.sectors,
                on=scene.document.published_day,
            )  # fmt: skip
            known = [(back[mine], ref) for mine, ref in answers.items() if back[mine] in scene.gold]
            total += len(known)
            good += sum(members(ref) == members(scene.gold[one]) for one, ref in known)
    return good / max(1, total)


if __name__ == "__main__":
    main()
