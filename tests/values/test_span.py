import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.values import span

TEXT = "Mayor Mays said in May that the army left. The army denied it; the\narmy's spokesman did so in Kyiv."


@pytest.mark.parametrize(
    ("words", "near", "start"),
    [("May", None, 19), ("the army", None, 28), ("the army", 80, 63), ("Kyiv", None, 94), ("ayor", None, 1)],
)
def test_words_are_found_whole_and_nearest(words: str, near: int | None, start: int) -> None:
    found = span.resolve(words, TEXT, near=near)
    assert found is not None
    assert found.start == start
    assert TEXT[found.start : found.end] == found.text
    assert found.why


@pytest.mark.parametrize("words", ["navy", "", " . "])
def test_words_that_do_not_stand_there_give_none(words: str) -> None:
    assert span.resolve(words, TEXT) is None


@pytest.mark.parametrize(
    ("left", "right", "share"),
    [((0, 4), (0, 4), 1.0), ((0, 4), (2, 6), 1 / 3), ((0, 4), (4, 8), 0.0), ((3, 3), (3, 3), 1.0)],
)
def test_overlap(left: tuple[int, int], right: tuple[int, int], share: float) -> None:
    assert span.compare(left, right) == pytest.approx(share)
    assert span.compare(right, left) == pytest.approx(share)


def test_long_words_are_shortened_in_the_middle() -> None:
    long = span.Span(text="a" * 200, start=0, end=200, why="")
    assert len(span.caption(long, longest=21)) == 21
    assert span.caption(span.Span(text="two\nwords", start=0, end=9, why="")) == "two words"


@given(st.text(min_size=1, max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_words_put_into_a_text_are_found_in_it(words: str, before: str, after: str) -> None:
    document = f"{before} {words} {after}"
    found = span.resolve(words, document)
    assert found is not None or not span.clean(words).split()
    if found is not None:
        assert document[found.start : found.end] == found.text
