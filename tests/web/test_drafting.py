"""Drafting at the desk: a pasted text or a document of the record, decided clause by clause, taken or saved."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import msgspec
import pytest
from fastapi.testclient import TestClient

from holdfast.agreements import lint, load
from holdfast.errors import ReaderMissing, UnreadLanguage
from holdfast.model import Document, Statement
from holdfast.record import MemoryStore
from holdfast.settings import Settings
from holdfast.web import create_app
from holdfast.web.workbench import LONGEST_TEXT
from tests.web.seeded import AGREEMENT, DOCUMENTS, STATEMENTS, HandJudge

BASE = "http://127.0.0.1:8642"
GOLD = {
    path.read_text(encoding="utf-8"): path.with_suffix(".json")
    for path in (Path(__file__).parent.parent.parent / "example" / "gold").glob("*.txt")
}
TEXT = next(text for text, path in GOLD.items() if path.stem == "istanbul-guarantee-proposals")
ROLLING = next(text for text, path in GOLD.items() if path.stem == "rolling-page-2022-03-29")
FORM = "/by-hand/draft"


class GoldReader:
    """Knows the statements of the example's texts, made by hand."""

    name = "gold 1"

    def __init__(self) -> None:
        self.asked = 0

    def read(self, document: Document) -> list[Statement]:
        self.asked += 1
        if "П" in document.text:
            raise UnreadLanguage("The text is in Ukrainian, which this reader does not know", where=document.source)
        if document.text not in GOLD:
            return []
        told = json.loads(GOLD[document.text].read_text(encoding="utf-8"))
        return [Statement.from_builtins({**value, "document": document.id, "id": ""}) for value in told["statements"]]

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Statement]]]:
        for document in documents:
            try:
                yield document, self.read(document)
            except UnreadLanguage as error:
                yield msgspec.structs.replace(document, unread=str(error)), []


class Drafting:
    """A desk at which somebody drafts, with the form as a browser would send it."""

    def __init__(self, settings: Settings, *, read_only: bool | None = None) -> None:
        self.reader = GoldReader()
        self.store = MemoryStore()
        with self.store.writing() as writer:
            for document in DOCUMENTS.values():
                writer.keep_document(document)
            writer.keep_statements(STATEMENTS.values())
        app = create_app(
            self.store,
            agreements=[AGREEMENT],
            settings=settings,
            judge=HandJudge(),
            read_only=read_only,
            open_reader=lambda: self.reader,
        )
        self.client = TestClient(app, base_url=BASE, raise_server_exceptions=False)
        self.token = app.state.hand.token

    def send(self, form: dict[str, str], **more: str) -> str:
        """Send a form; the page that comes."""
        answer = self.client.post(FORM, data={**form, "token": self.token, **more})
        assert answer.headers["content-type"].startswith("text/html")
        return answer.text

    def pasted(self) -> str:
        """The page of the clauses that are proposed from the text, as a browser sends it: lines end as in forms."""
        given = {"text": TEXT.replace("\n", "\r\n"), "published": "2022-03-29", "outlet": "Harbour Wire"}
        return self.send(given, do="propose")


