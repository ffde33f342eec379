"""Agreements as code: loads clauses, checks them against the record, and says why."""

from holdfast.agreements.assuming import assumption_of
from holdfast.agreements.assumption import Assumption, in_words, last_assumed
from holdfast.agreements.check import check, history
from holdfast.agreements.facts import last_day
from holdfast.agreements.lint import lint
from holdfast.agreements.load import folder_of, library, load
from holdfast.agreements.situations import Trial, run_tests

__all__ = [
    "Assumption",
    "Trial",
    "assumption_of",
    "check",
    "folder_of",
    "history",
    "in_words",
    "last_assumed",
    "last_day",
    "library",
    "lint",
    "load",
    "run_tests",
]
