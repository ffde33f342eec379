"""`holdfast agreement`: an agreement as code, without a record."""

from __future__ import annotations

from collections.abc import Iterator

from cyclopts import App

from holdfast.agreements import differences, load, load_version
from holdfast.agreements import lint as mistakes_of
from holdfast.agreements.situations import Trial, run_tests
from holdfast.cli.options import Around
from holdfast.cli.reasons import write_reasons
from holdfast.cli.surroundings import FINE, PROBLEM_IN_THE_INPUT, Surroundings
from holdfast.cli.tables import in_words, printable
from holdfast.model import Agreement, Clause

__all__ = ["app"]

app = App(
    name="agreement",
    help_epilogue="""Example:
    holdfast agreement lint my-agreement/
    holdfast agreement show ru-2022-03-29-reduction
    holdfast agreement test my-agreement/
    holdfast agreement diff old/my-agreement/ my-agreement/

AGREEMENT is a name in the library or a folder with an agreement.yml.""",
)
_CODES = "Exit codes: 0 fine; 1 the agreement has mistakes (each with file, line and remedy); 2 wrong use."


@app.command(help_epilogue=f"Example:\n    holdfast agreement lint my-agreement/\n\n{_CODES}")
def lint(agreement: str, /, *, around: Around) -> int:
    """Find every mistake of an agreement's files, each with file, line and remedy.

    Args:
        agreement: Name in the library, or a folder with an agreement.yml.
        around: Streams and environment.
    """
    mistakes = mistakes_of(agreement)
    for mistake in mistakes:
        around.write(str(mistake))
    number = "no mistakes" if not mistakes else f"{len(mistakes)} mistake{'' if len(mistakes) == 1 else 's'}"
    around.say(f"{agreement}: {number}")
    return PROBLEM_IN_THE_INPUT if mistakes else FINE


@app.command(help_epilogue=f"Example:\n    holdfast agreement show ru-2022-03-29-reduction\n\n{_CODES}")
def show(agreement: str, /, *, json: bool = False, around: Around) -> int:
    """Print an agreement's clauses, with who is bound and the wording that each rests on.

    Args:
        agreement: Name in the library, or a folder with an agreement.yml.
        json: The agreement as one line of JSON.
        around: Streams and environment.
    """
    loaded = load(agreement)
    if json:
        around.write(loaded.to_json())
        return FINE
    for line in _described(loaded):
        around.write(line)
    return FINE


@app.command(
    name="test",
    help_epilogue="""Example:
    holdfast agreement test my-agreement/

Exit codes: 0 every verdict is as expected; 1 one is another, or the agreement
has mistakes; 2 wrong use.""",
)
def run_situations(agreement: str, /, *, why: bool = False, around: Around) -> int:
    """Run the situations in an agreement's tests/*.yml and tell where a verdict is another than expected.

    Args:
        agreement: Name in the library, or a folder with an agreement.yml.
        why: Show the reasons of each verdict that is another than expected.
        around: Streams and environment.
    """
    trials = run_tests(agreement)
    failed = [trial for trial in trials if not trial.passed]
    for trial in failed:
        _write_failure(trial, around, why=why)
    around.say(f"{agreement}: {len(trials) - len(failed)} of {len(trials)} verdicts as expected")
    return PROBLEM_IN_THE_INPUT if failed or not trials else FINE


@app.command(
    help_epilogue="""Example:
    holdfast agreement diff old/my-agreement/ my-agreement/
    holdfast agreement diff before.json my-agreement/ --json

Exit codes: 0 nothing changed; 1 something did, or an agreement has mistakes;
2 wrong use.""",
)
def diff(old: str, new: str, /, *, json: bool = False, around: Around) -> int:
    """Tell what changed between two versions of an agreement, clause by clause, in plain words.

    Args:
        old: The earlier version: a folder, a name in the library, a clause's file, or JSON of agreement show --json.
        new: The later version, likewise.
        json: One change a line as JSON.
        around: Streams and environment.
    """
    found = differences(load_version(old), load_version(new))
    for change in found:
        around.write(change.to_json() if json else printable(f"{change.aspect}: {change.sentence}"))
    clauses = len({change.clause for change in found if change.clause})
    number = f"{len(found)} change{'' if len(found) == 1 else 's'}, in {clauses} clause{'' if clauses == 1 else 's'}"
    around.say(f"{old} → {new}: {number if found else 'no changes'}")
    return PROBLEM_IN_THE_INPUT if found else FINE


def _write_failure(trial: Trial, around: Surroundings, *, why: bool) -> None:
    around.write(printable(str(trial)))
    for verdict in trial.verdicts if why else ():
        write_reasons(verdict.why, around)


def _described(agreement: Agreement) -> Iterator[str]:
    yield printable(f"{agreement.title} ({agreement.id})")
    parties = ", ".join(party.name or party.id for party in agreement.parties)
    yield printable(f"{in_words(agreement.status)}, {agreement.form}, {agreement.date}; between {parties}")
    for clause in agreement.clauses:
        yield ""
        yield printable(f"{clause.id} {clause.title} ({clause.type})")
        yield from (f"    {line}" for line in _details(agreement, clause))


def _details(agreement: Agreement, clause: Clause) -> Iterator[str]:
    if clause.who:
        to = f", to {', '.join(clause.to)}" if clause.to else ""
        yield printable(f"binds {', '.join(clause.who)}{to}")
    if clause.in_force_if:
        yield printable(f"in force only if {', '.join(clause.in_force_if)}")
    if clause.monitorable != "yes":
        yield f"monitorable: {clause.monitorable}"
    for reading in clause.readings:
        by = f", by {reading.by}" if reading.by else ""
        yield printable(f"reading {reading.id}{by}: {reading.note or 'see the file'}")
    for reference in clause.text_refs:
        wording = agreement.wording(reference.text)
        words = reference.quote or (wording.text if wording else "")
        yield printable(f"“{words}” ({reference.text}{f', {reference.article}' if reference.article else ''})")
