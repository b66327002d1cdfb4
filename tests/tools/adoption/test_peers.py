"""Which accounts are compared with which: same segment and from half to twice the ARR, else wider."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.records import account, record
from tools.adoption.peers import peers_of
from tools.record.record import Record
from tools.record.rows import Line


def one(name: str, arr: int, segment: str | None = "SMB") -> Record:
    lines = (Line(f"S-{name}", date(2024, 1, 1), Decimal(arr)),) if arr else ()
    return record(account=account(account_id=name, name=name, segment=segment), lines=lines)


NEAR = [one("half", 500), one("same", 1000), one("twice", 2000)]
FAR = [one("small", 499), one("large", 2001)]
OTHER = [one("bank", 1000, "Enterprise")]


def names(records: tuple[Record, ...]) -> list[str]:
    return [record.account.name for record in records]


def test_peers_are_of_the_segment_and_of_similar_size_nearest_first() -> None:
    found = peers_of(one("us", 1000), [*FAR, *OTHER, *NEAR, one("us", 1000)])
    assert names(found.records) == ["same", "half", "twice"]
    assert found.rule == "paying SMB accounts with ARR from half to twice its own"


def test_fewer_than_three_of_its_size_widen_to_the_segment() -> None:
    found = peers_of(one("us", 1000), [*FAR, *OTHER, *NEAR[:2]])
    assert names(found.records) == ["same", "half", "small", "large"]
    assert found.rule == "paying SMB accounts"


def test_a_rare_segment_widens_to_all() -> None:
    found = peers_of(one("us", 1000, "Public"), [*NEAR, *OTHER])
    assert (len(found.records), found.rule) == (4, "all other paying accounts")


def test_without_segments_size_alone_counts() -> None:
    others = [one(str(arr), arr, None) for arr in (600, 900, 1500, 9000)]
    found = peers_of(one("us", 1000, None), others)
    assert (names(found.records), found.rule) == (
        ["900", "600", "1500"],
        "paying accounts with ARR from half to twice its own",
    )


def test_an_account_that_does_not_pay_is_no_peer() -> None:
    assert names(peers_of(one("us", 1000), [*NEAR, one("gone", 0)]).records) == ["same", "half", "twice"]
