from __future__ import annotations

import base64
import json
from datetime import date

from holdfast.web.pages.board import Change
from holdfast.web.webhook.notice import body_of, notice_of, signature
from tests.web.seeded import AGREEMENT

CHANGE = Change(day=date(2022, 4, 2), clause="3/x", title="The presidents meet", before="pending", after="breached")


def test_a_signature_is_that_of_the_standards_own_example() -> None:
    # Published with the reference libraries of Standard Webhooks, as secret, id, moment, body and signature.
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    made = signature(
        secret, id="msg_p5jXN8AQM9LWM0D4loKWxJek", moment=1614265330, body=b'{"test": 2432232314}'
    )  # fmt: skip
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_body_tells_the_change_and_where_it_is_explained() -> None:
    assert json.loads(body_of(notice_of(AGREEMENT, CHANGE), found="2026-11-26T10:00:00+00:00")) == {
        "type": "verdict.changed",
        "timestamp": "2026-11-26T10:00:00+00:00",
        "data": {
            "agreement": AGREEMENT.id,
            "agreement_title": AGREEMENT.title,
            "clause": "3/x",
            "clause_title": "The presidents meet",
            "day": "2022-04-02",
            "before": "pending",
            "after": "breached",
            "page": f"/agreements/{AGREEMENT.id}/clauses/3%2Fx?on=2022-04-02&known_by=2022-04-02",
        },
    }


def test_the_same_change_has_the_same_id_and_another_has_another() -> None:
    one = notice_of(AGREEMENT, CHANGE)
    assert one.id == notice_of(AGREEMENT, CHANGE).id
    other = Change(day=CHANGE.day, clause="3/x", title="The presidents meet", before="pending", after="at_risk")
    assert one.id != notice_of(AGREEMENT, other).id
