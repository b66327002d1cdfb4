"""A company written without knowing how Steward reads one: causes, decoys and dates are planted, then looked for."""
