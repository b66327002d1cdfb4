"""Reads a mapping file; whatever is wrong with it becomes one sentence that names the file and the place."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import ValidationError

from integrations.importing.mapping import Mapping
from integrations.importing.mapping_faults import mapping_faults, validation_sentence
from tools.errors import OutsideError


@dataclass(frozen=True)
class MappingFile:
    """A mapping, and the text it was written in, comments and all."""

    mapping: Mapping
    text: str


SHIPPED = files("integrations.importing") / "mappings"


def read_mapping(text: str, file: str) -> MappingFile:
    """The mapping in `text`; `file` is only its name. Raises OutsideError."""
    try:
        # Every scalar stays the text it is: YAML would read the values Yes, No and 01 as something else.
        content = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" near line {mark.line + 1}" if mark else ""
        raise OutsideError(f"{file} is not valid YAML{place}. Check the indentation and the quotes there.") from error
    if not isinstance(content, dict):
        raise OutsideError(f"{file} is empty. Write one with: steward map DIR")
    try:
        mapping = Mapping.model_validate(content)
    except ValidationError as error:
        raise OutsideError(f"{file}: {validation_sentence(error)}") from error
    for fault in mapping_faults(mapping):
        raise OutsideError(f"{file}: {fault}")
    return MappingFile(mapping, text)


def load_mapping(path: Path) -> MappingFile:
    """The mapping in the file `path`, or the shipped one of that name."""
    if not path.exists() and str(path) in shipped_mappings():
        return shipped_mapping(str(path))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OutsideError(f"The mapping {path} cannot be read. Write one with: steward map DIR") from error
    return read_mapping(text, path.name)


def shipped_mappings() -> tuple[str, ...]:
    """The names of the mappings that come with Steward."""
    return tuple(sorted(item.name.removesuffix(".yaml") for item in SHIPPED.iterdir() if item.name.endswith(".yaml")))


def shipped_mapping(name: str) -> MappingFile:
    if name not in shipped_mappings():
        raise OutsideError(f"Steward ships no mapping called '{name}'. It has: {', '.join(shipped_mappings())}.")
    return read_mapping((SHIPPED / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml")
