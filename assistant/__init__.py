"""Decides what to ask and what may be said."""
