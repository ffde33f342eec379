"""Agreements as code: loads clauses, checks them against the record, and says why."""

from holdfast.agreements.assuming import assumption_of
from holdfast.agreements.assumption import Assumption, in_words, last_assumed
from holdfast.agreements.bearing import hint
from holdfast.agreements.check import check, check_days, history
from holdfast.agreements.difference import Change, differences
from holdfast.agreements.lint import lint
from holdfast.agreements.load import folder_of, library, load, load_version
from holdfast.agreements.situations import Trial, run_tests

__all__ = [
    "Assumption",
    "Change",
    "Trial",
    "assumption_of",
    "check",
    "check_days",
    "differences",
    "folder_of",
    "hint",
    "history",
    "in_words",
    "last_assumed",
    "library",
    "lint",
    "load",
    "load_version",
    "run_tests",
]
