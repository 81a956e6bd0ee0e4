"""What is measured, side by side with references: ratios of one run, never bare seconds."""
