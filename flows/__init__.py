"""When and in which order: the flow, the command line, reports."""
