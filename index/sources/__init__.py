"""one reader per format, all yielding Article."""
