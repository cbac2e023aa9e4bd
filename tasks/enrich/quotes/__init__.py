"""Who said what: quotations, their speakers and the sources that an article names."""
