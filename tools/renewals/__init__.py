"""Renewals: what comes due, how likely it closes, and how such forecasts came true."""
