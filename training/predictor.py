"""The network as a predictor, for measuring before it is exported."""

from collections.abc import Iterator, Sequence

import torch
from batches import collate
from dataset import Example
from network import Network

from holdfast.reading.labels import DECISIONS, ROLES, TAGS
from holdfast.reading.pieces import Window
from holdfast.reading.prediction import Prediction, propose, softmax


class TorchPredictor:
    """A trained network that reads windows one at a time."""

    def __init__(self, network: Network, *, threshold: float) -> None:
        self.network, self.threshold = network.eval(), threshold

    @torch.no_grad()
    def predict(self, windows: Sequence[Window]) -> Iterator[Prediction]:
        """One prediction for each window, in their order."""
        for window in windows:
            batch = collate([Example(window=window, claims=[])])
            vectors, tags = self.network.encoder(batch.pieces, batch.shapes, batch.layouts, batch.words)
            triggers, begins = propose(softmax(tags[0].numpy()), threshold=self.threshold)
            place = torch.from_numpy(triggers)
            rows = torch.zeros(len(triggers), dtype=torch.long)
            scores = self.network.head(vectors, batch.sentences, batch.present, rows, place[:, 0], place[:, 1])
            shares = {name: softmax(table.numpy()) for name, table in scores.items() if name != "roles"}
            roles = scores["roles"].numpy().reshape(len(triggers), window.word_count, len(ROLES), len(TAGS))
            yield Prediction(
                window=window, triggers=triggers, begins=begins,
                decisions={name: shares[name] for name in DECISIONS},
                roles=softmax(roles), counted=shares["counted"], kinds=shares["kinds"],
            )  # fmt: skip
