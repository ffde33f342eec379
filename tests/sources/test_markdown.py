"""Markdown: words without marks, and the metadata at the top."""

from __future__ import annotations

from holdfast.sources.about import About
from holdfast.sources.markdown import read_markdown

TEXT = """---
outlet: Dale Courier
published: 2031-03-29
desk: "east"
---
# Truce *day three*

Guns fell **silent** in [Korvan](https://example.org/korvan),
a resident said.

- first item
- second item

> A quotation.

![a picture](p.png)

```
code = 1
```
<!-- a comment -->

| place | dead |
|-------|------|
| Alder | 5    |
"""


def test_words_stay_and_marks_go() -> None:
    document = read_markdown(TEXT.encode(), name="a.md", about=About())
    assert document.text.split("\n\n") == [
        "Truce day three",
        "Guns fell silent in Korvan, a resident said.",
        "first item",
        "second item",
        "A quotation.",
        "place",
        "dead",
        "Alder",
        "5",
    ]


def test_metadata_at_the_top_is_read() -> None:
    document = read_markdown(TEXT.encode(), name="a.md", about=About(published="2031-01-01"))
    assert (document.outlet, document.published, document.title) == ("Dale Courier", "2031-03-29", "Truce day three")
    assert document.extra == {"desk": "east"}


def test_a_file_without_metadata_has_none() -> None:
    document = read_markdown(b"Just words.\n", name="a.md", about=About(language="en"))
    assert (document.text, document.outlet, document.language) == ("Just words.", None, "en")
