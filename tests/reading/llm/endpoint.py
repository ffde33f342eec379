"""An endpoint for tests: a real server on a socket of this machine, which answers what a test has written down."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Request = dict[str, Any]
Answer = Callable[[Request], "Reply"]


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What goes over the wire: a status, headers, and a body as JSON or as it is."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    breaks_off: bool = False


@dataclass(kw_only=True)
class Served:
    """A running endpoint, and what it was asked."""

    base_url: str
    requests: list[Request] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def asked_about(self, number: int = 0) -> str:
        """The fenced text of a request."""
        return str(self.requests[number]["messages"][1]["content"])


def completion(content: str | None, *, finish: str = "stop", tokens: tuple[int, int] | None = (100, 20)) -> Reply:
    """An answer in the form of the protocol."""
    usage = None if tokens is None else {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}
    return Reply(body={"id": "x", "object": "chat.completion", "choices": [choice], "usage": usage})


def said(*statements: dict[str, Any]) -> Reply:
    """An answer with these statements."""
    return completion(json.dumps({"statements": list(statements)}))


def complaint(status: int, message: str, **headers: str) -> Reply:
    """A refusal in the form of the protocol."""
    return Reply(status=status, body={"error": {"message": message, "type": "error"}}, headers=headers)


@contextmanager
def serving(answers: Sequence[Reply] | Answer) -> Iterator[Served]:
    """An endpoint that gives these answers one after the other, the last one for ever, or what a function makes."""
    left = None if callable(answers) else list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            served.requests.append(request)
            served.headers.append({name.lower(): value for name, value in self.headers.items()})
            served.paths.append(self.path)
            if left is None:
                self._send(answers(request))  # type: ignore[operator]
            else:
                self._send(left.pop(0) if len(left) > 1 else left[0])

        def _send(self, reply: Reply) -> None:
            body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if reply.breaks_off else body)
            self.close_connection = True

        def log_message(self, *_: Any) -> None:
            """Keep the tests' output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Served(base_url=f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
