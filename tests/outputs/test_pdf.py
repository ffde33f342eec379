"""A page printed as PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdfast.errors import OutputError
from holdfast.outputs import pdf

PAGE = (
    "<!doctype html><html lang='en'><head><title>Two pages</title></head><body><h1>One</h1>{}<p>Two</p></body></html>"
)
BROKEN = PAGE.format('<p style="break-after: page">first</p>')


@pytest.mark.browser
@pytest.mark.skipif(pdf.chromium() is None, reason="no Chromium is installed (apt-get install chromium)")
def test_a_page_is_printed_with_its_title_and_its_breaks() -> None:
    printed = pdf.as_pdf(BROKEN)
    assert printed.startswith(b"%PDF-")
    assert b"Two pages" in printed
    assert printed.count(b"/Type /Page\n") == 2


def test_without_a_browser_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OutputError, match="none is installed") as error:
        pdf.as_pdf(BROKEN)
    assert "apt-get install chromium" in str(error.value)


def test_a_browser_that_does_not_print_is_told_with_its_own_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    browser = tmp_path / "chromium"
    browser.write_text("#!/bin/sh\necho 'a first complaint' >&2\necho 'no room left' >&2\nexit 21\n")
    browser.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(OutputError, match="chromium did not print the page: no room left"):
        pdf.as_pdf(BROKEN)
