"""The same expressions on other engines: every metric equal to the cent."""
