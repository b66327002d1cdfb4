"""What people do in the product, against the account's own past and what it pays for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import sqrt
from statistics import fmean

from tools.company import Company
from tools.health.component import Component, counted, scaled
from tools.record.record import Record, is_paid
from tools.record.rows import Week
from tools.signals.signal import Figure, Mention

RECENT, SPARSE_RECENT = 4, 13  # weeks
USUAL = 26
LEAST_USUAL = 8
YEAR = 52
LEAST_SEASON = 0.05
GRACE_DAYS = 30
LEAST_ROOM, SWINGS = 0.5, 2
FULL_LICENCE_USE = 0.8
# Of the features there are hardly anybody uses all; of those it usually uses itself an account in order uses them all.
OF_ALL_FEATURES, OF_ITS_USUAL = (0, 0.6), (0.4, 0.9)
NEEDS = ("usage_events",)


def recent_weeks(record: Record) -> tuple[Week, ...]:
    """The last four whole weeks; thirteen where most weeks of the half year before are without use."""
    usual = _before(record.weeks, RECENT)
    busy = sum(1 for week in usual if week.uses)
    return record.weeks[-RECENT:] if 2 * busy >= len(usual) else record.weeks[-SPARSE_RECENT:]


def usual_weeks(record: Record) -> tuple[Week, ...]:
    """The half year before the recent weeks; empty while there are too few weeks to call usual."""
    found = _before(record.weeks, len(recent_weeks(record)))
    return found if len(found) >= LEAST_USUAL else ()


def expected_uses(record: Record) -> float:
    """Uses a week to expect now: the usual level, lowered as far as the same weeks lay below theirs a year ago."""
    return _level(usual_weeks(record)) * _season(record)


def activity(record: Record, _: Company) -> Decimal | None:
    expected = expected_uses(record)
    return scaled(_level(recent_weeks(record)) / expected, 1 - _room(record), 1) if expected else None


def licence_use(record: Record, company: Company) -> Decimal | None:
    if not record.seats or not _is_judged(record):
        return None
    return scaled(_active_users(record) / record.seats, company.thresholds.licence_use_low / 2, FULL_LICENCE_USE)


def breadth(record: Record, company: Company) -> Decimal | None:
    comparable = _comparable_features(record, company)
    if not comparable or not _is_judged(record):
        return None
    zero, full = OF_ALL_FEATURES if company.thresholds.features_available else OF_ITS_USUAL
    return scaled(len(_features(recent_weeks(record))) / comparable, zero, full)


def depth(record: Record, _: Company) -> Decimal | None:
    usual = _a_head(usual_weeks(record))
    return scaled(_a_head(recent_weeks(record)) / usual, 1 - _room(record), 1) if usual else None


def activity_figures(record: Record, _: Company) -> Mapping[str, Figure]:
    recent, expected = _level(recent_weeks(record)), expected_uses(record)
    return {"Uses a week, lately": counted(recent), "Uses a week, expected": counted(expected)}


def licence_figures(record: Record, _: Company) -> Mapping[str, Figure]:
    return {"Active users": counted(_active_users(record)), "Licensed users": counted(record.seats or 0)}


def breadth_figures(record: Record, company: Company) -> Mapping[str, Figure]:
    used, comparable = len(_features(recent_weeks(record))), _comparable_features(record, company)
    return {"Features in use": counted(used), "Features to compare with": counted(comparable)}


def depth_figures(record: Record, _: Company) -> Mapping[str, Figure]:
    recent, usual = _a_head(recent_weeks(record)), _a_head(usual_weeks(record))
    return {"Uses per person and week, lately": counted(recent), "Uses per person and week, usually": counted(usual)}


def weeks_seen(record: Record, _: Company) -> tuple[Mention, ...]:
    return tuple(_mention(week) for week in recent_weeks(record) if week.uses)


def _before(weeks: Sequence[Week], count: int) -> tuple[Week, ...]:
    return tuple(weeks[-count - USUAL : -count])


def _level(weeks: Sequence[Week]) -> float:
    return fmean(float(week.uses) for week in weeks) if weeks else 0.0


def _season(record: Record) -> float:
    """The same weeks a year ago over the half year before them, where they lay below it; 1 otherwise or unrecorded."""
    until_then = record.weeks[:-YEAR]
    count = len(recent_weeks(record))
    usual = _before(until_then, count)
    if len(usual) < LEAST_USUAL or not _level(usual):
        return 1.0
    return min(max(_level(until_then[-count:]) / _level(usual), LEAST_SEASON), 1.0)


def _features(weeks: Sequence[Week]) -> frozenset[str]:
    return frozenset(feature for week in weeks for feature in week.features)


def _a_head(weeks: Sequence[Week]) -> float:
    """Uses a week of each person who came; without people, uses of a week with any use."""
    people = sum(len(week.users) or bool(week.uses) for week in weeks)
    return float(sum(week.uses for week in weeks)) / people if people else 0.0


def _active_users(record: Record) -> int:
    return len(frozenset().union(*(week.users for week in record.weeks[-RECENT:])))


def _comparable_features(record: Record, company: Company) -> float:
    """The features the company says there are, else those it usually uses itself in as many weeks; 0 if unknown."""
    if company.thresholds.features_available:
        return company.thresholds.features_available
    usual, count = usual_weeks(record), len(recent_weeks(record))
    starts = range(0, len(usual) - count + 1, count) if usual else ()
    windows = [len(_features(usual[start : start + count])) for start in starts]
    return fmean(windows) if windows else 0.0


def _room(record: Record) -> float:
    """How far below the usual level the value reaches 0: half of it, or two usual swings of such a mean if more."""
    recent, usual = recent_weeks(record), usual_weeks(record)
    level = _level(usual)
    if not level:
        return 1.0
    strayed = fmean((float(week.uses) - level) ** 2 for week in usual)
    swing = sqrt(strayed) / level * sqrt(1 / len(recent) + 1 / len(usual))
    return min(max(LEAST_ROOM, SWINGS * swing), 1.0)


def _is_judged(record: Record) -> bool:
    """An account that has just begun to pay is not yet blamed for little use."""
    paid_since = min((line.start_date for line in record.lines if is_paid(line)), default=record.day)
    return record.days_since(paid_since) >= GRACE_DAYS


def _mention(week: Week) -> Mention:
    return Mention("usage_events", week.ends_on.isoformat(), week.ends_on)


COMPONENTS: tuple[Component, ...] = (
    Component(
        name="activity",
        label="Activity against its own level",
        input="usage",
        weight=0.40,
        needs=NEEDS,
        reads=("weeks",),
        formula=(
            "uses a week in the last 4 whole weeks (13 where most weeks have none) / the mean of the 26 weeks before, "
            "lowered by the season a year ago; 100 at all of it or more, 0 at half of it or less, or at two of its "
            "usual swings below where that is further"
        ),
        unknown="there are too few weeks with use to know its usual level",
        full="use back at its own usual level",
        signals=("usage_drop", "usage_growth", "usage_plateau"),
        value=activity,
        rows=weeks_seen,
        figures=activity_figures,
    ),
    Component(
        name="licence_use",
        label="Active of licensed users",
        input="usage",
        weight=0.35,
        needs=(*NEEDS, "usage_events.user_id"),
        reads=("weeks", "lines"),
        formula=(
            "people who used it in the last 4 whole weeks / licensed users; 0 at half the low limit of licence use, "
            "100 at 80 % or more"
        ),
        unknown="its licensed users are not recorded, or it has only just begun",
        full="80 % of the licensed users active in four weeks",
        signals=("licences_low", "licences_near_limit", "onboarding_stalled", "onboarding_premature"),
        value=licence_use,
        rows=weeks_seen,
        figures=licence_figures,
    ),
    Component(
        name="breadth",
        label="Breadth of features",
        input="usage",
        weight=0.15,
        needs=(*NEEDS, "usage_events.feature"),
        reads=("weeks",),
        formula=(
            "features used in the last 4 whole weeks (13 where most weeks have no use) / features available, 100 at "
            "60 % or more; where the company does not say how many there are, / those it usually uses itself in as "
            "many weeks, 0 at 40 % or less, 100 at 90 % or more"
        ),
        unknown="it has only just begun, or how many features it usually uses is not known",
        full="60 % of the features in use, or 90 % of those it usually uses",
        signals=("breadth_narrow", "breadth_falling", "breadth_growing", "onboarding_drift"),
        value=breadth,
        rows=weeks_seen,
        figures=breadth_figures,
    ),
    Component(
        name="depth",
        label="Depth of use",
        input="usage",
        weight=0.10,
        needs=NEEDS,
        reads=("weeks",),
        formula=(
            "uses a week per person who came, last 4 whole weeks (13 where most weeks have no use) / the 26 weeks "
            "before; 100 at all of it or more, 0 at half of it or less, or at two of its usual swings below where that "
            "is further"
        ),
        unknown="there are too few weeks with use to know its usual depth",
        full="each person uses it as much as usual",
        signals=("errors_rising",),
        value=depth,
        rows=weeks_seen,
        figures=depth_figures,
    ),
)
