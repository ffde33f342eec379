"""From the statements of a text to the draft of an agreement, with spans and with what a person must decide."""

from holdfast.agreements.drafting.composing import draft
from holdfast.agreements.drafting.deciding import Decided, Decision, decided
from holdfast.agreements.drafting.files import files_of
from holdfast.agreements.drafting.proposal import ClauseDraft, Draft
from holdfast.agreements.drafting.telling import LeftOut
from holdfast.agreements.drafting.treaty import news_in

__all__ = ["ClauseDraft", "Decided", "Decision", "Draft", "LeftOut", "decided", "draft", "files_of", "news_in"]
