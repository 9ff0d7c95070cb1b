"""the writing half of the Whoosh engine."""
