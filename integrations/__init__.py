"""Talks to the outside: command line, Slack, company folders, settings."""
