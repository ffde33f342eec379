"""The parser: every verb under its name, loaded when it is called."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from cyclopts import App, CycloptsError, Parameter

from holdfast import __version__
from holdfast.cli.surroundings import Surroundings
from holdfast.cli.verbs import ABOUT, CLOSING, VERBS
from holdfast.errors import WrongUse

__all__ = ["app", "call"]

app = App(
    name="holdfast",
    help=ABOUT,
    help_epilogue=CLOSING,
    version=f"holdfast {__version__}",
    # Markdown in help would load rich's Markdown and Pygments, 0.2 s for nothing that people miss.
    help_format="plaintext",
    default_parameter=Parameter(negative=()),
    suppress_keyboard_interrupt=False,
)
for _verb, _help in VERBS.items():
    # A path instead of a function: the verb's module, and what it needs, is loaded when the verb is called.
    app.command(f"holdfast.cli.{_verb.replace('import', 'import_')}:app", name=_verb, help=_help)
app.register_install_completion_command(
    help="Teach your shell (bash, zsh, fish, PowerShell) to complete the commands.", add_to_startup=False
)


def call(arguments: Sequence[str], around: Surroundings) -> int:
    """Run the verb that the arguments name.

    Raises:
        WrongUse: There is no such verb or option, or a value is wrong or missing.
    """
    _refuse_unknown_verb(arguments[0])
    try:
        verb, bound, ignored = app.parse_args(list(arguments), print_error=False, exit_on_error=False, verbose=False)
    except CycloptsError as error:
        chain = " ".join(["holdfast", *(error.command_chain or ())])
        what = str(error).strip().rstrip(".")
        raise WrongUse(what, remedy=f"{chain} --help shows what there is, with an example") from error
    code = verb(*bound.args, **bound.kwargs, **dict.fromkeys(ignored, around))
    return code if isinstance(code, int) else 0


def _refuse_unknown_verb(word: str) -> None:
    """Refuse it before the parser does, which would load every verb to name them."""
    if word in (*VERBS, "--install-completion", "--help", "-h", "--version"):
        return
    near = get_close_matches(word, VERBS, n=1)
    raise WrongUse(
        f"There is no {'option' if word.startswith('-') else 'verb'} {word}",
        remedy=f"Did you mean {near[0]}?" if near else f"Verbs are {', '.join(VERBS)}",
    )
