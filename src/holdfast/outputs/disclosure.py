"""What a brief discloses of itself: where it comes from, how it was made, and what may be wrong with it.

The headings follow what users of conflict data are told to ask of any source: types of source, collection, evaluation,
corroboration and quality control. Every figure is the record's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from holdfast.model.noun import Noun
from holdfast.outputs.figures import number
from holdfast.outputs.material import Material
from holdfast.outputs.sections import Section
from holdfast.outputs.sentence import Withheld

__all__ = ["Disclosure", "disclosures"]

_MOST_NAMED = 12


class Disclosure(Noun, frozen=True, kw_only=True):
    """One thing that a brief tells about itself."""

    title: str
    text: str


def disclosures(
    material: Material, *, printed: Sequence[Section], withheld: Sequence[Withheld]
) -> tuple[Disclosure, ...]:
    """All of them, in the order in which they are printed."""
    return (
        Disclosure(title="Types of source", text=_sources(material)),
        Disclosure(title="Collection", text=_collection(material)),
        Disclosure(title="Evaluation", text=_evaluation(material)),
        Disclosure(title="Corroboration", text=_corroboration(material)),
        Disclosure(title="Quality control", text=_control(material, printed, withheld)),
    )


def _sources(material: Material) -> str:
    documents = material.documents.values()
    outlets = Counter(document.outlet for document in documents if document.outlet)
    unnamed = sum(document.outlet is None for document in documents)
    named = ", ".join(f"{outlet} ({count})" for outlet, count in outlets.most_common(_MOST_NAMED))
    more = f" and {len(outlets) - _MOST_NAMED} others" if len(outlets) > _MOST_NAMED else ""
    without = f" {_several(unnamed, 'document names', 'documents name')} no outlet." if unnamed else ""
    listed = f": {named}{more}" if named else ""
    held = f"{_several(len(documents), 'document', 'documents')} of {_several(len(outlets), 'outlet', 'outlets')}"
    return f"{held}{listed}.{without}"


def _collection(material: Material) -> str:
    documents = material.documents.values()
    days = sorted(document.published[:10] for document in documents if document.published)
    undated = len(documents) - len(days)
    licensed = sum(document.licence is not None for document in documents)
    span = f"Published from {days[0]} to {days[-1]}. " if days else ""
    return (
        f"{span}{_several(undated, 'document has', 'documents have')} no day of publication. "
        f"{_several(licensed, 'document states', 'documents state')} a licence. What was collected is what "
        "somebody chose to add to this record; it is no sample of all that was published."
    )


def _evaluation(material: Material) -> str:
    readers = Counter(statement.reader or "a person or a dataset" for statement in material.statements())
    named = ", ".join(f"{reader} ({number(count)})" for reader, count in readers.most_common())
    confident = [s.confidence for s in material.statements() if s.confidence is not None]
    mean = (
        f" Their mean certainty, as the readers give it, is {sum(confident) / len(confident):.2f}." if confident else ""
    )
    return (
        f"The statements told here were read out of the documents by: {named or 'nobody'}.{mean} "
        f"{_several(material.unsure, 'more was', 'more were')} read with so little certainty that they are left out. "
        "Outlets are not graded; each sentence names its voice, and the reader of this brief weighs it."
    )


def _corroboration(material: Material) -> str:
    several = sum(event.sources > 1 for event in material.events)
    contested = sum(bool(event.contradictions) for event in material.events)
    return (
        f"Of {_several(len(material.events), 'event', 'events')} in this period, {number(several)} are spoken of by "
        f"two or more independent voices, and in {number(contested)} voices contradict each other. A copy of another's "
        "report is counted once."
    )


def _control(material: Material, printed: Sequence[Section], withheld: Sequence[Withheld]) -> str:
    documents = material.documents.values()
    unread = sum(document.unread is not None for document in documents)
    share = f" ({unread / len(documents):.0%})" if documents else ""
    kept = sum(len(section.sentences) for section in printed)
    return (
        f"Each sentence was derived again from the words it cites: {number(kept)} are printed, "
        f"{number(len(withheld))} were withheld for want of support. "
        f"{_several(unread, 'document', 'documents')}{share} could not be read and speak for nothing here."
    )


def _several(count: int, one: str, many: str) -> str:
    return f"{number(count)} {one if count == 1 else many}"
