"""measurements: speed against peers, relevance, accuracy of the facets."""
