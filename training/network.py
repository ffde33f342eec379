"""The network: a MiniLM encoder with casing, a trigger tagger, and a head that reads all roles of one trigger."""

import math
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from holdfast.reading.labels import COUNTED, DECISIONS, KINDS, ROLES, TAGS
from holdfast.reading.pieces import LAYOUTS, SHAPES


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The sizes of the network; the encoder's are MiniLM-L6's, the head's keep it under a third of the encoder."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    # The head's width: 128 is the smallest that lost nothing on the dev lists against 192.
    role_width: int = 128
    # Two heads: each costs a row of attention for every trigger.
    role_heads: int = 2
    role_layers: int = 1
    # Distances from the trigger, in words, are told apart up to this many; beyond, they share one vector.
    farthest: int = 32
    farthest_sentence: int = 4
    dropout: float = 0.1
    # Heads are new and see few examples: more dropout than the encoder.
    head_dropout: float = 0.25


class Dropout(nn.Module):
    """Dropout whose mask is drawn a byte at a time: on a CPU torch's own costs a quarter of the training time."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self.chance = np.random.default_rng(torch.initial_seed() % 2**32)

    def forward(self, states: Tensor) -> Tensor:
        """The states with a share of their numbers set to nought and the others scaled up, in training only."""
        if not self.training or states.is_cuda:
            return functional.dropout(states, self.share, self.training)
        drawn = np.frombuffer(self.chance.bytes(states.numel()), dtype=np.uint8) >= round(self.share * 256)
        kept = torch.from_numpy(drawn).to(states.device).view(states.shape)
        return states * kept / (1 - round(self.share * 256) / 256)


class Layer(nn.Module):
    """One transformer layer with normalisation after each half, as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float, *, plain_attention: bool = False) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.output = nn.Linear(width, width)
        self.output_norm = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.down_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)
        # Attention written out: it exports to ONNX and is fused there, and trains faster on long rows of few heads.
        self.plain_attention = plain_attention

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """New states; `mask` is added to the attention scores (batch, 1, 1, length), if anything is padding."""
        batch, length, width = states.shape
        size = width // self.heads

        def split(x: Tensor) -> Tensor:
            return x.view(batch, length, self.heads, size).transpose(1, 2)

        query, key, value = split(self.query(states)), split(self.key(states)), split(self.value(states))
        if self.plain_attention:
            scores = query @ key.transpose(-1, -2) / math.sqrt(size)
            mixed = torch.softmax(scores if mask is None else scores + mask, dim=-1) @ value
        else:
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        states = self.output_norm(states + self.dropout(self.output(mixed)))
        return self.down_norm(states + self.dropout(self.down(functional.gelu(self.up(states)))))


def _mask(present: Tensor) -> Tensor:
    return (1.0 - present[:, None, None, :].float()) * -1e4


class Encoder(nn.Module):
    """Word-pieces, shapes and layout in; a vector and trigger scores for each word out."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.shapes = nn.Embedding(len(SHAPES), shape.width)
        self.layouts = nn.Embedding(LAYOUTS, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = Dropout(shape.dropout)
        self.layers = nn.ModuleList(
            Layer(shape.width, shape.heads, shape.inner, shape.dropout, plain_attention=True)
            for _ in range(shape.layers)
        )
        self.trigger = nn.Sequential(
            Dropout(shape.head_dropout), nn.Linear(shape.width, shape.width // 2), nn.GELU(),
            Dropout(shape.head_dropout), nn.Linear(shape.width // 2, len(TAGS)),
        )  # fmt: skip
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.normal_(self.layouts.weight, std=0.02)

    def forward(self, pieces: Tensor, shapes: Tensor, layouts: Tensor, words: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors (batch, words, width) and trigger scores (batch, words, tags); piece 0 is padding."""
        place = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.pieces(pieces) + self.positions(place) + self.shapes(shapes) + self.layouts(layouts)
        states = self.dropout(self.norm(states))
        mask = _mask(pieces != 0)
        for layer in self.layers:
            states = layer(states, mask)
        vectors = torch.gather(states, 1, words[:, :, None].expand(-1, -1, states.shape[2]))
        return vectors, self.trigger(vectors)

    def load_base(self, path: Path) -> None:
        """Take the weights of a BERT-shaped base model from its safetensors file."""
        base = load_file(path)
        base = {name.removeprefix("bert."): value for name, value in base.items()}
        kind = base["embeddings.token_type_embeddings.weight"][0]
        new = {"pieces.weight": base["embeddings.word_embeddings.weight"]}
        new["positions.weight"] = base["embeddings.position_embeddings.weight"] + kind
        names = {"norm": "embeddings.LayerNorm"}
        parts = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "output": "attention.output.dense", "output_norm": "attention.output.LayerNorm",
            "up": "intermediate.dense", "down": "output.dense", "down_norm": "output.LayerNorm",
        }  # fmt: skip
        for number in range(len(self.layers)):
            names |= {f"layers.{number}.{ours}": f"encoder.layer.{number}.{theirs}" for ours, theirs in parts.items()}
        for ours, theirs in names.items():
            for kind_of in ("weight", "bias"):
                new[f"{ours}.{kind_of}"] = base[f"{theirs}.{kind_of}"]
        missing, unexpected = self.load_state_dict(new, strict=False)
        left = [name for name in missing if not name.startswith(("shapes", "layouts", "trigger"))]
        if left or unexpected:
            raise ValueError(f"{path} is not the base model expected: missing {left}, unexpected {unexpected}")


