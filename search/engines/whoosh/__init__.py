"""the reading half of the Whoosh engine."""
