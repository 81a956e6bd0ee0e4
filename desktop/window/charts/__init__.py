"""Charts, and the circle of co-authors."""
