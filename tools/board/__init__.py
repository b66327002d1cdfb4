"""Evidence of the board slide and of the monthly review that CS and finance hold together."""
