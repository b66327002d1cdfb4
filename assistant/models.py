"""Which chat model answers: the planner without an LLM, OpenAI, any compatible server, any LangChain provider."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from langchain_core.language_models import BaseChatModel

from assistant.planner.chat_model import Planner
from assistant.small.answerable import answerable
from assistant.turn import WRITERS
from tools.context import Context
from tools.errors import OutsideError

ModelFor = Callable[[Context], BaseChatModel]

CONNECT_SECONDS = 5.0
FIXED_TEMPERATURE = ("o1", "o3", "o4")  # reasoning models that refuse the setting
KNOWN = "use planner, openai:<model>, small:<model> or <provider>:<model>"


@dataclass(frozen=True)
class ModelSettings:
    """`base_url` names an OpenAI-compatible server; the limits hold for every provider.

    `timeout_seconds` is how long a request may be silent. There are no retries here: the turn decides on them, within
    its own deadline.
    """

    api_key: str = ""
    base_url: str = ""
    timeout_seconds: float = 20.0
    max_tokens: int = 2000


def model_for(spec: str, settings: ModelSettings) -> ModelFor:
    """A maker of the model named by 'planner', 'openai:<model>', 'small:<model>' or '<provider>:<model>'.

    Raises OutsideError when there is no such model or what it needs is not set.
    """
    kind, _, name = spec.partition(":")
    if not name and kind != "planner":
        raise OutsideError(f"'{spec}' does not name a model; {KNOWN}.")
    return MAKERS.get(kind, _provider)(spec if kind not in MAKERS else name, settings)


def writer_for(spec: str, settings: ModelSettings) -> ModelFor | None:
    """The model that words drafts: the same one, where it is one that writes freely; else code words them."""
    return None if spec.partition(":")[0] in WRITERS else model_for(spec, settings)


def _planner(_name: str, _settings: ModelSettings) -> ModelFor:
    return lambda context: Planner(vocabulary=context.vocabulary, calendar=context.calendar)


def _openai(name: str, settings: ModelSettings) -> ModelFor:
    from langchain_openai import ChatOpenAI  # 1.5 s to import: paid only when it is used
    from openai import Timeout

    if not settings.api_key and not settings.base_url:
        raise OutsideError("OpenAI needs a key: set OPENAI_API_KEY, or STEWARD_MODEL_BASE_URL to another server.")
    model = ChatOpenAI(
        model=name,
        api_key=settings.api_key or "none",
        base_url=settings.base_url or None,
        timeout=Timeout(settings.timeout_seconds, connect=CONNECT_SECONDS),
        max_retries=0,
        max_tokens=settings.max_tokens,
        temperature=None if name.startswith(FIXED_TEMPERATURE) else 0,
    )
    return lambda _context: model


def _small(name: str, settings: ModelSettings) -> ModelFor:
    from assistant.small_model import SmallModel

    llm = _openai(name, settings)
    return lambda context: SmallModel(
        llm=llm(context), vocabulary=context.vocabulary, calendar=context.calendar, metrics=answerable(context)
    )


def _provider(spec: str, settings: ModelSettings) -> ModelFor:
    from langchain.chat_models import init_chat_model

    try:
        model = init_chat_model(spec, timeout=settings.timeout_seconds, max_retries=0, max_tokens=settings.max_tokens)
    except ImportError as error:
        provider = spec.partition(":")[0]
        raise OutsideError(
            f"'{spec}' needs LangChain's package for {provider}: install langchain-{provider.replace('_', '-')}."
        ) from error
    except Exception as error:
        raise OutsideError(f"The model '{spec}' cannot be used; {KNOWN}, and set the provider's key.") from error
    return lambda _context: model


MAKERS: Mapping[str, Callable[[str, ModelSettings], ModelFor]] = {
    "planner": _planner,
    "openai": _openai,
    "small": _small,
}
