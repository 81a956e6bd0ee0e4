"""What a publication is: values and pure functions, with no screen, database or file."""
