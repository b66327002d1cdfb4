"""Documents: what the company knows, one Markdown file with YAML front matter each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from knowledge.cleaning import clean_line, clean_text
from knowledge.triggers import Trigger

MAX_FILE_BYTES = 64 * 1024
FENCE = "---"

Kind = Literal["glossary", "playbook", "operating"]
KINDS: tuple[Kind, ...] = ("glossary", "playbook", "operating")
Unit = Literal["percent", "money", "count", "days", "hours", "minutes", "score", "ratio", "date", "text"]


def _cleaned_by(clean: Callable[[str], str]) -> BeforeValidator:
    # Before the other checks, so that lengths and patterns are those of what a reader sees.
    return BeforeValidator(lambda value: clean(value) if isinstance(value, str) else value)


Line = Annotated[str, Field(max_length=300), _cleaned_by(clean_line)]
Formula = Annotated[str, Field(max_length=600), _cleaned_by(clean_line)]
Name = Annotated[str, Field(max_length=80, pattern=r"^[a-z][a-z0-9_]*$"), _cleaned_by(clean_line)]
Body = Annotated[str, Field(min_length=1), _cleaned_by(clean_text)]

REASONS = {
    "missing": "is missing",
    "extra_forbidden": "is not known",
    "string_too_long": "is too long",
    "string_too_short": "is empty",
    "too_long": "has too many entries",
    "string_pattern_mismatch": "must be written like net_revenue_retention",
    "tuple_type": "must be a list",
    "string_type": "must be text",
    "empty_trigger": "must name a signal or a status that sets the play off",
}
PLAY_FIELDS = frozenset({"trigger", "within_days", "priority", "steps", "success", "avoid"})


class KnowledgeError(Exception):
    """What is wrong with the company's documents, in one plain sentence."""


class Document(BaseModel):
    """A term, a play or a piece of operating knowledge.

    `name` identifies it within its kind, `label` is its short form, `questions` are some that it answers, as people
    put them, `source` is the family of texts the fact comes from, `related` the names of its neighbours, `body` the
    text in plain words. Every text is free of hidden characters.

    A play may also say what sets it off (`trigger`; without one it is only asked for), by whom (`owner`, a role) and
    how soon it must begin (`within_days`), its `steps`, the sign of its `success`, what to `avoid`, and its `priority`,
    0 to 100, by which the weightier of several that apply comes first.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind = "glossary"
    name: Name
    title: Annotated[Line, Field(min_length=1)]
    label: Line = Field(default_factory=lambda given: given.get("title", ""))
    aliases: tuple[Line, ...] = Field(default=(), max_length=30)
    questions: tuple[Line, ...] = Field(default=(), max_length=30)
    unit: Unit | None = None
    owner: Line = ""
    formula: Formula | None = None
    source: Line = "Company knowledge"
    related: tuple[Name, ...] = Field(default=(), max_length=30)
    trigger: Trigger | None = None
    within_days: int | None = Field(default=None, ge=0, le=365)
    priority: int = Field(default=50, ge=0, le=100)
    steps: tuple[Line, ...] = Field(default=(), max_length=12)
    success: Line = ""
    avoid: tuple[Line, ...] = Field(default=(), max_length=12)
    body: Body

    @model_validator(mode="after")
    def _only_plays_are_played(self) -> Document:
        misplaced = sorted(PLAY_FIELDS & self.model_fields_set)
        if misplaced and self.kind != "playbook":
            raise PydanticCustomError("misplaced", "the field {field} belongs to a playbook", {"field": misplaced[0]})
        return self

    @property
    def spoken_names(self) -> tuple[str, ...]:
        """Everything people call it, the most binding first."""
        return (self.name, self.label, self.title, *self.aliases)


def load_documents(*folders: Path) -> tuple[Document, ...]:
    """Read every Markdown file below the folders; of two with one kind and name the later folder's wins.

    A folder that does not exist holds none. Raises KnowledgeError naming the first broken file and the reason.
    """
    found: dict[tuple[str, str], Document] = {}
    for folder in folders:
        own = _read_folder(folder)
        # A winner moves to the end with its folder, so that later always means more binding.
        found = {key: document for key, document in found.items() if key not in own} | own
    return tuple(found.values())


def _read_folder(folder: Path) -> dict[tuple[str, str], Document]:
    own: dict[tuple[str, str], Document] = {}
    files: dict[tuple[str, str], Path] = {}
    for path in _markdown_files(folder):
        document = _read(path)
        key = (document.kind, document.name)
        if key in own:
            raise KnowledgeError(f"{path} repeats the {document.kind} entry {document.name} of {files[key]}.")
        own[key], files[key] = document, path
    return own


def _markdown_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.md")):
        # Mounted configuration keeps a second copy of every file in a hidden folder.
        is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not is_hidden:
            yield path


def _read(path: Path) -> Document:
    front, body = _split(path, _text_of(path))
    try:
        # BaseLoader keeps every scalar a text: a label "NO" or "3:1" is neither a truth value nor a number.
        fields = yaml.load(front, Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, RecursionError):
        raise KnowledgeError(f"{path} cannot be read: the part between the two {FENCE} lines is not YAML.") from None
    if not isinstance(fields, dict):
        raise KnowledgeError(f"{path} cannot be read: the part between the two {FENCE} lines holds no fields.")
    try:
        return Document.model_validate({**fields, "body": body})
    except ValidationError as problem:
        raise KnowledgeError(f"{path} cannot be read: {_first_reason(problem)}.") from None


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise KnowledgeError(f"{path} cannot be read: it is larger than {MAX_FILE_BYTES // 1024} KB.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise KnowledgeError(f"{path} cannot be read: it is not UTF-8 text.") from None
    except OSError as problem:
        raise KnowledgeError(f"{path} cannot be read: {problem.strerror or 'the file cannot be opened'}.") from None


def _split(path: Path, text: str) -> tuple[str, str]:
    opening, *lines = [line.rstrip() for line in text.splitlines()] or [""]
    if opening != FENCE or FENCE not in lines:
        raise KnowledgeError(f"{path} cannot be read: it does not begin with fields between two {FENCE} lines.")
    end = lines.index(FENCE)
    return "\n".join(lines[:end]), "\n".join(lines[end + 1 :])


def _first_reason(problem: ValidationError) -> str:
    first = problem.errors(include_url=False, include_context=False, include_input=False)[0]
    if not first["loc"]:
        return first["msg"]
    where = ".".join(str(part) for part in first["loc"])
    return f"the field {where} {REASONS.get(first['type'], 'is wrong: ' + first['msg'])}"
