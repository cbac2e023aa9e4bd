"""What is learned from annotated news: which words attribute, what they say, who speaks, and how sure that is."""
