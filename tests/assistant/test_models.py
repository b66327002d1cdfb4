from __future__ import annotations

from typing import Any

import pytest
from langchain_openai import ChatOpenAI

from assistant.models import CONNECT_SECONDS, ModelSettings, model_for
from assistant.planner.chat_model import Planner
from assistant.small_model import SmallModel
from tests.assistant.scripted import context
from tools.errors import OutsideError

SERVER = ModelSettings(base_url="http://127.0.0.1:9/v1", timeout_seconds=7.0, max_tokens=321)


def made(spec: str, settings: ModelSettings = SERVER) -> Any:
    return model_for(spec, settings)(context())


def test_the_planner_needs_no_name_and_no_key() -> None:
    assert isinstance(made("planner", ModelSettings()), Planner)


def test_every_limit_of_the_client_is_set_and_none_is_a_library_default() -> None:
    client = made("openai:local").root_client

    assert client.timeout.read == 7.0
    assert client.timeout.connect == CONNECT_SECONDS
    assert client.max_retries == 0


def test_a_reply_is_bounded_and_repeatable() -> None:
    model = made("openai:local")

    assert (model.max_tokens, model.temperature) == (321, 0)


def test_a_reasoning_model_is_not_sent_a_temperature_it_refuses() -> None:
    assert made("openai:o4-mini").temperature is None


def test_a_small_model_wraps_the_same_client() -> None:
    model = made("small:local")

    assert isinstance(model, SmallModel)
    assert isinstance(model.llm, ChatOpenAI)
    assert model.llm.request_timeout.read == 7.0  # type: ignore[union-attr]


@pytest.mark.parametrize("spec", ["", "openai", "openai:", "small:", "gpt-5-mini"])
def test_a_spec_without_a_model_says_what_to_write(spec: str) -> None:
    with pytest.raises(OutsideError, match="use planner, openai:<model>"):
        made(spec)


def test_an_unknown_provider_says_which_are_known() -> None:
    with pytest.raises(OutsideError, match=r"'oracle:delphi' cannot be used; use planner"):
        made("oracle:delphi")


def test_a_provider_whose_package_is_missing_says_what_to_install() -> None:
    with pytest.raises(OutsideError, match="install langchain-mistralai"):
        made("mistralai:large")


def test_openai_without_a_key_or_another_server_says_what_to_set() -> None:
    with pytest.raises(OutsideError, match="set OPENAI_API_KEY, or STEWARD_MODEL_BASE_URL"):
        made("openai:gpt-5-mini", ModelSettings())
