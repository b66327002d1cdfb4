"""Definitions of numbers: nouns only, no tool in here."""
