"""Who and what an article names: mentions repaired over the whole article, and which of them are one."""
