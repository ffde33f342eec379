from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from holdfast.model import Document, Statement
from holdfast.web.marks import paragraphs

TEXT = "One strike.\n\n  Two strikes here,\r\nand a third.\n"


def _statement(start: int, end: int) -> Statement:
    document = Document(text=TEXT)
    return Statement(document=document.id, quote=TEXT[start:end], start=start, end=end, act="assert")


SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: (min(pair), max(pair)))


def test_nested_statements_put_the_shortest_first() -> None:
    outer, inner = _statement(0, 10), _statement(4, 10)
    (first, *_) = paragraphs(TEXT, [outer, inner], cited=None)
    assert [(p.text, p.statements) for p in first.pieces] == [
        ("One ", (outer,)),
        ("strike", (inner, outer)),
        (".", ()),
    ]
    assert first.pieces[1].first_of == (inner,)


def test_a_statement_over_several_lines_begins_once() -> None:
    over = _statement(0, len(TEXT) - 3)
    begins = [piece for p in paragraphs(TEXT, [over], cited=None) for piece in p.pieces if over in piece.first_of]
    assert len(begins) == 1


def test_a_statement_that_begins_in_an_empty_line_begins_where_its_words_do() -> None:
    over = _statement(11, 25)
    found = paragraphs(TEXT, [over], cited=None)
    assert [piece.start for p in found for piece in p.pieces if over in piece.first_of] == [13]


def test_the_cited_stretch_is_marked_and_nothing_else() -> None:
    found = paragraphs(TEXT, [], cited=(4, 10))
    assert [piece.text for p in found for piece in p.pieces if piece.cited] == ["strike"]


@given(st.lists(SPANS, max_size=6), st.none() | SPANS)
def test_pieces_give_the_lines_again_and_cover_what_they_say(
    spans: list[tuple[int, int]], cited: tuple[int, int] | None
) -> None:
    own = [_statement(start, end) for start, end in spans]
    found = paragraphs(TEXT, own, cited=cited)
    assert ["".join(piece.text for piece in p.pieces) for p in found] == [
        "One strike.",
        "  Two strikes here,",
        "and a third.",
    ]
    for piece in (piece for p in found for piece in p.pieces):
        assert piece.text == TEXT[piece.start : piece.end]
        assert {s.id for s in piece.statements} == {s.id for s in own if s.start <= piece.start and s.end >= piece.end}
