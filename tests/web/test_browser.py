"""The desk in a real browser, over a real record in a file; what it looked like is kept in test-artefacts/desk/."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from holdfast.agreements import lint
from holdfast.model import Document, Happening, Place, Span, Statement, Time
from holdfast.pipeline.example import EXAMPLE_AGREEMENTS
from holdfast.record import open_store
from tests.factory import words
from tests.web.seeded import DOCUMENTS, STATEMENTS

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
playwright: Any = pytest.importorskip(
    "playwright.sync_api", reason="Playwright is not installed (pip install playwright)"
)
Browser = Any
"""A browser of Playwright, which is there only where it is installed."""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (apt-get install chromium)"),
]
ARTEFACTS = Path(__file__).parent.parent.parent / "test-artefacts" / "desk"
PROMISE = STATEMENTS["promise"]
PASTED = Path(__file__).parent.parent.parent / "example" / "gold" / "istanbul-guarantee-proposals.txt"
LATER = Document(text="Shells hit Mykolaiv on 2 April 2022.", outlet="Harbour Wire", published="2022-04-02")
PAGES = {
    "board": "/board",
    "agreement": f"/agreements/{EXAMPLE_AGREEMENTS[0]}",
    "documents": "/documents",
    "document": f"/documents/{PROMISE.document}",
    "cited": f"/documents/{PROMISE.document}?statement={PROMISE.id}#m-{PROMISE.id}",
    "hostile": f"/documents/{DOCUMENTS['hostile'].id}",
    "statements": "/statements",
    "statement": f"/statements/{PROMISE.id}",
    "events": "/events",
    "map": "/map",
    "timeline": "/timeline",
    "voices": "/voices",
    "search": "/search?q=strike",
    "correcting": f"/documents/{PROMISE.document}?statement={PROMISE.id}&correct=true",
    "api": "/api/docs",
    "brief": "/brief",
    "draft": "/draft",
    "drafting": f"/draft?document={PROMISE.document}",
    "problem": "/nowhere",
}


def _struck_again() -> Statement:
    """A strike on a later day than that of the others, so that the map has two days to move between."""
    day = {"start_day": "2022-04-02", "end_day": "2022-04-02", "basis": "stated"}
    where = {"name": "Mykolaiv", "lat": 46.97, "lon": 31.99, "country": "UKR", "precision": "settlement"}
    return Statement(
        document=LATER.id,
        quote=LATER.text,
        start=0,
        end=len(LATER.text),
        act="assert",
        status="happened",
        event=Happening(type="ASSAULT", trigger=words(Span, "hit", LATER.text)),
        place=words(Place, "Mykolaiv", LATER.text, **where),
        time=words(Time, "2 April 2022", LATER.text, **day),
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk that `holdfast serve` has opened on the seeded record, kept in a file."""
    path = tmp_path_factory.mktemp("desk") / "talks.db"
    store = open_store(path)
    with store.writing() as writer:
        for document in DOCUMENTS.values():
            writer.keep_document(document)
        writer.keep_statements(STATEMENTS.values())
        writer.keep_document(LATER)
        writer.keep_statements([_struck_again()])
    store.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "holdfast", "serve", str(path), "--port", str(port)]
    settings = {**os.environ, "HOLDFAST_DRAFTS": str(path.parent / "drafts")}
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=settings
    ) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, process)
            yield address
        finally:
            process.terminate()
            process.communicate(timeout=15)


def _wait_for(address: str, process: subprocess.Popen[str]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise AssertionError(f"holdfast serve ended: {process.communicate()[1]}")
        try:
            with urllib.request.urlopen(f"{address}/api", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("holdfast serve did not answer in two minutes")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield opened
        opened.close()


class _Visit:
    """A page in a window, with all that it asked for and complained of."""

    def __init__(self, browser: Browser, address: str, **window: object) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **window})
        self.context.set_default_timeout(180_000)  # a busy machine takes its time; a page that hangs is told by this
        self.page = self.context.new_page()
        self.address = address
        self.complaints: list[str] = []
        self.outside: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))
        self.page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        if not url.startswith(self.address + "/"):
            self.outside.append(url)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path, wait_until="load")
        # On a busy machine a page may first say that it is being worked out; it comes by itself.
        self.page.locator("section.problem[role=status]").wait_for(state="detached")
        self.page.wait_for_load_state()

    def complained(self, path: str) -> list[str]:
        """What the console said, but for the status of a page that is meant to be missing."""
        return [text for text in self.complaints if not (path == "/nowhere" and "404" in text)]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_every_page_is_shown_without_complaint_or_outside_request(
    desk: str, browser: Browser, width: int, scheme: str
) -> None:
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    visit = _Visit(browser, desk, viewport={"width": width, "height": 900}, color_scheme=scheme)
    for name, path in PAGES.items():
        visit.complaints.clear()
        visit.open(path)
        assert visit.page.locator("h1").count() == 1, path
        assert visit.complained(path) == [], path
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} is wider than the window"
        visit.page.screenshot(path=ARTEFACTS / f"{name}-{width}-{scheme}.png", full_page=True)
    assert visit.outside == []
    visit.context.close()


