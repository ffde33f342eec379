"""Windows: a text cut into runs of word-pieces that the encoder can take, each word with its place in the text.

The same code makes the windows that the model is trained on and those it reads, so the two cannot differ.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from holdfast.reading.segment import Sentence

LOG = logging.getLogger(__name__)

# A window holds at most this many word-pieces: most dispatches fit whole, and MiniLM was trained to 512.
LONGEST_WINDOW = 384
# Word-pieces of the text before and after that a window of a longer text sees but does not decide on.
LEFT_CONTEXT, RIGHT_CONTEXT = 64, 32
# A sentence longer than this is cut, so that even one without end can be read.
LONGEST_SENTENCE = 192
# Of a sentence without end only so many cuts are read: some 50,000 characters, where long sentences of the news have
# 600. A million characters without a stop are a table or a list of addresses, and would take minutes.
MOST_CUTS = 64

# Word shapes, in the order of the model's casing embedding.
SHAPES = ("none", "lower", "title", "upper", "letter", "mixed", "digits", "alphanumeric", "sign", "other")
SHAPE = {name: number for number, name in enumerate(SHAPES)}
# Bits of the model's layout embedding.
HEADLINE, OPENS_BLOCK, QUOTED = 1, 2, 4
LAYOUTS = 8

OPENING, CLOSING, EITHER = "“«„", "”»", '"'

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One word-piece, such as "##neva" of "Yuneva", with where it stands in the text."""

    id: int
    start: int
    end: int
    shape: int
    layout: int
    opens_word: bool


@dataclass(frozen=True, kw_only=True)
class Window:
    """A run of word-pieces to be encoded at once, for instance the first twelve sentences of a dispatch.

    Attributes:
        pieces: The identifiers of the word-pieces, with the encoder's marks at both ends.
        shapes: The word shape of each piece.
        layouts: Headline, paragraph opening and quotation, as bits, of each piece.
        words: For each word, the index of its first piece.
        starts: For each word, where it begins in the text, in code points.
        ends: For each word, where it ends, exclusive.
        sentences: For each word, the number of its sentence in the text.
        core: The first and the last word (exclusive) that this window decides on; the others are context.
    """

    pieces: Ints
    shapes: Ints
    layouts: Ints
    words: Ints
    starts: Ints
    ends: Ints
    sentences: Ints
    core: tuple[int, int]

    @cached_property
    def word_count(self) -> int:
        """How many words the window holds."""
        return len(self.words)


def marks(tokenizer: Tokenizer) -> tuple[int, int]:
    """The numbers of the marks that open and close a window."""
    opening, closing = (tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))
    return (0 if opening is None else opening, 0 if closing is None else closing)


@lru_cache(maxsize=16_384)
def shape(word: str) -> int:
    """The number of a word's shape: the casing that an uncased tokenizer throws away."""
    if word.isdigit():
        return SHAPE["digits"]
    if not any(character.isalnum() for character in word):
        return SHAPE["sign"]
    if not word.isalpha():
        return SHAPE["alphanumeric"]
    if word.islower():
        return SHAPE["lower"]
    if word.isupper():
        return SHAPE["letter"] if len(word) == 1 else SHAPE["upper"]
    if word[0].isupper() and word[1:].islower():
        return SHAPE["title"]
    return SHAPE["mixed"] if any(character.isupper() for character in word) else SHAPE["other"]


def encode(text: str, sentences: Sequence[Sentence], tokenizer: Tokenizer) -> list[list[Piece]]:
    """The word-pieces of each sentence, with offsets into the text."""
    parts = [text[sentence.start : sentence.end] for sentence in sentences]
    quoted = _quoted(text, sentences)
    encoded: list[list[Piece]] = []
    block = -1
    # One by one: handing sentences out to other cores costs more than it saves.
    encodings = [tokenizer.encode(part, add_special_tokens=False) for part in parts]
    for sentence, encoding in zip(sentences, encodings, strict=True):
        layout = HEADLINE * sentence.headline + OPENS_BLOCK * (sentence.block != block)
        block = sentence.block
        encoded.append(list(_pieces(text, sentence.start, encoding, quoted, layout)))
    return encoded


def _pieces(text: str, base: int, encoding: Encoding, quoted: NDArray[np.bool_], layout: int) -> Iterator[Piece]:
    """The word-pieces of one encoded sentence that begins at `base`."""
    # Each of these is made anew whenever it is asked for, so they are asked for once.
    ids, offsets, words = encoding.ids, encoding.offsets, encoding.word_ids
    ends = {word: end for word, (_, end) in zip(words, offsets, strict=True)}  # of several pieces the last one's stays
    before, word_shape = None, 0
    for piece, (start, end), word in zip(ids, offsets, words, strict=True):
        opens = word != before
        if opens:
            before, word_shape = word, shape(text[base + start : base + ends[word]])
        yield Piece(
            id=piece, start=base + start, end=base + end, shape=word_shape, opens_word=opens,
            layout=layout + QUOTED * bool(quoted[base + start]),
        )  # fmt: skip


