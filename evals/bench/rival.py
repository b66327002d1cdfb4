"""What somebody who knows the tables would write by hand: NRR and GRR, and nothing else."""

from __future__ import annotations

RATES = """
    sum(CASE WHEN opening > 0 THEN closing ELSE 0 END) / sum(opening) AS nrr,
    sum(CASE WHEN opening > 0 THEN least(opening, closing) ELSE 0 END) / sum(opening) AS grr
"""
BY_LINES = """
    SELECT account_id,
        sum(CASE WHEN start_date <= DATE '{opens}' AND (end_date IS NULL OR end_date > DATE '{opens}')
            THEN arr ELSE 0 END) AS opening,
        sum(CASE WHEN start_date <= DATE '{closes}' AND (end_date IS NULL OR end_date > DATE '{closes}')
            THEN arr ELSE 0 END) AS closing
    FROM subscriptions GROUP BY account_id
"""
BY_MONTH = """
    SELECT account_id,
        sum(CASE WHEN month_end = DATE '{opens}' THEN closing ELSE 0 END) AS opening,
        sum(CASE WHEN month_end = DATE '{closes}' THEN closing ELSE 0 END) AS closing
    FROM monthly_balances WHERE month_end IN (DATE '{opens}', DATE '{closes}') GROUP BY account_id
"""
POINT = "SELECT {rates} FROM ({accounts})"
BY_SEGMENT = (
    "SELECT segment, {rates} FROM ({accounts}) JOIN accounts USING (account_id) GROUP BY segment ORDER BY segment"
)
SERIES = (
    "SELECT month_end, {rates} FROM monthly_balances WHERE month_end BETWEEN DATE '{opens}' AND DATE '{closes}' "
    "GROUP BY month_end ORDER BY month_end"
)


def written(query: str, accounts: str, opens: str, closes: str) -> str:
    """One of the queries over the accounts' balances at two closes."""
    return query.format(rates=RATES, accounts=accounts.format(opens=opens, closes=closes), opens=opens, closes=closes)
