from __future__ import annotations

import pytest

from holdfast.errors import WrongUse
from holdfast.settings import Settings, shipped


def test_settings_have_defaults_and_follow_the_environment() -> None:
    assert Settings.from_env({}) == Settings()
    assert Settings.from_env({"HOLDFAST_PORT": "9000", "PATH": "/bin"}).port == 9000


@pytest.mark.parametrize("environment", [{"HOLDFAST_PORT": "many"}, {"HOLDFAST_COLOUR": "red"}])
def test_a_wrong_setting_is_refused_by_name(environment: dict[str, str]) -> None:
    with pytest.raises(WrongUse, match=next(iter(environment))):
        Settings.from_env(environment)


def test_every_setting_is_explained() -> None:
    assert all(explanation.endswith(".") for _, _, explanation in Settings.explained())


@pytest.mark.parametrize("folder", ["agreements", "example"])
def test_what_travels_with_holdfast_is_found(folder: str) -> None:
    assert shipped(folder).is_dir()