def test_on_a_telephone_the_map_and_the_ledger_fit_the_width(desk: str, browser: Browser) -> None:
    visit = _Visit(browser, desk, viewport={"width": 390, "height": 844})
    with urllib.request.urlopen(f"{desk}/api/events") as answer:
        counted = next(event for event in json.load(answer)["items"] if event["ledger"])
    for path, part in (("/map", "figure.map"), (f"/events/{counted['id']}", "table.ledger")):
        visit.open(path)
        shown = visit.page.locator(part)
        assert shown.evaluate("node => node.scrollWidth - node.clientWidth") <= 0, path
        assert shown.bounding_box()["width"] <= 390, path
    visit.context.close()


def test_the_way_from_the_board_to_the_words(desk: str, browser: Browser) -> None:
    visit = _Visit(browser, desk)
    visit.open("/board")
    visit.page.locator("table.clauses th[scope=row] a").first.click()
    visit.page.wait_for_url("**/clauses/**")
    assert visit.page.locator("h2#verdicts").is_visible()
    visit.page.screenshot(path=ARTEFACTS / "clause-1280-light.png", full_page=True)
    quote = visit.page.locator("details figure.cite a, figure.cite a").first
    if quote.count():
        for closed in visit.page.locator("details:not([open])").all():
            closed.evaluate("node => node.open = true")
        quote.click()
        visit.page.wait_for_url("**/documents/**")
        assert visit.page.locator(".cited").first.is_visible()
    assert visit.complaints == []
    visit.context.close()


def test_a_mark_leads_to_its_panel_and_back(desk: str, browser: Browser) -> None:
    visit = _Visit(browser, desk)
    visit.open(f"/documents/{PROMISE.document}")
    visit.page.locator(f'a.m[href="#s-{PROMISE.id}"]').first.click()
    panel = visit.page.locator(f"#s-{PROMISE.id}")
    assert visit.page.url.endswith(f"#s-{PROMISE.id}")
    assert panel.is_visible()
    panel.hover()
    assert visit.page.locator(".m.lit").count() >= 1
    panel.locator(".back").click()
    assert visit.page.url.endswith(f"#m-{PROMISE.id}")
    visit.context.close()


def test_everything_can_be_read_without_script(desk: str, browser: Browser) -> None:
    visit = _Visit(browser, desk, java_script_enabled=False)
    visit.open("/map")
    assert visit.page.locator("svg .disc").count() >= 1
    visit.open("/board?on=2022-03-30")
    visit.page.locator("#on").fill("2022-04-02")
    visit.page.locator("form.days button").click()
    assert "on=2022-04-02" in visit.page.url
    assert "2 April 2022" in visit.page.locator("h1").inner_text()
    visit.context.close()


def test_the_keyboard_reaches_the_content_and_the_search(desk: str, browser: Browser) -> None:
    visit = _Visit(browser, desk)
    visit.open("/board")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.className") == "skip"
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "main"
    visit.page.keyboard.press("/")
    visit.page.keyboard.type("strike")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/search?q=strike*")
    assert visit.page.locator("mark").first.inner_text().lower() == "strike"
    visit.context.close()


