"""the writing half of each engine, chosen by URL."""
