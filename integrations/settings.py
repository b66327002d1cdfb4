"""Settings: the only reader of the environment. Every name starts with STEWARD_, except the provider's own key."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator can set, by environment or by a .env file."""

    model_config = SettingsConfigDict(env_prefix="STEWARD_", env_file=".env", extra="ignore", frozen=True)

    company: str = Field(default="sample", description="company folder, or 'sample' for the built-in company")
    model: str = Field(
        default="", description="planner, openai:<model>, small:<model> or <provider>:<model>; empty decides by key"
    )
    model_base_url: str = Field(default="", description="an OpenAI-compatible server, such as http://127.0.0.1:8089/v1")
    model_timeout_seconds: float = Field(default=20.0, description="how long one model request may take")
    state: Path = Field(
        default=Path(".steward"), description="folder for conversations, indexes and the built sample company"
    )
    slack_bot_token: SecretStr = Field(default=SecretStr(""), description="xoxb- token of the Slack app")
    slack_app_token: SecretStr = Field(default=SecretStr(""), description="xapp- token for Socket Mode")
    slack_signing_secret: SecretStr = Field(default=SecretStr(""), description="signing secret for HTTP mode")
    slack_api_url: str = Field(default="", description="another Slack API address, for emulators")
    openai_api_key: SecretStr = Field(
        default=SecretStr(""), validation_alias="OPENAI_API_KEY", description="key of the model provider"
    )

    @property
    def model_spec(self) -> str:
        """The model asked for; without one, OpenAI when there is a key, else the planner."""
        return self.model or ("openai:gpt-5-mini" if self.openai_api_key.get_secret_value() else "planner")