def test_the_days_of_the_map_are_moved_by_slider_and_keyboard_and_stand_in_the_address(
    desk: str, browser: Browser
) -> None:
    visit = _Visit(browser, desk)
    visit.open("/map?type=ASSAULT")
    page = visit.page
    slider, told = page.get_by_role("slider", name="Days"), page.locator("#shown")
    assert slider.get_attribute("aria-valuetext") == "all days"
    assert "3 events" in told.inner_text()
    page.get_by_label("Show", exact=True).select_option("one day")
    page.wait_for_url("**since=2022-04-02&until=2022-04-02*")
    assert page.locator("svg .disc").count() == 1
    assert "1 event" in told.inner_text()
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**since=2022-03-29&until=2022-03-29*")
    assert "type=ASSAULT" in page.url
    assert slider.get_attribute("aria-valuetext") == "29 March 2022"
    assert page.evaluate("document.activeElement.id") == "slide"
    assert page.locator("form.filters [name=since]").input_value() == "2022-03-29"
    page.screenshot(path=ARTEFACTS / "map-slider-1280.png", full_page=True)
    page.get_by_role("link", name="later").click()
    page.wait_for_url("**until=2022-04-02*")
    assert slider.input_value() == "1"
    page.reload()
    assert slider.get_attribute("aria-valuetext") == "2 April 2022"
    assert page.get_by_label("Show", exact=True).input_value() == "1"
    assert visit.complaints == []
    visit.context.close()


def test_the_days_of_the_map_are_moved_without_script(desk: str, browser: Browser) -> None:
    visit = _Visit(browser, desk, viewport={"width": 390, "height": 844}, java_script_enabled=False)
    visit.open("/map?type=ASSAULT")
    page = visit.page
    assert not page.locator("#slide").is_visible()
    page.get_by_role("link", name="day by day").click()
    page.get_by_role("link", name="earlier").click()
    assert "since=2022-03-29&until=2022-03-29" in page.url
    assert page.locator(".time output").inner_text() == "29 March 2022"
    visit.context.close()


def test_the_brief_is_printed_by_the_browser_of_the_desk(desk: str, browser: Browser) -> None:
    visit = _Visit(browser, desk)
    visit.open("/board?on=2022-04-01")
    address = visit.page.get_by_role("link", name="Brief as PDF").get_attribute("href")
    assert address == "/brief.pdf?on=2022-04-01"
    with urllib.request.urlopen(desk + address) as answer:
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.read(5) == b"%PDF-"
    visit.context.close()


@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)])
def test_a_merge_is_undone_and_the_judgement_taken_back(desk: str, browser: Browser, width: int, script: bool) -> None:
    visit = _Visit(browser, desk, viewport={"width": width, "height": 844}, java_script_enabled=script)
    with urllib.request.urlopen(f"{desk}/api/events") as answer:
        merged = next(event for event in json.load(answer)["items"] if event["merges"])
    visit.open(f"/events/{merged['id']}")
    page = visit.page
    page.get_by_text("Undo this merge").first.click()
    form = page.locator('form[action="/by-hand/apart"]').first
    form.locator('[name="by"]').fill("Ada")
    form.locator('[name="why"]').fill("two strikes")
    page.screenshot(path=ARTEFACTS / f"undo-{width}.png", full_page=True)
    form.get_by_role("button").click()
    page.wait_for_url("**#by-hand")
    judged = page.locator(".by-hand").first
    assert "Two happenings, judged by Ada" in judged.inner_text()
    assert merged["id"] not in page.url
    page.screenshot(path=ARTEFACTS / f"undone-{width}.png", full_page=True)
    page.get_by_text("Take back").first.click()
    form = page.locator('form[action="/by-hand/taken-back"]').first
    form.locator('[name="by"]').fill("Bo")
    form.get_by_role("button").click()
    page.wait_for_url(f"**/events/{merged['id']}*")
    assert visit.complaints == []
    visit.context.close()


