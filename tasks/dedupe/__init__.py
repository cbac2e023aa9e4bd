"""Copies: exact, near and contained; their clusters, originals and shared passages."""