class RoleHead(nn.Module):
    """Given a trigger: what its statement is, and for each word of the window which role it has in it."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width, inner = shape.width, shape.role_width
        self.farthest, self.farthest_sentence = shape.farthest, shape.farthest_sentence
        self.word, self.word_gate = nn.Linear(width, inner), nn.Linear(width, inner)
        self.trigger, self.trigger_gate = nn.Linear(width, inner), nn.Linear(width, inner)
        self.distance = nn.Embedding(2 * shape.farthest + 3, inner)
        self.sentence = nn.Embedding(2 * shape.farthest_sentence + 1, inner)
        self.norm = nn.LayerNorm(inner)
        self.input_dropout, self.dropout = Dropout(shape.dropout), Dropout(shape.head_dropout)
        self.layers = nn.ModuleList(
            Layer(inner, shape.role_heads, 2 * inner, shape.dropout) for _ in range(shape.role_layers)
        )
        self.roles = nn.Linear(inner, len(ROLES) * len(TAGS))
        self.counted, self.kinds = nn.Linear(inner, len(COUNTED)), nn.Linear(inner, len(KINDS))
        self.whole = nn.Sequential(
            Dropout(shape.head_dropout), nn.Linear(width + 2 * inner, width), nn.GELU(), Dropout(shape.head_dropout)
        )
        self.decisions = nn.ModuleDict(
            {f"{name}_scores": nn.Linear(width, len(labels)) for name, labels in DECISIONS.items()}
        )
        for table in (self.distance, self.sentence):
            nn.init.normal_(table.weight, std=0.02)

    def forward(
        self,
        vectors: Tensor,
        sentences: Tensor,
        present: Tensor | None,
        rows: Tensor | None,
        first: Tensor,
        last: Tensor,
    ) -> dict[str, Tensor]:
        """Scores for each trigger.

        Args:
            vectors: The encoder's word vectors (batch, words, width).
            sentences: Each word's sentence number (batch, words).
            present: 1 where a word is, 0 where padding is (batch, words); none if nothing is.
            rows: For each trigger, the row of its window; none if there is but one, whose words are then not copied
                for each trigger.
            first: For each trigger, its first word.
            last: For each trigger, its last word.
        """
        vectors = self.input_dropout(vectors)
        words, gates = self.word(vectors), self.word_gate(vectors)
        if rows is None:
            middle = (vectors[0, first] + vectors[0, last]) / 2
        else:
            middle = (vectors[rows, first] + vectors[rows, last]) / 2
            words, gates, sentences = words[rows], gates[rows], sentences[rows]
            present = None if present is None else present[rows]
        states = words + self.trigger(middle)[:, None, :] + gates * self.trigger_gate(middle)[:, None, :]
        its_sentence = sentences[0, first] if rows is None else torch.gather(sentences, 1, first[:, None]).squeeze(1)
        states = states + self._where(sentences, its_sentence, first, last)
        states = self.dropout(self.norm(states))
        mask = None if present is None else _mask(present)
        for layer in self.layers:
            states = layer(states, mask)
        at_trigger = torch.gather(states, 1, first[:, None, None].expand(-1, 1, states.shape[2])).squeeze(1)
        near = (sentences == its_sentence[:, None]).float()[:, :, None]  # padding has no sentence
        around = (states * near).sum(1) / near.sum(1).clamp(min=1.0)
        whole = self.whole(torch.cat([middle, at_trigger, around], dim=-1))
        states = self.dropout(states)
        scores = {name: self.decisions[f"{name}_scores"](whole) for name in DECISIONS}
        return scores | {"roles": self.roles(states), "counted": self.counted(states), "kinds": self.kinds(states)}

    def _where(self, sentences: Tensor, its_sentence: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Where each word stands to the trigger, in words and in sentences."""
        place = torch.arange(sentences.shape[1], device=sentences.device)[None, :]
        before, after = place - first[:, None], place - last[:, None]
        distance = before.clamp(max=0) + after.clamp(min=0)
        distance = distance.clamp(-self.farthest - 1, self.farthest + 1) + self.farthest + 1
        apart = sentences - its_sentence[:, None]
        apart = apart.clamp(-self.farthest_sentence, self.farthest_sentence) + self.farthest_sentence
        return self.distance(distance) + self.sentence(apart)


class Network(nn.Module):
    """Encoder and head together, as they are trained."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder, self.head = Encoder(shape), RoleHead(shape)

    def save(self, path: Path) -> None:
        """Write weights and sizes to one file."""
        torch.save({"shape": asdict(self.shape), "weights": self.state_dict()}, path)


def load(path: Path) -> Network:
    """The network that `Network.save` wrote."""
    kept = torch.load(path, weights_only=True)
    network = Network(Shape(**kept["shape"]))
    network.load_state_dict(kept["weights"])
    return network.eval()
