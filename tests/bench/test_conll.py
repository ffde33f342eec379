"""The CoNLL score against worked examples of its three measures."""

from __future__ import annotations

import sys

import pytest

from tests.bench.modules import BENCH, load

sys.path.append(str(BENCH / "record"))
score = load("conll")

# The example of Luo (2005): one cluster of five, one of two, one of five; the system joins the first and the last.
GOLD = dict(zip("abcdefghijkl", [1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3], strict=True))
FOUND = dict(zip("abcdefghijkl", [1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1], strict=True))


def test_worked_examples() -> None:
    assert score.muc(GOLD, FOUND) == pytest.approx(2 * 0.9 * 1 / 1.9)
    assert score.b_cubed(GOLD, FOUND) == pytest.approx(2 * (7 / 12) * 1 / (19 / 12), rel=1e-3)
    best = 2 * 5 / (5 + 10) + 1  # one cluster of five with the ten, the two with the two
    assert score.ceaf_e(GOLD, FOUND) == pytest.approx(2 * (best / 2) * (best / 3) / (best / 2 + best / 3))


def test_the_gold_itself_is_right_and_the_mean_is_the_mean() -> None:
    assert score.conll(GOLD, GOLD) == {"muc": 1, "b_cubed": 1, "ceaf_e": 1, "conll": 1}
    scores = score.conll(GOLD, FOUND)
    assert scores["conll"] == pytest.approx((scores["muc"] + scores["b_cubed"] + scores["ceaf_e"]) / 3)


def test_other_mentions_are_refused() -> None:
    with pytest.raises(ValueError, match="same mentions"):
        score.conll(GOLD, {"a": 1})
