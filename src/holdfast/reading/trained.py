"""The trained reader: segment, predict, annotate, resolve."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from tokenizers import Tokenizer

from holdfast.errors import SkipThis, UnreadLanguage
from holdfast.model import Document, Statement
from holdfast.reading import annotate, pieces, resolve, segment
from holdfast.reading.annotate import Claim, Stretch, Thresholds
from holdfast.reading.capitals import as_written, in_capitals, sentence_case
from holdfast.reading.consistency import consistent
from holdfast.reading.doers import done_by_somebody
from holdfast.reading.figures import unclaimed
from holdfast.reading.language import foreign_language, sure_language
from holdfast.reading.once import once
from holdfast.reading.pieces import Window
from holdfast.reading.prediction import Floats, Prediction, Predictor
from holdfast.reading.reader import Watch
from holdfast.reading.segment import Sentence
from holdfast.reading.voices import parties
from holdfast.reading.wholes import whole
from holdfast.reading.whom import Network

__all__ = ["TrainedReader", "sections", "shipped"]

LETTER = re.compile(r"[^\W\d_]")
# Signs and figures without a letter claim nothing; short runs (a line of stars) are layout and stay, as in training.
LONGEST_SIGNS = 200
# Characters of a text that are read at a time: a year of dispatches must not be held as word-pieces all at once.
LONGEST_SECTION = 200_000
# A text of so many characters takes minutes; whoever waits is told so.
LONG_TEXT = 1_000_000
# By `bench/speed.py`, on one core.
CHARACTERS_A_MINUTE = 400_000

LOG = logging.getLogger(__name__)


class TrainedReader:
    """A reader that runs a model over windows of a document; for example the shipped English one.

    Args:
        predictor: What gives numbers for windows.
        tokenizer: What cuts text into the predictor's word-pieces.
        name: Name and version, as each statement carries it.
        thresholds: From which probability on something counts as said.
        calibration: Pairs of a raw score of a statement and how often such statements were right, ascending.
        whom: What weighs who is meant; without it rules tell.

    Attributes:
        watch: Told, window by window, how far the reading of a document has come.
    """

    def __init__(
        self,
        predictor: Predictor,
        tokenizer: Tokenizer,
        *,
        name: str,
        thresholds: Thresholds | None = None,
        calibration: Sequence[tuple[float, float]] = (),
        whom: Network | None = None,
    ) -> None:
        self._predictor, self._tokenizer, self._name = predictor, tokenizer, name
        self._thresholds, self._calibration = thresholds or Thresholds(), calibration
        self._whom = whom
        self._marks = pieces.marks(tokenizer)
        self.watch: Watch | None = None

    @property
    def name(self) -> str:
        """Name and version, as each statement carries it."""
        return self._name

    def windows(self, text: str) -> tuple[tuple[Sentence, ...], list[Window]]:
        """The sentences of a text and the windows in which they are read."""
        clean = segment.clean(text)
        sentences = tuple(one for one in segment.sentences(clean) if _may_claim(clean, one))
        return sentences, self._windows(clean, sentences)

    def read(self, document: Document) -> list[Statement]:
        """The statements of one document, in the order of the text.

        Raises:
            UnreadLanguage: The text is in a language that this reader does not know.
        """
        language = foreign_language(document.text)
        if language is not None:
            raise UnreadLanguage(
                f"The text is in a language that {self._name} does not read ({language})",
                where=document.source or document.url or document.id,
                remedy="Give a translation, or choose another reader with --reader",
            )
        if in_capitals(document.text):
            readable = msgspec.structs.replace(document, text=sentence_case(document.text), id="")
            return [as_written(statement, document) for statement in self._statements(readable)]
        return self._statements(document)

    def _statements(self, document: Document) -> list[Statement]:
        """The statements of a document in English."""
        claims: list[Claim] = []
        entries: list[int] = []
        senses: list[dict[Stretch, Floats]] = []
        for claim, entry, vectors in self.claims(document.text):
            claims.append(claim)
            entries.append(entry)
            if self._whom is not None:
                senses.append({where: self._whom.sense(vector) for where, vector in vectors.items()})
        whom = None if self._whom is None else resolve.Whom(network=self._whom, senses=senses)
        found = resolve.statements(
            document, claims, entries=entries, reader=self._name, calibration=self._calibration, whom=whom
        )
        return list(found)

    def claims(self, text: str) -> Iterator[tuple[Claim, int, dict[Stretch, Floats]]]:
        """Each claim of a text with the number of its entry and the vectors of its parties, section after section."""
        if len(text) >= LONG_TEXT:
            LOG.warning("A text of %d million characters takes a while: some %d minutes", *_long(text))
        clean = segment.clean(text)
        for section in sections([one for one in segment.sentences(clean) if _may_claim(clean, one)]):
            for prediction in self._predictor.predict(self._windows(clean, section)):
                entry = section[int(prediction.window.sentences[0])].entry
                for claim in unclaimed(once(annotate.claims(prediction, self._thresholds)), text):
                    claim = whole(annotate.tidied(claim, text), text)
                    claim = consistent(done_by_somebody(claim, text), text)
                    yield claim, entry, vectors(prediction, claim)
                if self.watch is not None:
                    self.watch(int(prediction.window.ends[-1]), len(text))

    def _windows(self, clean: str, section: Sequence[Sentence]) -> list[Window]:
        encoded = pieces.encode(clean, section, self._tokenizer)
        return list(pieces.windows(section, encoded, marks=self._marks))

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Statement]]]:
        """Read many; a document that cannot be read comes back with `unread` set and no statements."""
        for document in documents:
            try:
                yield document, self.read(document)
            except UnreadLanguage as reason:
                language = document.language or sure_language(document.text)
                yield msgspec.structs.replace(document, unread=str(reason), language=language), []
            except SkipThis as reason:
                yield msgspec.structs.replace(document, unread=str(reason)), []


def vectors(prediction: Prediction, claim: Claim) -> dict[Stretch, Floats]:
    """The vectors of the words for the parties of a claim, by where they stand; none without an encoder."""
    found = {(part.start, part.end): prediction.vector(part.start, part.end) for _, part in parties(claim)}
    return {where: vector for where, vector in found.items() if vector is not None}


def sections(sentences: Sequence[Sentence]) -> Iterator[Sequence[Sentence]]:
    """A long text in parts that end with a paragraph, each small enough to be held as word-pieces; a short one whole.

    Args:
        sentences: All sentences of a text, in order.
    """
    first = 0
    for number, sentence in enumerate(sentences):
        far = sentence.start - sentences[first].start >= LONGEST_SECTION
        if far and sentence.block != sentences[number - 1].block:
            yield sentences[first:number]
            first = number
    if first < len(sentences):
        yield sentences[first:]


def _long(text: str) -> tuple[int, int]:
    """How long a text is, in millions of characters, and about how many minutes it takes one core."""
    return round(len(text) / 1_000_000), max(1, round(len(text) / CHARACTERS_A_MINUTE))


def _may_claim(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is worth a look: not a long run of signs."""
    short = sentence.end - sentence.start <= LONGEST_SIGNS
    return short or LETTER.search(text, sentence.start, sentence.end) is not None


def shipped(*, threads: int = 1) -> TrainedReader:
    """The reader with the weights of the installed data package.

    Args:
        threads: How many cores one document may use, 0 for all; several processes of one are faster together.

    Raises:
        ReaderMissing: The weights are not installed, or are damaged.
    """
    from holdfast.reading.onnx import OnnxPredictor, load_tokenizer  # onnxruntime: only when a model is wanted
    from holdfast.reading.weights import shipped as shipped_weights

    weights = shipped_weights()
    return TrainedReader(
        OnnxPredictor(weights, threads=threads),
        load_tokenizer(weights),
        name=weights.name,
        thresholds=weights.thresholds,
        calibration=weights.calibration,
        whom=None if weights.whom is None else Network.load(weights.whom),
    )
