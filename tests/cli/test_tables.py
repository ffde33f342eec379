from __future__ import annotations

import io
from datetime import date

import pytest

from holdfast.cli.board import as_line, write_board
from holdfast.cli.progress import watched
from holdfast.cli.surroundings import Surroundings
from holdfast.cli.tables import printable, shortened, write_table
from holdfast.model import Agreement, Citation, Clause, Verdict, Why, roll_up
from holdfast.model.verdict import Level
from holdfast.reading.reader import Watch


class _Terminal(io.BytesIO):
    def isatty(self) -> bool:
        return True


class _TextTerminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _surroundings(*, stdout: io.BytesIO | None = None, stderr: io.StringIO | None = None) -> Surroundings:
    def no_reader(name: str, threads: int) -> None:
        raise AssertionError(name, threads)

    return Surroundings(
        stdin=io.BytesIO(),
        stdout=stdout or io.BytesIO(),
        stderr=stderr or io.StringIO(),
        environment={},
        open_reader=no_reader,  # type: ignore[arg-type]
    )


def _written(around: Surroundings) -> str:
    assert isinstance(around.stdout, io.BytesIO)
    return around.stdout.getvalue().decode()


def test_a_table_in_a_pipe_is_plain_and_its_columns_stand_in_line() -> None:
    around = _surroundings()
    write_table(("clause", "verdict"), [("1", "holds"), ("1.10", "breached")], around=around)
    assert _written(around) == "clause  verdict\n1       holds\n1.10    breached\n"


def test_a_table_on_a_terminal_has_colours_and_no_markup_of_the_data() -> None:
    around = _surroundings(stdout=_Terminal())
    write_table(("clause", "verdict"), [("[bold]1[/bold]", "breached")], around=around)
    assert "\x1b[1;31mbreached" in _written(around)
    assert "[bold]1[/bold]" in _written(around)


def test_an_empty_table_has_its_headings() -> None:
    around = _surroundings()
    write_table(("id", "day"), [], around=around)
    assert _written(around) == "id  day\n"


