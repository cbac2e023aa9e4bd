"""Stories: one event as told by several outlets."""
