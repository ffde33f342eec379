from __future__ import annotations

import inspect

from holdfast import errors


def test_every_exception_stands_in_the_tree_that_the_docstring_draws() -> None:
    found = {name for name, thing in inspect.getmembers(errors, inspect.isclass) if issubclass(thing, Exception)}
    assert found | {"Mistake"} == set(errors.__all__)
    assert all(name in (errors.__doc__ or "") for name in found)
    assert errors.__all__ == sorted(errors.__all__)


def test_a_message_says_what_where_and_what_to_do() -> None:
    error = errors.MissingInput("There is no such file", where="news.txt", remedy="Check the name")
    assert str(error) == "news.txt: There is no such file. Check the name"


def test_an_agreement_names_each_of_its_mistakes() -> None:
    problems = tuple(errors.Mistake(file="a.yml", line=line, what="It is wrong", remedy="Mend it") for line in (3, 9))
    error = errors.InvalidAgreement("2 mistakes", where="minsk", problems=problems)
    assert str(error).splitlines()[1:] == ["  a.yml:3: It is wrong. Mend it", "  a.yml:9: It is wrong. Mend it"]
