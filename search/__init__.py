"""what a reader asks, and what comes back."""
