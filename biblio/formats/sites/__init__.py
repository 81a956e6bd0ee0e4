"""Files of the sites that count citations: papers, and how often each is cited."""
