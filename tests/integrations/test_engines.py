"""The URL of a company's own warehouse: what cannot be used is said, without the password."""

from __future__ import annotations

import pytest

from integrations.engines import connect, engine_of
from tools.errors import OutsideError


def said(url: str) -> str:
    with pytest.raises(OutsideError) as error:
        connect(url)
    return error.value.message


@pytest.mark.parametrize(
    "url", ["postgres://u@h/d", "postgresql://u@h/d", "snowflake://u@a/d", "pyspark://", "TRINO://h"]
)
def test_the_engine_is_the_scheme_of_the_url(url: str) -> None:
    assert engine_of(url) == url.partition(":")[0].lower()


def test_an_engine_that_nobody_knows_is_said_with_those_there_are() -> None:
    message = said("foo://user:hunter2@host/data")
    assert "foo://" in message
    assert "postgres" in message
    assert "snowflake" in message
    assert "hunter2" not in message


def test_spark_has_a_name_of_its_own() -> None:
    assert said("spark://host:7077").endswith("write pyspark:// instead of spark://.")


def test_what_is_no_url_is_said() -> None:
    assert said("our warehouse").startswith("'warehouse' in company.toml is no URL")


def test_a_driver_that_is_not_installed_is_named() -> None:
    message = said("mysql://user:hunter2@127.0.0.1:1/data")
    assert "ibis-framework[mysql]" in message
    assert "hunter2" not in message
