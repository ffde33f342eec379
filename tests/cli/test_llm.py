"""The command line with a model behind an endpoint: a real server on a socket, from options to the record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from holdfast.model import Statement
from holdfast.record import open_store
from holdfast.settings import Settings
from tests.cli.conftest import NEWS, Command
from tests.reading.llm.endpoint import Reply, Request, complaint, completion, said, serving

CLAIM = {"quote": "A strike on Mykolaiv killed 7", "act": "assert", "event": "ASSAULT", "trigger": "strike"}
MODEL = ("--reader", "llm:small")


def _reading(request: Request) -> Reply:
    return said(CLAIM) if "Mykolaiv" in request["messages"][1]["content"] else said()


def _news(folder: Path, number: int) -> Path:
    news = folder / "news"
    news.mkdir()
    for page in range(number):
        (news / f"{page}.txt").write_text(f"{NEWS} Page {page}.", encoding="utf-8")
    return news


def test_statements_come_out_with_what_it_cost_and_that_nobody_measured_it(holdfast: Command, page: Path) -> None:
    with serving(_reading) as served:
        outcome = holdfast("read", page, *MODEL, "--base-url", served.base_url)
    assert outcome.code == 0, outcome.err
    (statement,) = (Statement.from_json(line) for line in outcome.out.splitlines())
    assert (statement.quote, statement.confidence) == (CLAIM["quote"], 0.25)
    measured, account = outcome.err.splitlines()
    assert "nobody has measured" in measured
    assert account.startswith("llm:small (prompt ")
    assert "1 request, 120 tokens" in account


def test_the_setting_names_the_endpoint_and_the_reader_and_a_measured_certainty_is_taken(
    holdfast: Command, page: Path
) -> None:
    with serving(_reading) as served:
        outcome = holdfast(
            "read", page, "--certainty", "0.6", HOLDFAST_READER="llm:small", HOLDFAST_LLM_BASE_URL=served.base_url,
            HOLDFAST_LLM_KEY="sk-secret", OPENAI_API_KEY="sk-other", HOLDFAST_LLM_WINDOW="60",
        )  # fmt: skip
        assert len(served.requests) == 3
        assert {headers["authorization"] for headers in served.headers} == {"Bearer sk-secret"}
    assert [line["confidence"] for line in outcome.lines] == [0.6]
    assert "sk-" not in outcome.err + outcome.out


def test_the_key_for_openai_is_sent_to_no_other_house(holdfast: Command, page: Path) -> None:
    with serving(_reading) as served:
        assert holdfast("read", page, *MODEL, "--base-url", served.base_url, OPENAI_API_KEY="sk-other").code == 0
        assert "authorization" not in served.headers[0]


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("https://api.openai.com/v1", True),
        ("https://openai.com", True),
        ("http://api.openai.com/v1", False),
        ("https://openai.com.evil.example/v1", False),
        ("https://notopenai.com/v1", False),
    ],
)
def test_which_house_is_openais(address: str, sent: bool) -> None:
    import io

    from holdfast.cli.readers import Asking, _endpoint
    from holdfast.cli.surroundings import Surroundings

    around = Surroundings(
        stdin=io.BytesIO(), stdout=io.BytesIO(), stderr=io.StringIO(), environment={"OPENAI_API_KEY": "sk-other"},
        open_reader=lambda name, threads: pytest.fail("an endpoint is no installed reader"),
    )  # fmt: skip
    assert (_endpoint(Asking(base_url=address), around).key == "sk-other") is sent


def test_a_ceiling_leaves_the_rest_unread_in_the_record_and_the_same_command_goes_on(
    holdfast: Command, tmp_path: Path
) -> None:
    news, record = _news(tmp_path, 3), tmp_path / "talks.db"

    def expensive(request: Request) -> Reply:
        return completion(json.dumps({"statements": [CLAIM]}), tokens=(9_000, 1_000))

    with serving(expensive) as served:
        command = ("add", news, "--in", record, *MODEL, "--base-url", served.base_url)
        first = holdfast(*command, "--max-tokens-total", "20000")
        assert len(served.requests) == 2
        assert first.code == 1
        unread = [line for line in first.err.splitlines() if "ceiling of 20,000 tokens" in line]
        assert len(unread) == 1
        assert "2.txt" in unread[0]
        assert "The document is kept without statements" in unread[0]
        second = holdfast(*command)
        assert second.code == 0, second.err
        assert len(served.requests) == 3
        assert "1 new statement" in second.err
    store = open_store(record)
    try:
        assert len(list(store.view().documents())) == len(list(store.view().statements())) == 3
    finally:
        store.close()


def test_a_refusal_stops_with_one_line_and_keeps_what_the_record_holds(
    holdfast: Command, page: Path, talks: Path
) -> None:
    with serving([complaint(401, "no")]) as served:
        outcome = holdfast("add", page, "--in", talks, *MODEL, "--base-url", served.base_url)
    assert outcome.code == 1
    assert f"holdfast: {served.base_url}: The endpoint has no key (401). Set HOLDFAST_LLM_KEY" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (MODEL, "needs the address of an endpoint. Give --base-url"),
        ((*MODEL, "--base-url", "localhost:8080"), "is no address of an endpoint"),
        (("--reader", "llm:", "--base-url", "http://127.0.0.1:1/v1"), "No model is named"),
        (("--reader", "en", "--base-url", "http://127.0.0.1:1/v1"), "The reader en asks no endpoint"),
        (("--max-tokens-total", "9"), "asks no endpoint"),
        ((*MODEL, "--base-url", "http://127.0.0.1:1/v1", "--max-cost", "1"), "needs prices"),
        ((*MODEL, "--base-url", "http://127.0.0.1:1/v1", "--price-prompt", "1"), "One of two prices is missing"),
        ((*MODEL, "--base-url", "http://127.0.0.1:1/v1", "--certainty", "7"), "7 is no certainty"),
        ((*MODEL, "--base-url", "http://127.0.0.1:1/v1", "--max-tokens-total", "0"), "less than 1"),
    ],
)
def test_wrong_use_is_told_before_anything_is_asked(
    holdfast: Command, page: Path, arguments: tuple[str, ...], told: str
) -> None:
    outcome = holdfast("read", page, *arguments)
    assert outcome.code == 2
    assert told in outcome.err


def test_a_key_is_in_no_picture_of_the_settings() -> None:
    settings = Settings.from_env({"HOLDFAST_LLM_KEY": "sk-secret"})
    assert settings.llm_key == "sk-secret"
    assert "sk-secret" not in repr(settings)
