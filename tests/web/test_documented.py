from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from holdfast.outputs import FORMATS
from holdfast.web.app import PAGES

DOCS = Path(__file__).parent.parent.parent / "docs"


def _addresses(name: str) -> set[str]:
    return set(re.findall(r"^\| `(/[^`]*)` \|", (DOCS / name).read_text(encoding="utf-8"), re.MULTILINE))


def test_every_page_is_documented_and_no_other() -> None:
    pages = {address.replace(":path", "") for address in PAGES}
    assert _addresses("desk.md") == pages | {"/brief", "/brief.pdf", "/changes.atom", "/api/docs"}


def test_every_route_of_the_api_is_documented_and_no_other(client: TestClient) -> None:
    assert _addresses("api.md") == client.get("/api/openapi.json").json()["paths"].keys()


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_of_export_is_documented(format: str) -> None:
    assert f"`{format}`" in (DOCS / "api.md").read_text(encoding="utf-8")


def test_the_documented_error_is_the_one_that_is_given(client: TestClient) -> None:
    (shown,) = re.findall(r"^```json\n(.*)\n```", (DOCS / "api.md").read_text(encoding="utf-8"), re.MULTILINE)
    given = client.get("/api?on=yesterday").json()
    assert given["what"].startswith("on is 'yesterday': input should be a valid date")
    assert {**given, "what": ""} == {**json.loads(shown), "what": ""}