@pytest.mark.parametrize(
    ("text", "shown"), [("a\nb", "a b"), ("\x1b[2Jx", "[2Jx"), ("Київ “так”", "Київ “так”"), ("a\u202eb", "a b")]
)
def test_what_could_steer_a_terminal_is_left_out(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_long_text_ends_in_an_ellipsis() -> None:
    assert shortened("withdrawal", 5) == "with…"
    assert shortened("withdrawal", 10) == "withdrawal"


AGREEMENT = Agreement(
    id="truce",
    title="A truce",
    status="signed",
    date="2022-03-29",
    clauses=(Clause(id="1", type="prohibition", title="No strikes"), Clause(id="2", type="step", title="They meet")),
)


def _verdict(clause: str, level: Level, **more: object) -> Verdict:
    cite = Citation(
        statement="s1", document="d1", start=2, end=8, quote="strike", voice="Ukraine's military", outlet="AP"
    )
    why = Why(sentence=f"Clause {clause} is so.", because=(Why(sentence="A strike is reported.", cites=(cite,)),))
    fields = {"agreement": "truce", "reading": "text", "day": "2022-04-01", "known_by": "2022-04-01", "why": why}
    return Verdict(clause=clause, level=level, **(fields | more))  # type: ignore[arg-type]


def test_the_board_shows_each_clause_the_overall_verdict_and_the_reasons_down_to_the_words() -> None:
    around = _surroundings()
    verdicts = [_verdict("1", "breached", attributed=("RUS MIL",)), _verdict("2", "not_in_force", shadow="at_risk")]
    write_board(AGREEMENT, verdicts, day=date(2022, 4, 1), known_by=None, why=True, around=around)
    shown = _written(around)
    assert "A truce (signed, 2022-03-29), on 2022-04-01\n" in shown
    assert "1 No strikes" in shown
    assert "breached (attributed to RUS MIL)" in shown
    assert "not in force (if it were: at risk)" in shown
    assert "Overall: breached (1 breached, 1 not in force)\nIf it were in force: at risk (1 at risk)\n" in shown
    assert "    A strike is reported.\n      “strike” (Ukraine's military, AP; d1 2–8)\n" in shown


def test_without_why_the_board_has_the_first_reasons_and_no_tree() -> None:
    around = _surroundings()
    write_board(
        AGREEMENT, [_verdict("1", "holds")], day=date(2022, 4, 1), known_by=date(2022, 4, 2), why=False, around=around
    )
    assert "by what was known on 2022-04-02" in _written(around)
    assert "A strike is reported." in _written(around)
    assert "“strike”" not in _written(around)


def test_instances_that_came_out_alike_share_a_row_and_a_reason_that_holds_for_all_stands_once_above() -> None:
    around = _surroundings()
    reasons = (Why(sentence="The text is only proposed."), Why(sentence="Nobody has helped."))
    verdicts = [
        _verdict("1", "not_in_force", shadow="breached", instance=guarantor, why=Why(sentence="x", because=reasons))
        for guarantor in ("Poland", "Israel", "Canada")
    ]
    write_board(AGREEMENT, verdicts, day=date(2022, 4, 1), known_by=None, why=False, around=around)
    shown = _written(around)
    assert "1 No strikes [Poland and 2 more]  not in force (if it were: breached)" in shown
    assert shown.count("The text is only proposed.") == 1
    assert shown.count("Nobody has helped.") == 1
    assert "Overall: not in force (3 not in force)" in shown


def _helped(guarantor: str, reading: str, *, also: str = "Russia shelled a town.") -> Verdict:
    code = {"Poland": "POL", "Russia": "RUS"}[guarantor]
    cite = Citation(statement="s1", document="d1", start=0, end=4, quote="help", voice="Kyiv")
    duty = Why(
        sentence="What was asked for.", because=(Why(sentence=also), Why(sentence="It came late.", cites=(cite,)))
    )
    why = Why(
        sentence=f"Help ({guarantor}), read as “{reading}”: it could not be told.",
        because=(duty, Why(sentence=f"{guarantor} helped ({code}): nothing was reported.", because=(duty,))),
    )
    return _verdict("1", "unknown", instance=f"trigger · {guarantor}", reading=reading, why=why)


def test_reasons_that_differ_in_names_alone_are_told_once_with_all_the_names() -> None:
    around = _surroundings()
    verdicts = [_helped(guarantor, reading) for reading in ("each", "unanimous") for guarantor in ("Poland", "Russia")]
    write_board(AGREEMENT, verdicts, day=date(2022, 4, 1), known_by=None, why=True, around=around)
    shown = _written(around)
    assert "1 No strikes: unknown, 4 times alike:\n  - trigger · Poland, reading “each”\n" in shown
    assert "  - trigger · Russia, reading “unanimous”\n" in shown
    assert shown.count("nothing was reported") == 1
    assert shown.count("“help”") == 1
    assert "What was asked for. (The reasons stand above.)" in shown


def test_reasons_that_differ_in_more_than_names_are_told_apart() -> None:
    around = _surroundings()
    verdicts = [_helped("Poland", "each"), _helped("Russia", "each", also="Another town was shelled.")]
    write_board(AGREEMENT, verdicts, day=date(2022, 4, 1), known_by=None, why=True, around=around)
    assert _written(around).count("nothing was reported") == 2


def test_in_a_pipe_a_long_reason_is_cut_and_on_a_terminal_it_is_whole() -> None:
    reason = "Nobody has helped " + "and nobody has said so " * 10 + "to the end."
    verdict = _verdict("1", "holds", why=Why(sentence="x", because=(Why(sentence=reason),)))
    pipe, terminal = _surroundings(), _surroundings(stdout=_Terminal())
    for around in (pipe, terminal):
        write_board(AGREEMENT, [verdict], day=date(2022, 4, 1), known_by=None, why=False, around=around)
    (row,) = (line for line in _written(pipe).splitlines() if "No strikes" in line)
    assert row.endswith("…")
    assert len(row[row.index("Nobody") :]) <= 100
    assert "end." in _written(terminal)
    assert "…" not in _written(terminal)


def test_an_agreement_without_clauses_says_so() -> None:
    assert as_line(roll_up([])) == "not in force (no clauses)"


def test_progress_is_shown_on_a_terminal_only() -> None:
    terminal, pipe = _TextTerminal(), io.StringIO()
    assert list(watched([1, 2], around=_surroundings(stderr=terminal))) == [1, 2]
    assert list(watched([1, 2], around=_surroundings(stderr=pipe))) == [1, 2]
    assert "Reading" in terminal.getvalue()
    assert pipe.getvalue() == ""


class _Slow:
    """A reader that tells how far it has come."""

    def __init__(self) -> None:
        self.watch: Watch | None = None


def test_a_long_document_has_a_bar_of_its_own() -> None:
    terminal, reader = _TextTerminal(), _Slow()
    for _ in watched([1], around=_surroundings(stderr=terminal), reader=reader):  # type: ignore[arg-type]
        assert reader.watch is not None
        reader.watch(200_000, 400_000)
    assert "thousand characters 200" in terminal.getvalue()