def fields(page: str) -> dict[str, str]:
    """The fields of the form with the clauses, as they stand on the page."""
    form = page[page.index('aria-label="The proposed clauses"') :].split("</form>")[0]
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    found |= dict(re.findall(r'<textarea class="yaml" name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL))
    found |= dict(re.findall(r'<input type="radio" name="([^"]+)" value="([^"]+)" checked', form))
    return {name: html.unescape(text).replace("\n", "\r\n") for name, text in found.items()}


def all_taken(page: str) -> dict[str, str]:
    """The same with every clause taken."""
    form = fields(page)
    return form | {f"taken_{name.removeprefix('code_')}": "yes" for name in form if name.startswith("code_")}


@pytest.fixture
def desk() -> Drafting:
    return Drafting(Settings())


def test_a_pasted_text_stands_beside_its_clauses_each_with_its_words(desk: Drafting) -> None:
    page = desk.pasted()
    told = desk.reader.read(desk_document())
    neutral = next(statement for statement in told if "no foreign bases" in statement.quote)
    assert f'href="#m-{neutral.id}"' in page
    assert f'id="m-{neutral.id}"' in page
    assert f"characters {neutral.start} to {neutral.end}" in page.replace(",", "")
    assert page.count("<fieldset ") == page.count("</fieldset>") > 5
    assert "All statements of the text" in page
    assert f"({len(told)})" in page
    assert '<details class="panel proposal"><summary><strong>The agreement itself' in page


def desk_document() -> Document:
    """The pasted text as the desk takes it."""
    return Document(text=TEXT, published="2022-03-29", outlet="Harbour Wire", media_type="text/plain")


def test_what_is_uncertain_waits_for_a_person_and_is_not_given_out_before(desk: Drafting) -> None:
    page = desk.pasted()
    form = fields(page)
    undecided = page.count('class="to-decide"')
    assert undecided > 0
    assert page.count(" open-question") == undecided
    taken = [name for name in form if name.startswith("taken_")]
    assert len(taken) == page.count("<fieldset ") - undecided
    for wanted in ("take", "save"):
        refused = desk.send(form, do=wanted, by="Ada")
        assert f"{undecided} clauses wait for a decision" in refused
        assert fields(refused) == form
    assert "No mistakes." in desk.send(form, do="check")


def test_a_mistake_stands_beside_its_clause_with_line_and_remedy_and_keeps_what_was_written(desk: Drafting) -> None:
    form = all_taken(desk.pasted())
    wrong = form | {"code_3": form["code_3"].replace("type: ", "type: x", 1), "taken_1": "no"}
    page = desk.send(wrong, do="take")
    own = page[page.index('id="c-3"') : page.index('id="c-4"')]
    assert re.search(r'<a href="#code-3" data-line="\d+">line \d+</a> <code>type: x\w+</code>: There is no', own)
    assert "Did you mean" in own
    assert 'aria-invalid="true" aria-describedby="m-code-3"' in own
    assert "<details open>" in own
    assert "each beside its clause" in page
    assert fields(page) == wrong


def test_a_mistake_of_the_header_and_one_of_no_file_that_is_shown_are_told(desk: Drafting) -> None:
    form = all_taken(desk.pasted())
    page = desk.send(form | {"header": form["header"].replace("status: ", "state: ", 1)}, do="check")
    assert 'id="m-code-0"' in page
    assert "Did you mean status?" in page
    nothing = {name: "no" if name.startswith("taken_") else text for name, text in form.items()}
    assert "clauses, line 1: There is no clause." in desk.send(nothing, do="check")


def test_what_was_changed_is_compared_with_the_proposal_in_plain_words(desk: Drafting) -> None:
    form = all_taken(desk.pasted())
    assert "It is as it was proposed." in desk.send(form, do="check")
    edited = form | {"code_1": form["code_1"].replace("title: ", "title: Our ", 1)}
    page = desk.send(edited, do="check")
    assert "What you changed" in page
    assert "the title: was" in page


def test_the_decided_agreement_is_taken_as_a_zip_that_lints(desk: Drafting, tmp_path: Path) -> None:
    form = all_taken(desk.pasted())
    header = form["header"].replace("id: ukr-rus-2022-03-29-draft", "id: istanbul", 1)
    answer = desk.client.post(FORM, data={**form, "header": header, "token": desk.token, "do": "take"})
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == 'attachment; filename="istanbul.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        packed.extractall(tmp_path)
    assert lint(tmp_path / "istanbul") == []
    assert len(load(tmp_path / "istanbul").clauses) == len([name for name in form if name.startswith("code_")])
    assert b"\r" not in (tmp_path / "istanbul" / "agreement.yml").read_bytes()
    assert desk.reader.asked == 1


def test_it_is_saved_where_the_settings_allow_it_and_never_over_another(tmp_path: Path) -> None:
    desk = Drafting(Settings(drafts=str(tmp_path / "drafts")))
    form = all_taken(desk.pasted())
    assert "Give your name" in desk.send(form, do="save")
    answer = desk.client.post(
        FORM, data={**form, "token": desk.token, "do": "save", "by": "Ada"}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/draft?saved=ukr-rus-2022-03-29-draft#saved")
    assert "Saved as ukr-rus-2022-03-29-draft" in desk.client.get(answer.headers["location"]).text
    saved = tmp_path / "drafts" / "ukr-rus-2022-03-29-draft"
    assert lint(saved) == []
    assert "Decided by Ada on" in (saved / "SOURCES.md").read_text(encoding="utf-8")
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]
    again = desk.send(form | {"code_1": form["code_1"] + "# mine\r\n"}, do="save", by="Bo")
    assert "is saved already" in again
    assert fields(again)["code_1"].endswith("# mine\r\n")
    assert "Ada" in (saved / "SOURCES.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["../talks.db", "..", ".", "%2e%2e", "never-saved"])
def test_only_what_was_saved_is_said_to_be_saved(tmp_path: Path, name: str) -> None:
    desk = Drafting(Settings(drafts=str(tmp_path)))
    (tmp_path.parent / "talks.db").touch()
    assert "Saved as" not in desk.client.get(f"/draft?saved={name}").text


def test_what_nobody_asked_for_is_not_done(tmp_path: Path) -> None:
    desk = Drafting(Settings(drafts=str(tmp_path / "drafts")))
    answer = desk.client.post(FORM, data={**all_taken(desk.pasted()), "token": desk.token, "do": "keep"})
    assert (answer.status_code, "nothing that can be done" in answer.text) == (422, True)
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_is_read_holds_up_nobody_who_goes_on_with_another(desk: Drafting) -> None:
    form = all_taken(desk.pasted())
    begun, go_on = Event(), Event()
    read = desk.reader.read

    def slowly(document: Document) -> list[Statement]:
        begun.set()
        assert go_on.wait(60)
        return read(document)

    desk.reader.read = slowly  # type: ignore[method-assign]
    with ThreadPoolExecutor() as others:
        other = others.submit(desk.send, {"text": ROLLING, "published": "2022-03-29"}, do="propose")
        assert begun.wait(60)
        assert "No mistakes." in desk.send(form, do="check")
        assert not other.done()
        go_on.set()
        assert "IGO IAEA is no party" in other.result(60)


def test_only_the_texts_of_a_while_are_kept(desk: Drafting) -> None:
    desk.pasted()
    for number in range(20):
        desk.send({"text": f"It rained {number} times."}, do="propose")
    assert desk.reader.asked == 21
    desk.pasted()
    assert desk.reader.asked == 22


def test_a_disk_that_refuses_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file", encoding="utf-8")
    desk = Drafting(Settings(drafts=str(tmp_path / "drafts")))
    assert "It cannot be saved" in desk.send(all_taken(desk.pasted()), do="save", by="Ada")
    assert [path.name for path in tmp_path.iterdir()] == ["drafts"]


def test_without_a_folder_nothing_is_saved_and_the_page_says_how_to_set_one(desk: Drafting) -> None:
    page = desk.pasted()
    assert 'value="save"' not in page
    assert "HOLDFAST_DRAFTS" in page
    assert "saves no agreements" in desk.send(all_taken(page), do="save", by="Ada")


def test_a_document_of_the_record_is_drafted_from_as_people_corrected_it(desk: Drafting) -> None:
    document = DOCUMENTS["promise"]
    address = f"/draft?document={document.id}"
    assert f'href="{address}"' in desk.client.get(f"/documents/{document.id}").text
    page = desk.client.get(address).text
    assert "less military activity" in page
    assert desk.reader.asked == 0
    data = desk.client.get(f"/draft.json?document={document.id}").json()
    reduction = next(clause for clause in data["clauses"] if clause["type"] == "reduction")
    assert (reduction["standing"], reduction["certainty"], reduction["taken"]) == ("promised", 0.91, None)
    assert data["clauses_of"][STATEMENTS["promise"].id] == [reduction["number"]]
    form = all_taken(page)
    assert "No mistakes." in desk.send(form, do="check")
    none = {"token": desk.token, "by": "Ada", "statement": STATEMENTS["promise"].id}
    desk.client.post("/by-hand/no-statement", data=none)
    answer = desk.client.post(FORM, data={**form, "token": desk.token, "do": "check"})
    assert (answer.status_code, "has changed since" in answer.text) == (422, True)
    assert desk.client.get("/draft?document=nowhere").status_code == 404


def test_parties_that_the_text_does_not_name_can_be_given(desk: Drafting) -> None:
    given = {"text": TEXT, "published": "2022-03-29", "parties": "UKR, POL"}
    page = desk.send(given, do="propose")
    assert "{id: POL, name: Poland, side: Poland}" in fields(page)["header"]


def test_what_looks_ahead_and_became_no_clause_is_told_with_the_reason(desk: Drafting) -> None:
    page = desk.send({"text": ROLLING, "published": "2022-03-29"}, do="propose")
    left = page[page.index("Looks ahead, and is proposed as nothing") :].split("</section>")[0]
    assert "“send equipment to monitor radiation”" in left
    assert "IGO IAEA is no party" in left


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"text": " \r\n "}, "There is no text"),
        ({"text": "x" * (LONGEST_TEXT + 1)}, "Paste 200,000 at most"),
        ({"text": "Переговори тривають."}, "in Ukrainian, which this reader does not know"),
        ({"text": "It rained."}, "Nothing in it is promised, agreed or offered"),
        ({"text": TEXT, "published": "yesterday"}, "Give a day like 2022-03-29"),
        ({"text": TEXT, "parties": "Russia"}, "Russia is no reference"),
        ({"text": TEXT, "parties": "RUS"}, "One party makes no agreement"),
        ({"text": '{"text": "One."}\n{"text": "Two."}'}, "Paste one text at a time"),
        ({"document": "nowhere"}, "There is no document"),
    ],
)
def test_a_text_from_which_nothing_can_be_proposed_is_told_with_its_remedy_and_kept_in_the_form(
    desk: Drafting, given: dict[str, str], word: str
) -> None:
    answer = desk.client.post(FORM, data={**given, "token": desk.token})
    assert answer.status_code == 422
    assert word in answer.text
    assert 'role="alert"' in answer.text
    kept = html.unescape(answer.text)
    assert all(text.strip() in kept for text in given.values())