def _quoted(text: str, sentences: Sequence[Sentence]) -> NDArray[np.bool_]:
    """For each character whether it stands between quotation marks; an open mark ends with its block."""
    marks = np.zeros(len(text) + 1, dtype=bool)
    block, inside = -1, False
    for sentence in sentences:
        if sentence.block != block:
            block, inside = sentence.block, False
        run = sentence.start
        for position in range(sentence.start, sentence.end):
            character = text[position]
            if character in OPENING or character in CLOSING or character in EITHER:
                marks[run:position] = inside
                inside = character in OPENING or (character in EITHER and not inside)
                run = position + 1
        marks[run : sentence.end] = inside
    return marks


def chunks(encoded: Sequence[list[Piece]]) -> Iterator[tuple[int, list[Piece]]]:
    """The number and pieces of each sentence, the overlong ones cut before a word, the endless ones broken off."""
    for number, pieces in enumerate(encoded):
        rest = pieces[: LONGEST_SENTENCE * MOST_CUTS]
        if len(rest) < len(pieces):
            LOG.warning(
                "A sentence of %d word-pieces has no end: the first %d of them are read", len(pieces), len(rest)
            )
        while len(rest) > LONGEST_SENTENCE:
            cut = LONGEST_SENTENCE
            while cut > 1 and not rest[cut].opens_word:
                cut -= 1
            yield number, rest[:cut]
            rest = rest[cut:]
        if rest:
            yield number, rest


def windows(
    sentences: Sequence[Sentence], encoded: Sequence[list[Piece]], *, marks: tuple[int, int]
) -> Iterator[Window]:
    """The windows of a text in order; each sentence is in the core of exactly one, and none crosses an entry.

    Args:
        sentences: The sentences of the text.
        encoded: The word-pieces of each of them.
        marks: The encoder's opening and closing marks.
    """
    entry: list[tuple[int, list[Piece]]] = []
    for number, pieces in chunks(encoded):
        if entry and sentences[entry[-1][0]].entry != sentences[number].entry:
            yield from _entry_windows(entry, marks=marks)
            entry = []
        entry.append((number, pieces))
    if entry:
        yield from _entry_windows(entry, marks=marks)


def _entry_windows(entry: list[tuple[int, list[Piece]]], *, marks: tuple[int, int]) -> Iterator[Window]:
    """Windows over the sentences of one entry: whole if it fits, else overlapping by context."""
    sizes = [len(pieces) for _, pieces in entry]
    room = LONGEST_WINDOW - len(marks)
    first = 0
    while first < len(entry):
        left = _reach(sizes, first, LEFT_CONTEXT, step=-1)
        space = room - sum(sizes[left:first])
        last = first
        while last < len(entry) and sum(sizes[first : last + 1]) <= space:
            last += 1
        if last < len(entry):  # leave room for what comes next
            while last > first + 1 and sum(sizes[first:last]) > space - RIGHT_CONTEXT:
                last -= 1
        right = _reach(sizes, last, space - sum(sizes[first:last]), step=1)
        right = min(right, _reach(sizes, last, RIGHT_CONTEXT, step=1))
        yield window(entry[left:right], core=(first - left, last - left), marks=marks)
        first = last


def _reach(sizes: list[int], position: int, room: int, *, step: int) -> int:
    """How far whole sentences before (step -1) or from (step 1) a position fit into a room."""
    while 0 <= position - (step < 0) < len(sizes) and sizes[position - (step < 0)] <= room:
        room -= sizes[position - (step < 0)]
        position += step
    return position


def window(run: Sequence[tuple[int, list[Piece]]], *, core: tuple[int, int], marks: tuple[int, int]) -> Window:
    """One window over a run of sentences, of which those from core[0] to core[1] (exclusive) are decided on."""
    flat = [(number, piece) for number, pieces in run for piece in pieces]
    heads = [index for index, (_, piece) in enumerate(flat) if piece.opens_word or index == 0]
    bounds = [*heads[1:], len(flat)]
    edge = [0, *np.cumsum([len(pieces) for _, pieces in run]).tolist()]
    core_words = tuple(int(np.searchsorted(heads, edge[side])) for side in core)
    return Window(
        pieces=np.array([marks[0], *(piece.id for _, piece in flat), marks[1]], dtype=np.int64),
        shapes=np.array([0, *(piece.shape for _, piece in flat), 0], dtype=np.int64),
        layouts=np.array([0, *(piece.layout for _, piece in flat), 0], dtype=np.int64),
        words=np.array(heads, dtype=np.int64) + 1,
        starts=np.array([flat[head][1].start for head in heads], dtype=np.int64),
        ends=np.array([flat[bound - 1][1].end for bound in bounds], dtype=np.int64),
        sentences=np.array([flat[head][0] for head in heads], dtype=np.int64),
        core=(core_words[0], core_words[1]),
    )
