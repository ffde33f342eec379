"""Texts of others that we annotated by offsets alone are put together again, or refused."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from holdfast.model import Statement

TRAINING = Path(__file__).resolve().parents[2] / "training"
CONLLU = """# newdoc id = weblog-one
# sent_id = 1
# newpar id = p1
# text = The talks began.
1\tThe\t_

# sent_id = 2
# text = A spokesman said that the army had shelled Ilovka.
1\tA\t_

# sent_id = 3
# newpar id = p2
# text = Nobody was hurt.
1\tNobody\t_

"""
TEXT = "A spokesman said that the army had shelled Ilovka.\n\nNobody was hurt."


@pytest.fixture(scope="module")
def open_texts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("open_texts", TRAINING / "open_texts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    (tmp_path / "ud-ewt").mkdir()
    (tmp_path / "ud-ewt" / "one.conllu").write_text(CONLLU, encoding="utf-8")
    return tmp_path


def annotated(folder: Path, text: str) -> Path:
    """A passage of the second and third sentence with one statement."""
    shelled = {
        "quote": [22, 49], "act": "accuse", "type": "ASSAULT", "mode": "artillery", "trigger": [35, 42],
        "status": "happened", "polarity": "affirmed", "actors": [{"span": [22, 30], "ref": None}],
        "place": {"span": [43, 49], "country": "UKR", "precision": "settlement"},
        "voices": [{"span": [0, 11], "ref": None, "cue": "said", "name": [2, 11]}],
    }  # fmt: skip
    line = {
        "id": "o1", "file": "one.conllu", "document": "weblog-one", "first": 1, "last": 3, "published": "2005-11-26",
        "outlet": "a weblog", "sha256": hashlib.sha256(text.encode()).hexdigest(), "statements": [shelled],
    }  # fmt: skip
    path = folder / "annotated.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return path


def test_words_and_offsets_come_together(open_texts: ModuleType, sets: Path) -> None:
    ((text, kept),) = open_texts.passages(annotated(sets, TEXT), sets)
    assert text == TEXT
    (statement,) = kept["statements"]
    assert statement["quote"] == "the army had shelled Ilovka"
    assert statement["event"]["trigger"]["text"] == "shelled"
    assert [actor["text"] for actor in statement["actors"]] == ["the army"]
    assert (statement["voices"][0]["text"], statement["voices"][0]["name"]) == ("A spokesman", "spokesman")
    assert Statement.from_builtins(statement).misplaced(text) is None


def test_another_release_is_refused(open_texts: ModuleType, sets: Path) -> None:
    with pytest.raises(ValueError, match="another release"):
        list(open_texts.passages(annotated(sets, "Other words."), sets))


def test_a_set_that_is_not_there_is_named(open_texts: ModuleType, sets: Path) -> None:
    (sets / "ud-ewt" / "one.conllu").unlink()
    with pytest.raises(FileNotFoundError, match=r"one\.conllu"):
        list(open_texts.passages(annotated(sets, TEXT), sets))


def test_what_is_shipped_holds_no_words_of_others(open_texts: ModuleType) -> None:
    lines = open_texts.ANNOTATED.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 40
    for statement in (one for line in lines for one in json.loads(line)["statements"]):
        assert all(isinstance(offset, int) for name in ("quote", "trigger") for offset in statement[name])
        for role in ("actors", "recipients", "counts", "conditions", "voices"):
            for part in statement.get(role, ()):
                assert set(part) <= {"span", "ref", "name", "cue", "what", "low", "high", "approx", "kind"}
                assert all(isinstance(offset, int) for offset in part.get("name", ()))
