"""A case: one question whose right answer is known. Cases are data; the files under cases/ hold them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from tools.errors import OutsideError, Reason
from tools.evidence import Outcome
from tools.facts import Unit

CASES = Path(__file__).parent / "cases"


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def plain(value: object) -> object:
    """A value as a fact would hold it: a day as ISO text, a flag as yes or no, a float at its shortest decimal form."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return Decimal(repr(value)) if isinstance(value, float) else value


PlainText = Annotated[str, BeforeValidator(lambda value: str(plain(value)))]


class Known(Strict):
    """One value that must be found. A percent is a fraction, money is in whole currency units, a day is ISO text.

    `subject` is what the value is about: a group, a period written 2025, 2025-Q3, 2025-07 or 2025-07-31, a part of a
    bridge, or 'difference' (later minus earlier period, first minus second group). Empty: the one value asked for.
    """

    value: Annotated[Decimal | int | str, BeforeValidator(plain)]
    subject: PlainText = ""


class Dated(Strict):
    """A day that must be found, such as that of a cause: in a fact of one of the metrics, `within` days of `day`."""

    metric: tuple[str, ...] = Field(min_length=1)
    day: date
    within: int = Field(default=3, ge=0)
    subject: str = ""


class Expect(Strict):
    """What a right answer is. Any of the outcomes is right, and any of the reasons when it is not answered.

    `sql` computes the known values on a path of its own; `known` pins them. `dated` are days that must be found. Some
    fact must be about each of `names` and none about any of `names_not`; where the case names a metric, its facts
    count. All of these count only for an answered question.
    """

    outcome: tuple[Outcome, ...]
    reason: tuple[Reason, ...] = ()
    metric: str = ""
    unit: Unit | None = None
    sql: str = ""
    known: tuple[Known, ...] = ()
    dated: tuple[Dated, ...] = ()
    names: tuple[PlainText, ...] = ()
    names_not: tuple[PlainText, ...] = ()
    ordered: bool = False
    must_say: tuple[PlainText, ...] = ()
    must_not_say: tuple[PlainText, ...] = ()


class Case(Strict):
    """One question, what was asked before it in the same thread, and who asks (an e-mail, or the operator).

    `why` is the reason the case exists; `kind` the group it is counted in.
    """

    id: str
    kind: str
    question: str
    expect: Expect
    why: str = ""
    badly_phrased: bool = False
    after: tuple[str, ...] = ()
    user: str | None = None


class Suite(Strict):
    company: str
    cases: tuple[Case, ...]


def read_suite(path: Path) -> Suite:
    """The cases of one file. Raises OutsideError that names the file and the faulty place."""
    try:
        return Suite.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise OutsideError(f"The cases in {path} cannot be read; check that the file is there and is YAML.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise OutsideError(f"{path}: {place}: {first['msg'].lower()}; correct it and run again.") from error


def load_cases(company: str, folder: Path = CASES) -> tuple[Case, ...]:
    """Every case about the company, file by file. Raises OutsideError when there is none or an id occurs twice."""
    suites = [read_suite(path) for path in sorted(folder.glob("*.yaml"))]
    cases = tuple(case for suite in suites if suite.company == company for case in suite.cases)
    if not cases:
        raise OutsideError(f"There are no cases about {company} in {folder}; write some in the form of sample.yaml.")
    _refuse_repeats(cases)
    return cases


def _refuse_repeats(cases: Iterable[Case]) -> None:
    twice = [name for name, count in Counter(case.id for case in cases).items() if count > 1]
    if twice:
        raise OutsideError(f"Several cases are called {', '.join(twice)}; give each an id of its own.")
