"""Signs that an account is leaving, staying or growing: dated, with the records that show them."""
