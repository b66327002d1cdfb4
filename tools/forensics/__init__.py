"""Churn forensics: why accounts left, from what was on record before they did."""
