"""Drafting from an agreement's own text: an invented treaty, in words of our own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from holdfast.agreements import lint, load, run_tests
from holdfast.agreements.drafting import Draft, draft, files_of, news_in
from holdfast.agreements.drafting.files import write_folder
from holdfast.agreements.drafting.treaty.articles import parts_of
from holdfast.agreements.drafting.treaty.days import Clock, term_of
from holdfast.agreements.drafting.treaty.norms import Norm, Silent, norm_of
from holdfast.agreements.drafting.treaty.prose import prose_of
from holdfast.agreements.drafting.treaty.undertakings import undertakings, undertakings_in
from holdfast.model import Document, Statement
from holdfast.model.agreement import CLAUSE_TYPES

TREATY = """Treaty on the Settlement of the Crossing

The Republic of Djibouti and the State of Eritrea (hereinafter referred to as the Parties),

Recalling their common history,

Have agreed as follows:

Article 1. In this Treaty, "Crossing" means the road between the two posts.

Article 2. The ceasefire shall enter into force at 00:01 on 1 May 2024. The Parties shall cease all hostilities along
the line, except in self-defence.

Article 3. Each Party shall withdraw its troops two kilometres from the line within 14 days of the signing of this
Treaty.

Article 4. The Parties undertake not to:
(a) lay mines in the Crossing;
(b) recruit children;
(c) fly drones over the line, unless the Joint Commission authorises it.

Article 5. All prisoners shall be released, all for all, within five days after the withdrawal.

Article 6. Eritrea shall not station more than 500 soldiers at the Crossing.

Article 7. A Joint Commission shall be established within 30 days of the entry into force. The Joint Commission shall
meet every two weeks and shall monitor the ceasefire.

Article 8. The Parties shall consult at the request of either of them within three days.

Article 9. France and Qatar act as the Guarantors. In the event of an armed attack on Djibouti, the Guarantors shall
consult within 48 hours and shall provide assistance. The guarantees shall not apply to Asmara.

Article 10. Local elections shall be held only after the withdrawal of all forces.

Article 11. The Parties shall reduce their military activity near Tadjoura by half.

Article 12. If the Joint Commission reports a violation, Djibouti shall open the port of Tadjoura.

Article 13. The Parties shall endeavour to promote friendly relations.

Article 14. The Joint Commission may invite experts. It shall be composed of six members.

Article 15. This Treaty shall enter into force upon ratification by both Parties.

