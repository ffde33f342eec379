"""What a voice is known as."""

from __future__ import annotations

import pytest

from holdfast.record.telling import Voiced
from holdfast.web.pages.timeline import mostly


def voiced(ref: str | None, number: int) -> Voiced:
    return Voiced(voice="Ukraine", ref=ref, act="assert", outlet=None, first=None, last=None, number=number)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("UKR BUS", 1), ("UKR GOV", 20)], "UKR GOV"),
        ([("UKR GOV", 1), ("UKR BUS", 1)], "UKR BUS"),
        ([(None, 9), ("UKR GOV", 1)], "UKR GOV"),
        ([(None, 9)], None),
        ([], None),
    ],
)
def test_a_voice_is_known_as_what_most_of_its_statements_say(
    told: list[tuple[str | None, int]], expected: str | None
) -> None:
    assert mostly(voiced(ref, number) for ref, number in told) == expected
