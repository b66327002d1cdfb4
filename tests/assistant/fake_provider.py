"""An OpenAI-compatible provider on loopback that can also be slow, broken, cut off or wrong."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

KEY = "sk-fake-key-that-must-never-be-shown"


class FakeProvider:
    """Answers the requests with the replies in turn; the last one is repeated. `requests` holds what was asked."""

    def __init__(self, *replies: Reply) -> None:
        self.replies, self.requests, self.released = replies, list[dict[str, Any]](), threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def next_reply(self, request: dict[str, Any]) -> Reply:
        self.requests.append(request)
        return self.replies[min(len(self.requests), len(self.replies)) - 1]


class Exchange(BaseHTTPRequestHandler):
    provider: FakeProvider

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.provider.next_reply(json.loads(body))(self)

    def send(
        self, body: bytes, status: int = 200, kind: str = "application/json", headers: Mapping[str, str] | None = None
    ) -> None:
        self.open(len(body), status, kind, headers or {})
        self.wfile.write(body)

    def open(self, length: int, status: int, kind: str, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(length), **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is printed."""


Reply = Callable[[Exchange], None]


def says(text: str | None, finish: str | None = "stop") -> Reply:
    return lambda exchange: exchange.send(completion({"content": text}, finish))


def calls(*named: tuple[str, Mapping[str, Any]]) -> Reply:
    """Tool calls by name and arguments."""
    return raw_calls([(f"call_{place}", name, json.dumps(given)) for place, (name, given) in enumerate(named)])


def raw_calls(made: Sequence[tuple[str | None, str, str]], text: str | None = None) -> Reply:
    """Tool calls by identifier, name and the arguments' own text, which may be broken."""
    written = [
        {"id": identifier, "type": "function", "function": {"name": name, "arguments": given}}
        for identifier, name, given in made
    ]
    return lambda exchange: exchange.send(completion({"content": text, "tool_calls": written}, "tool_calls"))


def refuses(status: int, headers: Mapping[str, str] | None = None) -> Reply:
    """An error as the provider words it: a refused key is repeated in its text."""
    error = {"error": {"message": f"Incorrect API key provided: {KEY}", "type": "invalid_request_error", "code": "no"}}
    return lambda exchange: exchange.send(json.dumps(error).encode(), status, headers=headers)


def sends(body: bytes, kind: str = "application/json") -> Reply:
    return lambda exchange: exchange.send(body, kind=kind)


def stalls(exchange: Exchange) -> None:
    """Accepts and never answers."""
    exchange.provider.released.wait(30)


def drips(exchange: Exchange) -> None:
    """A byte at a time, so that no single read is slow."""
    body = completion({"content": "The ARR is $1"}, "stop")
    exchange.open(len(body), 200, "application/json", {})
    for byte in body:
        if exchange.provider.released.wait(0.1):
            return
        exchange.wfile.write(bytes([byte]))
        exchange.wfile.flush()


def is_cut_off(share: float) -> Reply:
    """The connection ends after a share of the announced body."""

    def reply(exchange: Exchange) -> None:
        body = completion({"content": "The ARR is $1,200"}, "stop")
        exchange.open(len(body), 200, "application/json", {})
        exchange.wfile.write(body[: int(len(body) * share)])
        exchange.close_connection = True

    return reply


def completion(message: Mapping[str, Any], finish: str | None) -> bytes:
    choice = {"index": 0, "message": {"role": "assistant", **message}, "finish_reason": finish}
    return body_of([choice])


def body_of(choices: Any) -> bytes:
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    whole = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "fake", "choices": choices}
    return json.dumps(whole | {"usage": usage}).encode()


def _handler_of(provider: FakeProvider) -> type[Exchange]:
    return type("BoundExchange", (Exchange,), {"provider": provider})
