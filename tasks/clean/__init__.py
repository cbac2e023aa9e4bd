"""Clean: a page or a scrape becomes an article, and what is taken out is accounted for."""
