"""Citation keys and @string constants."""
