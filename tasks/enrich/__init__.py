"""What an article says: parse, names, quotations, citations. Pure functions of the article's text."""
