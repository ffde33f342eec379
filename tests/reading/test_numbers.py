"""Scores as probabilities, and probabilities as confidence."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy.special import softmax as reference

from holdfast.reading.confidence import calibrated
from holdfast.reading.prediction import softmax

shares = some.floats(0, 1, allow_nan=False)
points = some.lists(some.tuples(shares, shares), min_size=1, max_size=6, unique_by=lambda point: point[0]).map(sorted)


@given(some.lists(some.lists(some.floats(-50, 50, width=32), min_size=3, max_size=3), min_size=1, max_size=4))
def test_scores_become_probabilities(rows: list[list[float]]) -> None:
    scores = np.array([rows, rows], dtype=np.float32)
    assert softmax(scores) == pytest.approx(reference(scores, axis=-1), abs=1e-6)


def test_a_score_beyond_all_measure_is_certain_and_no_error() -> None:
    assert softmax(np.array([[1e30, 0.0, -1e30]], dtype=np.float32)).tolist() == [[1.0, pytest.approx(0.0), 0.0]]


@given(points, shares)
def test_confidence_lies_on_the_lines_between_the_measured_points(
    measured: list[tuple[float, float]], score: float
) -> None:
    expected = np.interp(score, [point[0] for point in measured], [point[1] for point in measured])
    assert calibrated({"trigger": score}, measured) == pytest.approx(float(expected), abs=6e-4)


def test_without_measured_points_confidence_is_the_product() -> None:
    assert calibrated({"trigger": 0.5, "type": 0.5, "act": 0.8, "status": 0.1}, ()) == 0.2
