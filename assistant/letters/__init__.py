"""The text of letters, composed of kept sentences from evidence alone."""