def test_a_reader_that_is_missing_is_told() -> None:
    def missing() -> GoldReader:
        raise ReaderMissing("The reader is not installed", remedy="pip install 'holdfast[reader]'")

    app = create_app(MemoryStore(), agreements=[], settings=Settings(), judge=HandJudge(), open_reader=missing)
    client = TestClient(app, base_url=BASE)
    page = client.post(FORM, data={"token": app.state.hand.token, "text": TEXT}).text
    assert "The reader is not installed. pip install &#39;holdfast[reader]&#39;." in page


def test_a_form_that_is_not_this_desks_is_refused(desk: Drafting) -> None:
    assert desk.client.post(FORM, data={"token": "guessed", "text": TEXT}).status_code == 403
    foreign = {"sec-fetch-site": "cross-site"}
    assert desk.client.post(FORM, data={"token": desk.token, "text": TEXT}, headers=foreign).status_code == 403
    assert desk.reader.asked == 0


def test_a_desk_that_only_reads_shows_what_would_be_proposed_and_takes_no_form() -> None:
    desk = Drafting(Settings(), read_only=True)
    assert 'method="post"' not in desk.client.get("/draft").text
    page = desk.client.get(f"/draft?document={DOCUMENTS['promise'].id}").text
    assert "less military activity" in page
    assert 'type="radio"' not in page
    assert "<textarea" not in page
    assert desk.client.post(FORM, data={"token": desk.token, "text": TEXT}).status_code == 405


