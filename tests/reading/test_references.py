"""References: whose the people, the officials and the forces are that a text names without a country."""

from __future__ import annotations

import pytest

from holdfast.model import Document
from holdfast.model.statement import Mention, Voice
from holdfast.reading.fake import FakePredictor, Marked, letters
from holdfast.reading.trained import TrainedReader

LABELS = {"act": "assert", "type": "ASSAULT", "mode": "", "status": "happened"}


def read(text: str, **parts: str) -> tuple[Mention | Voice, ...]:
    """Actors, recipients and voices of the one claim of a text, which is that somebody shelled something."""
    marked = Marked(trigger="shelled", labels=LABELS, parts={role: [words] for role, words in parts.items()})
    reader = TrainedReader(FakePredictor(text, (marked,)), letters(), name="fake 1")
    (statement,) = reader.read(Document(text=text))
    return (*statement.actors, *statement.recipients, *statement.voices)


@pytest.mark.parametrize(
    ("text", "parts", "ref"),
    [
        ("Russia shelled civilians in Mariupol.", {"recipient": "civilians", "place": "Mariupol"}, "UKR CIV"),
        ("Russia shelled civilians.", {"recipient": "civilians"}, "CIV"),
        ("Russia shelled Mariupol, the mayor said.", {"voice": "the mayor", "place": "Mariupol"}, "UKR GOV"),
        ("Armenia shelled it, Azerbaijan and its army said.", {"voice": "its army"}, "AZE MIL"),
        ("They shelled it, the defence ministry said.", {"voice": "the defence ministry"}, "MIL"),
        ("Russia shelled it.", {"actor": "Russia"}, "RUS MIL"),
    ],
    ids=[
        "people where it happens",
        "people where nobody says where",
        "a mayor",
        "the state named nearest before",
        "no state named",
        "a state that acts by its forces",
    ],
)
def test_whose_they_are(text: str, parts: dict[str, str], ref: str) -> None:
    (found,) = read(text, **parts)
    assert found.ref == ref


def test_a_state_of_another_entry_lends_no_country() -> None:
    text = "10:00 Russia met it.\n\n11:00 They shelled it, the army said."
    (found,) = read(text, voice="the army")
    assert found.ref == "MIL"
