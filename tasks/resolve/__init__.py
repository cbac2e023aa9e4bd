"""Who is who, which outlet is which, and what was said once: resolved across all articles."""
