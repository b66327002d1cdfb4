"""Onboardings: how fast they reach value, and which of them are stuck."""
