"""Brings a company's exports in: mapping, proof of formats, quarantine, notes, atomic publishing."""
