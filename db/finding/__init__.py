"""Finding entries and putting them in order: queries, views and facets as SQL."""
