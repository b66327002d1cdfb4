"""Drafts as files that people edit: decks, reports, Markdown."""
