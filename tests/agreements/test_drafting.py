from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from holdfast.agreements import lint, load, run_tests
from holdfast.agreements.drafting import Draft, draft, files_of
from holdfast.agreements.drafting.proposal import ClauseDraft
from holdfast.agreements.drafting.telling import sentence_at
from holdfast.errors import UnreadableInput
from holdfast.model import Document, Statement
from holdfast.sources.about import About
from holdfast.sources.files import read_files
from tests.factory import words

ROOT = Path(__file__).parent.parent.parent
GOLD = ROOT / "example" / "gold"
PAGE = "rolling-page-2022-03-29"
DISPATCHES = ("istanbul-guarantee-proposals", "fomin-medinsky-statements")


def gold(name: str) -> tuple[Document, list[Statement]]:
    """A text of the example with its statements by hand."""
    told = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
    text = (GOLD / f"{name}.txt").read_text(encoding="utf-8")
    about = {field: told.get(field) for field in ("title", "outlet", "published", "url")}
    document = Document(id=name, text=text, **about)
    return document, [Statement.from_builtins(value) for value in told["statements"]]


@pytest.fixture(scope="module")
def page() -> Draft:
    return draft([gold(PAGE)])


def one(made: Draft, name: str) -> ClauseDraft:
    """The clause of that id."""
    (found,) = [clause for clause in made.clauses if clause.id == name]
    return found


def put(made: Draft, folder: Path) -> Path:
    """The folder with the draft's files in it."""
    for name, text in files_of(made).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_promised_reduction_is_one_clause_in_two_directions_with_a_reading_for_each_wording(page: Draft) -> None:
    found = one(page, "reduction")
    assert found.value["who"] == ["RUS"]
    assert found.value["where"] == ["kyiv-direction", "chernihiv-direction"]
    assert [reading["id"] for reading in found.value["readings"]] == ["any", "several-fold", "radical"]
    assert found.standing == "promised"
    assert "in_force_if" not in found.value
    assert len(found.tellings) == 2


def test_neutral_status_is_offered_in_return_for_a_guarantee_of_named_states(page: Draft) -> None:
    assert one(page, "neutrality").value["who"] == ["UKR"]
    guarantee = one(page, "guarantee")
    assert {"USA", "GBR", "TUR", "CHN"} <= set(guarantee.value["who"])
    assert len(page.header["guarantors"]) == 10
    assert guarantee.value["consult_within"] == 3
    assert guarantee.value["to"] == ["UKR"]
    assert any("in return" not in doubt and "return" in doubt for doubt in guarantee.uncertain)


def test_no_foreign_bases_and_no_alliance_are_bans(page: Draft) -> None:
    assert (one(page, "bases").value["type"], one(page, "alliance").value["type"]) == ("prohibition", "prohibition")
    assert one(page, "bases").value["where"] == ["ukraine"]


def test_full_peace_and_a_referendum_come_before_anything_that_is_only_offered(page: Draft) -> None:
    assert one(page, "in-force").value["all_of"] == [{"clause": "full-peace"}, {"clause": "referendum"}]
    offered = [
        clause for clause in page.clauses if clause.standing == "proposed" and clause.value["type"] != "condition"
    ]
    assert {clause.id for clause in offered} >= {"neutrality", "bases", "guarantee", "consultations-crimea"}
    assert all(clause.value["in_force_if"] == ["in-force"] for clause in offered)


def test_consultations_on_crimea_end_after_their_years_and_force_is_renounced_over_the_same_area(page: Draft) -> None:
    talks = one(page, "consultations-crimea").value
    assert (talks["until"], talks["meeting"]["words"]) == ("2037-03-29", ["Crimea"])
    assert one(page, "no-force").value["where"] == ["crimea"]


def test_the_presidents_meeting_is_tied_to_the_ministers_in_each_order_that_is_told(page: Draft) -> None:
    found = one(page, "leaders-meet").value
    assert (found["type"], found["relation"], found["of"]["words"]) == ("step", "after", ["foreign minist"])
    readings = {reading["id"]: reading["overrides"]["relation"] for reading in found["readings"]}
    assert readings == {"after-approval": "after", "together": "with"}


