"""Papers: drafts that people send or present, composed from evidence."""
