"""What is odd but usable in a company's data. Codes are stable: tests, dashboards and people refer to them."""

from __future__ import annotations

from dataclasses import dataclass

from integrations.importing.paid_lines import PAID
from tools.schema import SCHEMA


@dataclass(frozen=True)
class NoteRule:
    """`odd` selects one example per odd row; it may use $last_day, $today and $currency.

    In `sentence`, {rows} is the number of odd rows with their noun, {all} the number of all; {s}, {are}, {have} and
    {ies} follow the number.
    """

    code: str
    table: str
    needs: tuple[str, ...]
    odd: str
    sentence: str


LIVE = (
    f"SELECT account_id, plan FROM {PAID} WHERE arr > 0"
    " AND start_date <= $last_day AND (end_date IS NULL OR end_date > $last_day)"
)
PAYING = f"SELECT account_id FROM ({LIVE})"

LATEST_END = (
    "max(coalesce(end_date, DATE '9999-12-31')) OVER (PARTITION BY account_id ORDER BY start_date, subscription_id"
    " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
)

RULES: tuple[NoteRule, ...] = (
    NoteRule(
        "churn_flag_with_live_arr",
        "accounts",
        ("accounts.is_churned", "subscriptions.arr"),
        f"SELECT account_id FROM accounts WHERE is_churned AND account_id IN ({PAYING})",
        "{rows} {have} the churn flag although a paid subscription is live on {last_day}.",
    ),
    NoteRule(
        "no_churn_flag_without_arr",
        "accounts",
        ("accounts.is_churned", "subscriptions.arr"),
        f"SELECT account_id FROM accounts WHERE NOT is_churned AND account_id NOT IN ({PAYING}) AND account_id IN"
        f" (SELECT account_id FROM {PAID} WHERE arr > 0 AND start_date <= $last_day)",
        "{rows} {have} no churn flag although every paid subscription has ended by {last_day}.",
    ),
    NoteRule(
        "churn_event_with_live_arr",
        "churn_events",
        ("churn_events.churned_on", "subscriptions.arr"),
        f"SELECT churn_event_id FROM churn_events WHERE account_id IN ({PAYING})",
        "{rows} belong{s} to accounts that pay on {last_day}; ARR follows the subscriptions, not the events.",
    ),
    NoteRule(
        "plan_differs",
        "accounts",
        ("accounts.plan", "subscriptions.plan"),
        f"SELECT account_id FROM accounts a WHERE plan IS NOT NULL AND account_id IN ({PAYING})"
        f" AND NOT EXISTS (SELECT 1 FROM ({LIVE}) l WHERE l.account_id = a.account_id AND l.plan = a.plan)",
        "{rows} name{s} a plan that no live paid subscription of the account bills.",
    ),
    NoteRule(
        "usage_before_subscription",
        "usage_events",
        ("usage_events.subscription_id", "subscriptions.start_date"),
        "SELECT usage_event_id FROM usage_events u JOIN subscriptions s USING (subscription_id)"
        " WHERE u.used_on < s.start_date",
        "{rows} of {all} happened before the subscription started.",
    ),
    NoteRule(
        "usage_after_subscription",
        "usage_events",
        ("usage_events.subscription_id", "subscriptions.end_date"),
        "SELECT usage_event_id FROM usage_events u JOIN subscriptions s USING (subscription_id)"
        " WHERE u.used_on >= s.end_date",
        "{rows} of {all} happened after the subscription had ended.",
    ),
    NoteRule(
        "trial_with_amount",
        "subscriptions",
        ("subscriptions.is_trial", "subscriptions.arr"),
        "SELECT subscription_id FROM subscriptions WHERE is_trial AND arr > 0",
        "{rows} {are} marked as trial but carr{ies} an amount; trials never count as ARR.",
    ),
    NoteRule(
        "paid_without_amount",
        "subscriptions",
        ("subscriptions.arr",),
        f"SELECT subscription_id FROM {PAID} WHERE arr = 0",
        "{rows} {are} not marked as trial but {have} an amount of zero.",
    ),
    NoteRule(
        "overlapping_lines",
        "subscriptions",
        ("subscriptions.arr",),
        f"SELECT subscription_id FROM (SELECT subscription_id, start_date, {LATEST_END} AS until FROM {PAID}"
        " WHERE arr > 0)"
        " WHERE start_date < until",
        "{rows} start{s} while an earlier paid line of the same account is live; ARR adds them up.",
    ),
    NoteRule(
        "zero_length_line",
        "subscriptions",
        ("subscriptions.end_date",),
        "SELECT subscription_id FROM subscriptions WHERE start_date = end_date",
        "{rows} end{s} on the first day, and so never count{s} as live.",
    ),
    NoteRule(
        "several_currencies",
        "subscriptions",
        ("subscriptions.currency",),
        "SELECT subscription_id FROM subscriptions WHERE (SELECT count(DISTINCT currency) FROM subscriptions) > 1"
        " AND currency IS DISTINCT FROM $currency",
        "{rows} {are} in another currency than {currency}, and others are not; amounts in different currencies"
        " cannot be added.",
    ),
    NoteRule(
        "other_currency",
        "subscriptions",
        ("subscriptions.currency",),
        "SELECT subscription_id FROM subscriptions WHERE (SELECT count(DISTINCT currency) FROM subscriptions) = 1"
        " AND currency <> $currency",
        "{rows} {are} in another currency than the company's {currency}.",
    ),
    NoteRule(
        "closed_before_opened",
        "tickets",
        ("tickets.closed_at",),
        "SELECT ticket_id FROM tickets WHERE CAST(closed_at AS DATE) < opened_on",
        "{rows} {are} closed before the opening day.",
    ),
    NoteRule(
        "closed_without_response",
        "tickets",
        ("tickets.closed_at", "tickets.first_response_minutes"),
        "SELECT ticket_id FROM tickets WHERE closed_at IS NOT NULL AND first_response_minutes IS NULL",
        "{rows} {are} closed but {have} no first response time.",
    ),
    NoteRule(
        "few_scores",
        "tickets",
        ("tickets.satisfaction_score",),
        "SELECT ticket_id FROM tickets WHERE satisfaction_score IS NULL",
        "{rows} of {all} {have} no satisfaction score; averages speak for the others only.",
    ),
    NoteRule(
        "never_surveyed",
        "accounts",
        ("surveys.score",),
        "SELECT account_id FROM accounts WHERE account_id NOT IN (SELECT account_id FROM surveys)",
        "{rows} of {all} {have} no survey answer; averages speak for the others only.",
    ),
)


