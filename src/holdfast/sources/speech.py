"""Who does and who says what, where a dataset codes events as one party acting on another.

What one party does to another is the dataset's own claim. What one party says is that party's claim, which the dataset
reports: then the speaker is the innermost voice. Whoever is asked, refused or accused stands where a statement has him.
"""

from __future__ import annotations

from holdfast.sources.coded import Claim, Meaning, Party, Site, When

__all__ = ["claim_of"]

_People = tuple[Party, ...]


def claim_of(meaning: Meaning, source: _People, target: _People, site: Site | None, when: When | None) -> Claim:
    """The claim of an event between a source and a target.

    Args:
        meaning: What the event's class means.
        source: Who acts or speaks; empty if the row does not say.
        target: On whom or to whom; empty if the row does not say.
        site: Where.
        when: When.
    """
    if meaning.act == "assert":
        if meaning.mutual:
            return Claim(meaning=meaning, sides=(*source, *target), site=site, when=when)
        return Claim(meaning=meaning, by=source, to=target, site=site, when=when)
    if not source:
        # An act of speech without a speaker is nobody's demand or threat: it is told as something that was said.
        said = Meaning(words=f"somebody {meaning.words}", type="OTHER", to=meaning.to)
        return Claim(meaning=said, to=target, site=site, when=when)
    speaker = source[0]
    if meaning.act == "accuse":
        return Claim(meaning=meaning, speaker=speaker, accused=target, site=site, when=when)
    return Claim(meaning=meaning, speaker=speaker, to=target, site=site, when=when)
