"""What happens when the model fails: the turn goes on with the fallback, inside one deadline."""

from __future__ import annotations

import contextvars
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from langchain.agents.middleware import AgentMiddleware
from langchain.agents.middleware.types import ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage

from assistant.replies import ModelFault, advice, require_plain, require_usable
from assistant.turn import PLANNER, WRITERS, evidences_of, turn_of

logger = logging.getLogger(__name__)

Returned = TypeVar("Returned")
Handler = Callable[[ModelRequest], ModelResponse]
TOO_LONG = "it took longer than a turn may last"
FAILURES_BEFORE_PAUSE = 5
PAUSE_SECONDS = 30.0


@dataclass
class Circuit:
    """Shared by the turns of one process: after several failures in a row the model is left alone for a while."""

    failures: int = 0
    failed_at: float = 0.0

    def is_open(self, now: float) -> bool:
        return self.failures >= FAILURES_BEFORE_PAUSE and now - self.failed_at < PAUSE_SECONDS

    def note(self, *, failed: bool, now: float) -> None:
        self.failures = self.failures + 1 if failed else 0
        self.failed_at = now


class FallBack(AgentMiddleware[Any, Any]):
    """From the first failure on the rest of the turn belongs to the fallback: no answer is spliced from two models."""

    def __init__(self, model: BaseChatModel, seconds: float, circuit: Circuit) -> None:
        super().__init__()
        self._model, self._circuit = model, circuit
        self._ends = time.perf_counter() + seconds

    def wrap_model_call(self, request: ModelRequest, handler: Handler) -> ModelResponse:
        now = time.perf_counter()
        if fell_back(request.messages) or self._circuit.is_open(now):
            return handler(request.override(model=self._model))
        try:
            response = within(self._ends - now, lambda: handler(request))
            _require(_reply(response), request)
        except Exception as error:  # noqa: BLE001 whatever a provider raises, the person still gets an answer
            logger.warning("the model gave no usable reply, answering without it: %s", advice(error))
            self._circuit.note(failed=True, now=time.perf_counter())
            return handler(request.override(model=self._model))
        self._circuit.note(failed=False, now=now)
        return response


def fell_back(messages: Sequence[BaseMessage]) -> bool:
    """Whether the fallback wrote any part of this turn."""
    written = (message for message in turn_of(messages) if isinstance(message, AIMessage))
    return any(message.response_metadata.get("model_name") == PLANNER for message in written)


def within(seconds: float, call: Callable[[], Returned]) -> Returned:
    """The call's result. Raises ModelFault when it takes longer; the call is then left to end by its own time-outs."""
    if seconds <= 0:
        raise ModelFault(TOO_LONG)
    results: SimpleQueue[tuple[Returned | None, Exception | None]] = SimpleQueue()

    def run() -> None:
        try:
            results.put((call(), None))
        except Exception as error:  # noqa: BLE001 raised again where the result is awaited
            results.put((None, error))

    threading.Thread(target=contextvars.copy_context().run, args=(run,), daemon=True).start()
    try:
        value, error = results.get(timeout=seconds)
    except Empty:
        raise ModelFault(TOO_LONG) from None
    if error is not None:
        raise error
    return value  # type: ignore[return-value]


def _require(reply: AIMessage, request: ModelRequest) -> None:
    require_usable(reply, is_first=not evidences_of(request.messages))
    if reply.response_metadata.get("model_name") not in WRITERS:
        require_plain(reply, request.messages)


def _reply(response: ModelResponse) -> AIMessage:
    reply = response.result[-1]
    if not isinstance(reply, AIMessage):
        raise ModelFault("it did not reply in words")
    return reply
