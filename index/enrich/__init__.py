"""Article -> Document: language, country, year and topic, each with its evidence."""
