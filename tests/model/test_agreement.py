from __future__ import annotations

import pytest

from holdfast.agreements.readings import flat, written
from holdfast.errors import InvalidStatement
from holdfast.model import Agreement, Clause
from holdfast.model.agreement import CLAUSE_TYPES
from holdfast.model.terms import TERMS, GuaranteeTerms, ProhibitionTerms, ReductionTerms


@pytest.mark.parametrize("name", CLAUSE_TYPES)
def test_a_clause_without_terms_has_those_of_its_type(name: str) -> None:
    clause = Clause.from_builtins({"id": "one", "type": name})
    assert type(clause.terms) is TERMS[name]
    assert Clause.from_json(clause.to_json()) == clause
    assert flat(written(clause)) == clause


def test_terms_of_another_type_are_refused() -> None:
    with pytest.raises(ValueError, match="terms of a prohibition are ProhibitionTerms, not ReductionTerms"):
        Clause(id="one", type="prohibition", terms=ReductionTerms())


def test_a_field_of_another_type_is_refused_with_its_path() -> None:
    with pytest.raises(InvalidStatement) as told:
        Clause.from_builtins({"id": "one", "type": "prohibition", "terms": {"type": "prohibition", "window": 7}})
    assert told.value.where == "$.terms"


def test_the_number_from_which_a_ban_is_broken_is_one_unless_it_says_so() -> None:
    assert ProhibitionTerms().materiality == 1


def test_a_guarantee_sets_no_day_unless_the_text_does() -> None:
    assert GuaranteeTerms().consult_within is None
    assert GuaranteeTerms().assist_within is None


def test_an_agreement_keeps_every_field_in_json() -> None:
    clauses = tuple(Clause.from_builtins({"id": name, "type": name}) for name in CLAUSE_TYPES)
    agreed = Agreement(id="a", title="A", status="signed", date="2022-03-29", clauses=clauses)
    assert Agreement.from_json(agreed.to_json()) == agreed
    assert agreed.clause("step") == clauses[CLAUSE_TYPES.index("step")]
    assert agreed.clause("nothing") is None
