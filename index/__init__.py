"""reading and deriving: what an article is, and how it gets into an engine."""
