"""The text of .env.example, written from the settings so that it can never disagree with them."""

from __future__ import annotations

from integrations.settings import Settings


def env_example() -> str:
    """One commented line per setting: what it means, its name, its default."""
    lines = ["# Copy to .env and fill in what you need. Everything is optional.", ""]
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias) if field.validation_alias else f"STEWARD_{name.upper()}"
        default = "" if "SecretStr" in str(field.annotation) else field.default
        lines += [f"# {field.description}", f"# {variable}={default}", ""]
    return "\n".join(lines)
