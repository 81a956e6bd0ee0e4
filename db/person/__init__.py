"""The persons whose lists these are, their numbers and their co-authors."""
