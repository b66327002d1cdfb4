"""Which chat model answers: the planner without an LLM, OpenAI, any compatible server, any LangChain provider."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from langchain_core.language_models import BaseChatModel

from assistant.planner.chat_model import Planner
from tools.context import Context

ModelFor = Callable[[Context], BaseChatModel]


@dataclass(frozen=True)
class ModelSettings:
    """`base_url` names an OpenAI-compatible server; the limits hold for every provider."""

    api_key: str = ""
    base_url: str = ""
    timeout_seconds: float = 20.0
    max_retries: int = 1
    max_tokens: int = 900


def model_for(spec: str, settings: ModelSettings) -> ModelFor:
    """A maker of the model named by 'planner', 'openai:<model>', 'small:<model>' or '<provider>:<model>'."""
    kind, _, name = spec.partition(":")
    return MAKERS.get(kind, _provider)(spec if kind not in MAKERS else name, settings)


def _planner(_name: str, _settings: ModelSettings) -> ModelFor:
    return lambda context: Planner(vocabulary=context.vocabulary, calendar=context.calendar)


def _openai(name: str, settings: ModelSettings) -> ModelFor:
    from langchain_openai import ChatOpenAI  # 1.5 s to import: paid only when it is used

    model = ChatOpenAI(
        model=name,
        api_key=settings.api_key or "none",
        base_url=settings.base_url or None,
        timeout=settings.timeout_seconds,
        max_retries=settings.max_retries,
        max_tokens=settings.max_tokens,
        temperature=0,
    )
    return lambda _context: model


def _small(name: str, settings: ModelSettings) -> ModelFor:
    from assistant.small_model import SmallModel

    llm = _openai(name, settings)
    return lambda context: SmallModel(llm=llm(context), vocabulary=context.vocabulary, calendar=context.calendar)


def _provider(spec: str, settings: ModelSettings) -> ModelFor:
    from langchain.chat_models import init_chat_model

    model = init_chat_model(
        spec, timeout=settings.timeout_seconds, max_retries=settings.max_retries, max_tokens=settings.max_tokens
    )
    return lambda _context: model


MAKERS: Mapping[str, Callable[[str, ModelSettings], ModelFor]] = {
    "planner": _planner,
    "openai": _openai,
    "small": _small,
}
