"""Fetch what outlets publish: feeds are polled, new pages stored as WARC files in the inbox."""
