"""What each subcommand of steward does."""
