from __future__ import annotations

import errno
import io
from pathlib import Path

import pytest

from holdfast.cli.files import made_folder, written
from holdfast.cli.surroundings import Surroundings, system
from holdfast.errors import OutputError


@pytest.fixture
def around() -> Surroundings:
    real = system()
    return Surroundings(
        stdin=io.BytesIO(),
        stdout=io.BytesIO(),
        stderr=io.StringIO(),
        environment={},
        open_reader=real.open_reader,
    )


def test_a_file_appears_as_a_whole(tmp_path: Path, around: Surroundings) -> None:
    target = tmp_path / "brief.html"
    with written(str(target), around) as stream:
        stream.write(b"half")
        assert not target.exists()
        stream.write(b" and half")
    assert target.read_bytes() == b"half and half"
    assert list(tmp_path.iterdir()) == [target]
    assert target.stat().st_mode & 0o444 == 0o444


def test_when_writing_fails_the_old_file_stays_and_nothing_is_left(tmp_path: Path, around: Surroundings) -> None:
    target = tmp_path / "brief.html"
    target.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        _write_half(target, around)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def _write_half(target: Path, around: Surroundings) -> None:
    with written(str(target), around) as stream:
        stream.write(b"half")
        raise KeyboardInterrupt


def test_a_link_keeps_pointing_to_the_file_that_is_written(tmp_path: Path, around: Surroundings) -> None:
    target, link = tmp_path / "brief.html", tmp_path / "latest.html"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with written(str(link), around) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_hyphen_is_standard_output(around: Surroundings) -> None:
    with written("-", around) as stream:
        stream.write(b"all")
    assert isinstance(around.stdout, io.BytesIO)
    assert around.stdout.getvalue() == b"all"


def test_a_device_is_written_to_and_not_replaced(around: Surroundings) -> None:
    with written("/dev/null", around) as stream:
        stream.write(b"all")
    assert Path("/dev/null").is_char_device()


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="in the way"):
        made_folder(tmp_path / "demo")
    assert made_folder(tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize("failing", ["tempfile.mkstemp", "os.replace"])
def test_a_place_that_cannot_be_written_is_named_as_it_was_given_and_no_hidden_file_is(
    tmp_path: Path, around: Surroundings, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(tmp_path / ".holdfast-x1"))

    monkeypatch.setattr(f"holdfast.cli.files.{failing}", refuse)
    path = str(tmp_path / "talks.csv")
    with pytest.raises(OutputError, match="permission denied") as told, written(path, around) as stream:
        stream.write(b"all")
    assert told.value.where == path
    assert ".holdfast-" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_a_file_where_a_folder_should_be_is_not_called_a_missing_folder(tmp_path: Path, around: Surroundings) -> None:
    (tmp_path / "notes").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="in the way"), written(str(tmp_path / "notes" / "talks.csv"), around):
        pass
