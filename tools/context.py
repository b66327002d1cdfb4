"""Everything a tool may use: the warehouse, who asks, the calendar, the company, written knowledge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ibis.expr.types import Table

from knowledge.library import Library
from tools.asked import LastAsked, never
from tools.company import Company
from tools.periods import Calendar
from tools.scope import Scope
from tools.vocabulary import Vocabulary, vocabulary_of
from tools.warehouse import Warehouse


@dataclass(frozen=True)
class Context:
    """One asker's view of one company on one as-of date; `last_asked` is when this asker asked of an account before."""

    warehouse: Warehouse
    scope: Scope
    company: Company
    knowledge: Library
    as_of: date
    last_asked: LastAsked = never

    @cached_property
    def calendar(self) -> Calendar:
        coverage = self.warehouse.coverage
        return Calendar(
            as_of=self.as_of,
            first_day=coverage.first_day,
            last_day=coverage.last_day,
            fiscal_start_month=self.company.fiscal_year_start,
        )

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return vocabulary_of(self.warehouse, self.scope)

    def table(self, name: str) -> Table:
        return self.warehouse.table(name, self.scope)
