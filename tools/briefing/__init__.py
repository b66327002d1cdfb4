"""What a person should know of an account before they talk with it, one part each."""
