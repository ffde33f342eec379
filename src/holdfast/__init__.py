"""Holdfast: what was promised, what was reported, and who says so."""

from holdfast.errors import HoldfastError
from holdfast.model import Agreement, Document, Event, Statement, Verdict

__all__ = ["Agreement", "Document", "Event", "HoldfastError", "Statement", "Verdict"]

__version__ = "0.1.0"
