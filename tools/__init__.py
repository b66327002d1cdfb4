"""Measures: typed tools over a company's tables. Imports no model, no Slack, no vector store."""
