"""What sites list and count: decided on, and noted by hand."""
