"""versions of one story: which texts are, told from sketches of them; no engine is seen here."""
