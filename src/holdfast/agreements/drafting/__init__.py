"""From the statements of a text to the draft of an agreement, with spans and with what a person must decide."""

from holdfast.agreements.drafting.composing import Draft, draft
from holdfast.agreements.drafting.files import files_of

__all__ = ["Draft", "draft", "files_of"]
