"""text -> terms, in every language."""