def rules_for_days() -> tuple[NoteRule, ...]:
    """Per table: rows before the account signed up, and rows after the day of the import."""
    dated = [table for table in SCHEMA.values() if table.happened_on]
    before = tuple(
        NoteRule(
            "before_signup",
            table.name,
            (f"{table.name}.{table.happened_on}", f"{table.name}.account_id", "accounts.signup_date"),
            f"SELECT t.{table.identifier} FROM {table.name} t JOIN accounts a USING (account_id)"
            f" WHERE t.{table.happened_on} < a.signup_date",
            "{rows} of {all} {are} dated before the account signed up.",
        )
        for table in dated
        if table.name != "accounts"
    )
    future = tuple(
        NoteRule(
            "future_date",
            table.name,
            (f"{table.name}.{table.happened_on}",),
            f"SELECT {table.identifier} FROM {table.name} WHERE {table.happened_on} > $today",
            "{rows} {are} dated after the day of the import, {today}.",
        )
        for table in dated
    )
    return before + future


def rules_for_links() -> tuple[NoteRule, ...]:
    """Per optional link: rows that point to a row that is not there."""
    return tuple(
        NoteRule(
            "unknown_link",
            table.name,
            (f"{table.name}.{column.name}", f"{column.key}.{SCHEMA[column.key].identifier}"),
            f"SELECT {table.identifier} FROM {table.name} WHERE {column.name} IS NOT NULL AND {column.name} NOT IN"
            f" (SELECT {SCHEMA[column.key].identifier} FROM {column.key})",
            f"{{rows}} {{have}} a {column.name} that {column.key} does not hold.",
        )
        for table in SCHEMA.values()
        for column in table.columns
        if column.key and not column.required
    )