def test_a_meeting_of_leaders_for_which_no_order_is_told_is_shown_and_waits_for_nothing() -> None:
    of = Document(text="The presidents of Russia and Ukraine will meet in Istanbul, the two sides agreed.")
    told = said("The presidents of Russia and Ukraine will meet in Istanbul", of, "agree", "CONSULT",
                who=("The presidents", "RUS GOV+UKR GOV"))  # fmt: skip
    found = one(draft([(of, [told])], parties=("RUS", "UKR")), "leaders-meet")
    assert found.value["type"] == "declaration"
    assert "what the meeting waits for, if anything" in found.uncertain


def test_what_binds_nobody_is_left_out_with_its_reason(page: Draft) -> None:
    reasons = {left.telling.words: left.reason for left in page.left_out}
    assert reasons["urged the Russian and Ukrainian delegations to stop the tragedy"] == (
        "it is demanded by TUR GOV, and not accepted"
    )
    assert reasons["send equipment to monitor radiation"] == "IGO IAEA is no party"


@pytest.mark.parametrize("names", [(PAGE,), *((name,) for name in DISPATCHES), (PAGE, *DISPATCHES)], ids=" ".join)
def test_a_drafted_folder_has_no_mistakes_and_its_situations_come_out_as_written(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    folder = put(draft([gold(name) for name in names]), tmp_path / "draft")
    assert lint(folder) == []
    assert [str(trial) for trial in run_tests(folder) if not trial.passed] == []
    assert len(load(folder).clauses) >= 4


def test_every_clause_names_its_spans_its_wording_its_certainty_and_what_is_uncertain(
    page: Draft, tmp_path: Path
) -> None:
    document, _ = gold(PAGE)
    folder = put(page, tmp_path / "draft")
    loaded = load(folder)
    for clause in page.clauses:
        (file,) = (folder / "clauses").glob(f"*-{clause.id}.yml")
        text = file.read_text(encoding="utf-8")
        assert "certainty of the reader: stated by hand" in text
        assert text.count("# uncertain: ") == len(clause.uncertain)
        written = loaded.clause(clause.id)
        assert written is not None
        assert len(written.text_refs) == len(clause.tellings) > 0
        for telling in clause.tellings:
            said = telling.statement
            assert document.text[said.start : said.end] == telling.words
            assert f"# span: {PAGE} {said.start}-{said.end}: " in text
            assert f"{said.start}–{said.end}" in (folder / "SOURCES.md").read_text(encoding="utf-8")
    assert all(ref.text in {text.id for text in loaded.texts} for clause in loaded.clauses for ref in clause.text_refs)


def test_one_undertaking_that_several_texts_tell_of_is_one_clause() -> None:
    made = draft([gold(PAGE), *(gold(name) for name in DISPATCHES)])
    found = one(made, "reduction")
    assert {telling.document.id for telling in found.tellings} == {PAGE, "fomin-medinsky-statements"}
    assert len(one(made, "bases").tellings) == 2
    assert made.header["parties"][0]["id"] == "UKR"


def test_a_town_and_its_direction_are_one_area_so_that_a_promise_told_twice_stays_one() -> None:
    of = Document(text="Russia promised Ukraine to reduce fire near Kyiv. It will cut activity in the Kyiv direction.")
    made = draft(
        [
            (
                of,
                [
                    said("Russia promised Ukraine to reduce fire near Kyiv", of, "promise", "RETREAT",
                         who=("Russia", "RUS MIL"), mode="reduce"),
                    said("It will cut activity in the Kyiv direction", of, "promise", "RETREAT",
                         who=("It", "RUS MIL"), mode="reduce"),
                ],
            )
        ],
        parties=("RUS", "UKR"),
    )  # fmt: skip
    assert [clause.value["where"] for clause in made.clauses] == [["kyiv"]]
    assert made.header["areas"]["kyiv"]["admin1"] == ["Kyiv City"]


def test_areas_that_a_guarantee_leaves_out_and_conditions_of_one_clause_are_found() -> None:
    made = draft([gold("istanbul-guarantee-proposals")])
    assert one(made, "guarantee").value["excluded_areas"] == ["crimea", "donbas"]
    assert one(made, "bases").value["in_force_if"] == ["guarantees-given", "in-force"]
    assert one(made, "exercises").value["unless"][0]["type"] == ["AGREE"]
    assert [part["event"]["actor"] for part in one(made, "ratification").value["all_of"]][:2] == [["GBR"], ["CHN"]]


TALKS = (
    "Talks between Armenia and Azerbaijan in Tbilisi\n\n"
    "Armenia and Azerbaijan agreed to a ceasefire from 15 May 2023. Azerbaijan promised to withdraw its troops from "
    "the villages around Jermuk by 1 June 2023. Armenia will release 15 prisoners within ten days. It would keep no "
    "more than 5,000 soldiers in Syunik. The United States and Iran urged both sides to meet. A treaty can be signed "
    "only after a joint commission has agreed the line. Armenia proposed to reduce its activity by 40 per cent."
)


def said(
    quote: str, of: Document, act: str, kind: str, *, who: tuple[str, str | None] | None = None, **fields: Any
) -> Statement:
    """A statement of these words of the text about other talks."""
    start = of.text.index(quote)
    event = {"type": kind, "mode": fields.pop("mode", None)}
    actor = [words(dict, who[0], of.text, ref=who[1])] if who else []
    counts = [words(dict, text, of.text, what=what, low=low) for text, what, low in fields.pop("counts", ())]
    value = {"document": of.id, "quote": quote, "start": start, "end": start + len(quote), "act": act, "event": event}
    return Statement.from_builtins(value | {"status": "planned", "actors": actor, "counts": counts} | fields)


@pytest.fixture(scope="module")
def talks() -> Draft:
    of = Document(text=TALKS, published="2023-05-12", outlet="Harbour Wire")
    azerbaijan, armenia = ("Azerbaijan", "AZE GOV"), ("Armenia", "ARM GOV")
    told = [
        said("Armenia and Azerbaijan agreed to a ceasefire from 15 May 2023", of, "agree", "AGREE",
             who=("Armenia and Azerbaijan", "ARM GOV+AZE GOV")),
        said("Azerbaijan promised to withdraw its troops from the villages around Jermuk by 1 June 2023", of, "promise",
             "RETREAT", who=azerbaijan, mode="withdraw"),
        said("Armenia will release 15 prisoners within ten days", of, "promise", "CONCEDE", who=armenia, mode="release",
             counts=[("15 prisoners", "released", 15)]),
        said("keep no more than 5,000 soldiers in Syunik", of, "promise", "MOBILIZE", who=armenia,
             counts=[("no more than 5,000 soldiers", "personnel", 5000)]),
        said("urged both sides to meet", of, "demand", "CONSULT", who=("The United States", "USA GOV")),
        said("A treaty can be signed only after a joint commission has agreed the line", of, "assert", "AGREE",
             mode="sign", who=armenia, status="possible"),
        said("Armenia proposed to reduce its activity by 40 per cent", of, "propose", "RETREAT", who=armenia,
             mode="reduce"),
    ]  # fmt: skip
    return draft([(of, told)])


def test_other_talks_have_their_own_parties_days_areas_and_figures(talks: Draft, tmp_path: Path) -> None:
    assert {party["id"] for party in talks.header["parties"]} == {"ARM", "AZE"}
    assert one(talks, "ceasefire").value["when"] == {"from": "2023-05-15"}
    assert one(talks, "withdrawal").value | {"title": ""} == {
        "id": "withdrawal",
        "type": "obligation",
        "title": "",
        "who": ["AZE"],
        "to": ["ARM"],
        "deliverable": {"type": ["RETREAT"], "mode": ["withdraw"]},
        "where": ["jermuk"],
        "deadline": "2023-06-01",
    }
    prisoners = one(talks, "prisoners").value
    assert (prisoners["when"], prisoners["progress"]["total"]) == ({"within": 10}, 15)
    limit = one(talks, "limit-personnel").value
    assert (limit["quantity"], limit["max"], limit["where"]) == ("personnel", 5000, ["syunik"])
    readings = one(talks, "reduction").value["readings"]
    assert readings[1] == {"id": "percent-40", "overrides": {"target_ratio": 0.6}}
    assert lint(put(talks, tmp_path / "draft")) == []


def test_what_is_promised_beside_what_is_only_proposed_is_told_as_a_doubt_about_the_status(talks: Draft) -> None:
    assert talks.header["status"] == "proposed"
    assert any("a text has one status" in doubt for doubt in talks.uncertain)


def test_one_sided_promises_alone_are_a_unilateral_statement() -> None:
    document, statements = gold("fomin-medinsky-statements")
    promised = [one for one in statements if one.event.mode == "reduce" or one.event.type == "CONSULT"]
    made = draft(
        [(document, [one for one in promised if one.act in ("promise", "assert") and one.status != "possible"])]
    )
    assert made.header["status"] == "unilateral_statement"
    assert [(clause.id, clause.value["type"]) for clause in made.clauses] == [
        ("reduction", "reduction"),
        ("report-president", "declaration"),  # a promise of another kind, for a person to make more of
    ]


def test_what_the_reader_read_otherwise_or_uncertainly_is_told() -> None:
    document, statements = gold("fomin-medinsky-statements")
    unsure = [
        Statement.from_builtins(one.to_builtins() | {"event": {"type": "OTHER"}, "confidence": 0.2, "id": ""})
        for one in statements
        if one.event.mode == "reduce"
    ]
    found = one(draft([(document, unsure)], parties=("RUS", "UKR")), "reduction")
    assert found.confidence == 0.2
    assert "read with a certainty of 0.20 at most; compare it with the text" in found.uncertain
    assert "its words speak of reduction, and the reader took it for OTHER" in found.uncertain


def test_parties_can_be_named_and_an_id_given() -> None:
    made = draft([gold(PAGE)], parties=("RUS", "UKR"), name="istanbul")
    assert ([party["id"] for party in made.header["parties"]], made.header["id"]) == (["RUS", "UKR"], "istanbul")


def test_a_text_in_which_nobody_binds_himself_makes_no_draft() -> None:
    document, statements = gold(PAGE)
    happened = [one for one in statements if one.status == "happened" and one.event.type == "ASSAULT"]
    with pytest.raises(UnreadableInput, match="Nothing in it is promised"):
        draft([(document, happened)])


def test_a_sentence_is_found_round_its_words_and_does_not_end_at_an_abbreviation() -> None:
    text = "He came on Feb. 24 to Kyiv. Talks went on.\n\nThe end."
    start = text.index("24")
    assert sentence_at(text, start, start + 2) == "He came on Feb. 24 to Kyiv."
    assert sentence_at(text, text.index("end"), len(text)) == "The end."


@pytest.mark.model
def test_the_shipped_reader_finds_the_reduction_on_the_page_and_the_folder_has_no_mistakes(tmp_path: Path) -> None:
    from holdfast.reading import open_reader  # the weights load only where they are wanted
    from holdfast.settings import Settings

    reader = open_reader(threads=1)
    source = ROOT / "example" / f"{PAGE}.html"
    documents = list(read_files([source], about=About(), settings=Settings(), report=lambda error: None))
    made = draft([(document, reader.read(document)) for document in documents])
    assert {party["id"] for party in made.header["parties"]} == {"RUS", "UKR"}
    assert one(made, "reduction").value["where"] == ["kyiv-direction", "chernihiv-direction"]
    assert lint(put(made, tmp_path / "draft")) == []