def test_a_desk_without_a_reader_leads_to_the_documents_of_the_record(client: TestClient) -> None:
    assert "has no reader for pasted texts" in client.get("/draft").text


def test_hostile_words_stay_words_in_a_draft(desk: Drafting) -> None:
    hostile = '<script>alert(1)</script>" onfocus="alert(2)'
    page = desk.send({"text": TEXT, "title": hostile, "outlet": hostile, "published": "2022-03-29"}, do="propose")
    assert "<script>" not in page.replace("<script src=", "")
    assert 'onfocus="' not in page
    form = all_taken(page)
    assert "</textarea><script>" not in desk.send(form | {"code_1": "</textarea><script>"}, do="check")


TREATY = """Article 1. Djibouti and Eritrea shall release all prisoners within 14 days of the signing.

Article 2. The Parties undertake not to lay mines.

An agency said that both sides were content."""


def test_a_treatys_text_is_read_by_grammar_and_each_part_says_how(desk: Drafting) -> None:
    page = html.unescape(desk.send({"text": TREATY, "published": "2024-06-01"}))
    assert "treaty prose, by grammar: “shall” is the mark of a norm" in page
    assert "news, by the reader: “said” tells what somebody said" in page
    assert "no mines are laid" in page
    assert re.search(r'<a class="m a-agree[^>]*href="#c-\d+"[^>]*>Djibouti and Eritrea shall release', page)