@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)])
def test_a_statement_is_corrected_beside_its_text_and_comes_back(
    desk: str, browser: Browser, width: int, script: bool
) -> None:
    visit = _Visit(browser, desk, viewport={"width": width, "height": 844}, java_script_enabled=script)
    strike = STATEMENTS["strike"]
    visit.open(f"/documents/{strike.document}")
    page = visit.page
    panel = page.locator(f"#s-{strike.id}")
    panel.get_by_role("link", name="correct").click()
    form = panel.locator('form[action="/by-hand/corrected"]')
    form.locator('[name="act"]').select_option("accuse")
    form.locator('[name="by"]').fill("Ada")
    page.screenshot(path=ARTEFACTS / f"correct-{width}.png", full_page=True)
    form.get_by_role("button").click()
    page.wait_for_url("**statement=*")
    assert "Corrected, says Ada" in panel.inner_text()
    assert panel.locator(".panel-head .act").inner_text() == "accuse"
    page.screenshot(path=ARTEFACTS / f"corrected-{width}.png", full_page=True)
    panel.get_by_text("Take the correction back").first.click()
    form = panel.locator('form[action="/by-hand/as-read"]')
    form.locator('[name="by"]').fill("Bo")
    form.get_by_role("button").click()
    panel.get_by_text("Corrected, says").wait_for(state="detached")
    assert panel.locator(".panel-head .act").inner_text() == strike.act
    assert visit.complaints == []
    visit.context.close()


def _taken_away(page: Any, folder: Path) -> Path:
    """The folder with what the zip of a draft holds."""
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take as a zip").click()
    taken.value.save_as(folder / "taken.zip")
    with zipfile.ZipFile(folder / "taken.zip") as packed:
        packed.extractall(folder)
    return folder


@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)])
def test_an_agreement_is_drafted_decided_mended_and_saved(
    desk: str, browser: Browser, tmp_path: Path, width: int, script: bool
) -> None:
    visit = _Visit(browser, desk, viewport={"width": width, "height": 844}, java_script_enabled=script)
    page = visit.page
    visit.open(f"/documents/{PROMISE.document}")
    page.get_by_role("link", name="draft an agreement from it").click()
    clauses = page.locator("fieldset.proposal")
    assert clauses.count() >= 2
    page.locator(".spans a").first.click()
    assert page.url.endswith(f"#m-{PROMISE.id}")

    page.get_by_role("button", name="Take as a zip").click()
    assert "wait for a decision" in page.locator(".decide").inner_text()
    for number in range(1, clauses.count() + 1):
        page.locator(f'[name="taken_{number}"][value="yes"]').check()
    if script:
        assert page.locator("[data-undecided]").inner_text() == "0"

    page.locator("#c-1 summary").click()
    code = page.locator('[name="code_1"]')
    proposed = code.input_value()
    code.fill(proposed.replace("type: ", "type: x", 1))
    page.get_by_role("button", name="Check").click()
    mistake = page.locator("#c-1 .mistakes")
    assert "There is no clause type" in mistake.inner_text()
    page.screenshot(path=ARTEFACTS / f"draft-mistake-{width}.png", full_page=True)
    if script:
        mistake.get_by_role("link").first.click()
        assert page.evaluate("getSelection().toString()").startswith("type: x")

    header = page.locator('[name="header"]')
    page.locator("details.proposal summary").click()
    header.fill(header.input_value().replace("id: rus-ukr-2022-03-29-draft", f"id: talks-{width}", 1))
    code.fill(proposed.replace("title: '", "title: 'As we read it, ", 1))
    page.get_by_role("button", name="Check").click()
    assert "As we read it" in page.locator("section[aria-labelledby=changes]").inner_text()
    assert lint(_taken_away(page, tmp_path) / f"talks-{width}") == []

    page.locator('[name="by"]').fill("Ada")
    page.get_by_role("button", name="Save in").click()
    page.wait_for_url(f"**/draft?saved=talks-{width}#saved")
    saved = Path(page.locator("#saved code").first.inner_text())
    assert lint(saved) == []
    assert page.locator("#saved h2").inner_text() == f"Saved as talks-{width}"
    visit.context.close()


@pytest.mark.model
def test_a_text_is_pasted_read_and_drafted_from_without_script(desk: str, browser: Browser) -> None:
    visit = _Visit(browser, desk, java_script_enabled=False)
    visit.open("/board")
    page = visit.page
    page.get_by_role("link", name="draft an agreement from a text").click()
    page.locator('[name="text"]').fill(PASTED.read_text(encoding="utf-8"))
    page.locator('[name="published"]').fill("2022-03-29")
    page.get_by_role("button", name="Propose clauses").click()
    assert page.locator("fieldset.proposal").count() >= 5
    assert page.locator("article.text .m").count() >= 10
    page.screenshot(path=ARTEFACTS / "draft-pasted-1280.png", full_page=True)
    assert visit.complaints == []
    visit.context.close()
