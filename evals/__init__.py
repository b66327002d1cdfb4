"""Asks the real assistant real questions and scores what it says."""
