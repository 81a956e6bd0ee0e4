"""What a coverage-guided fuzzer is told, and what it found."""