Done at Nairobi on 20 April 2024.
For the Republic of Djibouti
For the State of Eritrea
"""


@pytest.fixture(scope="module")
def treaty() -> Draft:
    return draft([(Document(text=TREATY, published="2024-06-01"), [])])


def of_article(made: Draft, article: str) -> list[dict[str, object]]:
    """The clauses that rest on an article."""
    return [
        clause.value
        for clause in made.clauses
        if any(one.provision and one.provision.article == article for one in clause.tellings)
    ]


def test_every_type_of_clause_comes_out_of_one_treaty(treaty: Draft) -> None:
    assert {clause.value["type"] for clause in treaty.clauses} == set(CLAUSE_TYPES)


def test_the_folder_has_no_mistakes_and_its_situation_comes_out_as_written(treaty: Draft, tmp_path: Path) -> None:
    write_folder(files_of(treaty), tmp_path)
    assert lint(tmp_path) == []
    assert all(result.passed for result in run_tests(tmp_path))
    assert {text.article for text in load(tmp_path).texts} >= {"2", "4(a)", "9", "15"}


def test_the_head_is_the_treatys_own(treaty: Draft) -> None:
    head = treaty.header
    assert [party["id"] for party in head["parties"]] == ["DJI", "ERI"]
    assert [one["id"] for one in head["guarantors"]] == ["FRA", "QAT"]
    assert (head["status"], head["form"], head["date"]) == ("signed", "written", "2024-04-20")
    assert head["definitions"] == {"Crossing": "the road between the two posts"}


def test_days_count_from_signing_and_from_the_day_of_another_article(treaty: Draft) -> None:
    assert of_article(treaty, "2")[0]["when"] == {"from": "2024-05-01"}
    assert of_article(treaty, "3")[0]["deadline"] == "2024-05-04"
    (prisoners,) = of_article(treaty, "5")
    assert prisoners["deadline"] == "2024-05-09"
    (clause,) = [one for one in treaty.clauses if one.value == prisoners]
    assert any("“withdrawal” is taken as 2024-05-04, by article 3" in doubt for doubt in clause.uncertain)


def test_the_distance_is_told_since_no_clause_measures_it(treaty: Draft) -> None:
    (clause,) = [one for one in treaty.clauses if one.value == of_article(treaty, "3")[0]]
    assert clause.value["title"] == "Djibouti and Eritrea: forces are withdrawn"
    assert any("the distance of two kilometres" in doubt for doubt in clause.uncertain)


@pytest.mark.parametrize(
    ("article", "name"), [("4(a)", "mines-laid"), ("4(b)", "child-soldiers"), ("4(c)", "aerial-vehicles")]
)
def test_each_item_of_a_list_is_a_ban_under_its_chapeau(treaty: Draft, article: str, name: str) -> None:
    (found,) = of_article(treaty, article)
    assert (found["id"], found["type"], found["who"]) == (name, "prohibition", ["DJI", "ERI"])
    (clause,) = [one for one in treaty.clauses if one.value == found]
    assert "it completes “The Parties undertake not to”" in clause.uncertain


def test_consent_is_an_exception_and_self_defence_is_fire_that_does_not_count(treaty: Draft) -> None:
    assert of_article(treaty, "4(c)")[0]["unless"] == [
        {"type": ["AGREE"], "words": ["Joint", "Commission", "authorises"]}
    ]
    assert of_article(treaty, "2")[0]["excluded"] == [
        {"type": ["ASSAULT"], "words": ["self-defence", "self-defense", "returned fire"]}
    ]


def test_a_cap_binds_the_party_that_is_named(treaty: Draft) -> None:
    (found,) = of_article(treaty, "6")
    assert (found["type"], found["who"], found["quantity"], found["max"]) == ("limit", ["ERI"], "personnel", 500)


def test_a_commission_is_set_up_meets_and_monitors_and_whose_duty_that_is_a_person_decides(treaty: Draft) -> None:
    made = {str(one["id"]): one for one in of_article(treaty, "7")}
    assert made["establishment"]["deliverable"] == {
        "type": ["AGREE", "COOPERATE", "OTHER", "INVESTIGATE", "CONSULT"],
        "words": ["Joint Commission"],
    }
    meeting = made["consultations-joint-commission"]
    assert (meeting["type"], meeting["every"]) == ("consultation", 14)
    (watch,) = [one for one in treaty.clauses if one.id == "monitoring"]
    assert any("“The Joint Commission” has no reference" in doubt for doubt in watch.uncertain)


def test_the_parties_consult_at_a_request_within_days(treaty: Draft) -> None:
    (found,) = of_article(treaty, "8")
    assert (found["type"], found["within"], found["request"]["act"]) == (  # type: ignore[index]
        "consultation", 3, ["demand", "propose", "accuse"])  # fmt: skip


def test_what_guarantors_owe_when_somebody_is_attacked_is_one_guarantee(treaty: Draft) -> None:
    (found,) = of_article(treaty, "9")
    assert (found["type"], found["who"], found["to"], found["consult_within"]) == (
        "guarantee",
        ["FRA", "QAT"],
        ["DJI"],
        2,
    )
    assert found["excluded_areas"] == ["asmara"]


def test_what_comes_only_after_something_is_a_step_and_what_is_owed_if_something_happens_waits_for_it(
    treaty: Draft,
) -> None:
    (elections,) = of_article(treaty, "10")
    assert (elections["type"], elections["relation"]) == ("step", "after")
    assert elections["of"] == {"type": ["RETREAT"], "mode": ["withdraw"], "words": ["forces"]}
    opening = [one for one in of_article(treaty, "12") if one["type"] == "obligation"]
    assert (opening[0]["who"], opening[0]["in_force_if"]) == (["DJI"], ["joint-commission-reports", "in-force"])


def test_nothing_is_in_force_before_the_parties_have_ratified(treaty: Draft) -> None:
    (gate,) = [one for one in treaty.clauses if one.id == "ratification"]
    assert [part["event"]["actor"] for part in gate.value["all_of"]] == [["DJI"], ["ERI"]]
    owed = [one.value for one in treaty.clauses if one.value["type"] != "condition"]
    assert all("in-force" in value["in_force_if"] for value in owed)


def test_what_binds_nobody_is_listed_with_its_reason(treaty: Draft) -> None:
    reasons = {one.telling.words[:22]: one.reason for one in treaty.left_out}
    assert reasons["Recalling their common"] == "a motive of the preamble"
    assert reasons['In this Treaty, "Cross'] == "a definition: it tells what words mean"
    assert reasons["The Joint Commission m"] == "it permits, and binds nobody"
    assert reasons["It shall be composed o"].startswith("it tells how a body or a thing is made")
    assert reasons["The Parties undertake "] == "it opens a list, and is read with each of its items"


def test_no_sentence_of_the_text_vanishes(treaty: Draft) -> None:
    told = [one.statement for clause in treaty.clauses for one in clause.tellings]
    told += [one.telling.statement for one in treaty.left_out]
    plain = "".join(sign for at, sign in enumerate(TREATY) if not any(one.start <= at < one.end for one in told))
    assert set(plain.split()) <= {"Article", "(a)", "(b)", "(c)", *(f"{number}." for number in range(1, 16))}


def test_each_part_says_how_it_was_read_and_why(treaty: Draft) -> None:
    assert {one.part.number: one.reason for _, one in treaty.prose}["4(a)"] == "numbered 4(a), and names a deed"
    sources = files_of(treaty)["SOURCES.md"]
    assert "Parts read as treaty prose, by grammar, and as news, by the reader:" in sources
    assert "“shall” is the mark of a norm" in sources


NEWS = "Djibouti's foreign minister said on Tuesday that the Parties shall meet again, an agency reported."


def test_a_report_beside_a_treatys_text_stays_with_the_reader() -> None:
    text = (
        f"{NEWS}\n\nArticle 1. The Parties shall withdraw their troops.\n\nArticle 2. The Parties shall open the road."
    )
    prose = prose_of(text, parts_of(text))
    assert [one.treaty for one in prose] == [False, True, True]
    assert prose[0].reason == "“said” tells what somebody said"
    assert news_in(Document(text=text)).split() == [*NEWS.split(), "Article", "1.", "Article", "2."]


def test_a_report_alone_has_no_treaty_prose() -> None:
    document = Document(text=f"{NEWS} Both sides agreed to withdraw.")
    assert news_in(document) == document.text


def test_a_machines_statement_in_treaty_prose_gives_way_and_a_persons_stays() -> None:
    text = "Article 1. Djibouti shall withdraw its troops.\n\nArticle 2. Eritrea shall release all prisoners."
    of = Document(text=text, published="2024-06-01")
    quote = "Djibouti shall withdraw its troops"
    said = {
        "document": of.id,
        "act": "promise",
        "status": "planned",
        "quote": quote,
        "start": text.index(quote),
        "end": text.index(quote) + len(quote),
        "actors": [{"text": "Djibouti", "start": 11, "end": 19, "ref": "DJI GOV"}],
    }
    machine = Statement.from_builtins({**said, "confidence": 0.9, "reader": "some reader 1"})
    person = Statement.from_builtins(said)
    read = draft([(of, [machine])])
    assert {one.statement.reader for clause in read.clauses for one in clause.tellings} == {"holdfast-treaty-grammar 1"}
    own = [
        one.statement for clause in draft([(of, [person])], parties=("DJI", "ERI")).clauses for one in clause.tellings
    ]
    assert person in own
    assert [one.quote for one in own if one.reader] == ["Eritrea shall release all prisoners."]


def test_numbers_stand_within_those_above_them() -> None:
    text = (
        "CHAPTER II:\nSECURITY\n2.1.\nThe Line\n2.1.1.\nIt shall hold.\nAnnex A\n1. The posts:\n(a) north;\n(b) south."
    )
    assert [part.number for part in parts_of(text)] == ["II", "2.1", "2.1.1", "A.1", "A.1(a)", "A.1(b)"]
    assert [part.chapeau for part in parts_of(text)][-2:] == ["The posts", "The posts"]


def test_items_within_a_sentence_share_its_chapeau() -> None:
    text = "1. The Parties shall (a) clear the road; and (b) open the port."
    assert [(part.number, part.chapeau) for part in parts_of(text)] == [
        ("1(a)", "The Parties shall"),
        ("1(b)", "The Parties shall"),
    ]


@pytest.mark.parametrize(
    ("said", "due", "within"),
    [
        ("within seventy-two (72) hours of the signing", date(2018, 9, 15), None),
        ("in a period that shall not exceed eight (8) months", date(2019, 5, 12), None),
        ("no later than 31 December 2018", date(2018, 12, 31), None),
        ("by the end of the year", date(2018, 12, 31), None),
        ("within 14 days of the entry into force", None, 14),
        ("within five days after the withdrawal", None, 5),
        ("at least six months before the end", None, None),
    ],
)
def test_a_term_is_a_day_or_the_days_left(said: str, due: date | None, within: int | None) -> None:
    found = term_of(said, Clock(signed=date(2018, 9, 12)))
    assert (found.due, found.within) == (due, within)


def test_days_count_from_an_entry_into_force_that_the_text_dates() -> None:
    clock = Clock(signed=date(2024, 4, 20), in_force=date(2024, 5, 31))
    assert term_of("within one month of the entry into force", clock).due == date(2024, 6, 30)


@pytest.mark.parametrize(
    ("said", "bans"),
    [
        ("The Parties shall not shell the town.", True),
        ("Neither Party shall shell the town.", True),
        ("The Parties shall refrain from shelling.", True),
        ("Shelling is prohibited.", True),
        ("No Party may lay mines.", True),
        ("The Parties agree to withdraw.", False),
        ("The Parties shall withdraw no later than May.", False),
    ],
)
def test_what_is_banned_is_told_from_what_is_owed(said: str, bans: bool) -> None:
    found = norm_of(said)
    assert isinstance(found, Norm)
    assert found.bans is bans


def test_what_opens_a_sentence_is_no_subject() -> None:
    found = norm_of("Within ten days of the signing, if both agree, the Commission shall be moved by Kenya.")
    assert isinstance(found, Norm)
    assert (found.subject, found.agent, found.passive) == ("the Commission", "Kenya", True)
    assert found.conditions == (("if", "both agree"),)


def test_a_title_is_no_norm() -> None:
    assert norm_of("Treaty on the Crossing", numbered=False) == Silent(
        reason="no words in it order, forbid or undertake anything"
    )


def test_every_undertaking_has_what_its_clause_needs() -> None:
    assert all(one.topic or one.done or one.broken for one in undertakings().values())
    assert all(one.title for one in undertakings().values() if one.done)
    assert all(one.forbids for one in undertakings().values() if one.broken)


def test_a_list_of_deeds_is_several_undertakings() -> None:
    deed = "disengagement and separation of forces, withdrawal of allied troops and opening of humanitarian corridors"
    assert [one.name for one, _ in undertakings_in(deed) if one] == ["disengagement", "withdrawal", "corridors"]
