from __future__ import annotations

import pytest

from integrations.company_folder import open_warehouse, read_company
from integrations.sample.build import build_sample
from knowledge.library import Library
from tools.context import Context
from tools.scope import scope_of


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """The sample company as its operator sees it on its newest day."""
    folder = build_sample(tmp_path_factory.mktemp("companies") / "sample")
    company, warehouse = read_company(folder), open_warehouse(folder)
    library = Library.open(tmp_path_factory.mktemp("library"), ())
    return Context(warehouse, scope_of(None, company), company, library, warehouse.coverage.last_day)
