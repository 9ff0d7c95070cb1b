"""the reading half of each engine, chosen by URL."""
