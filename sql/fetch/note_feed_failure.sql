-- question: how often in a row could this feed not be had? Its validators stay as they are.
INSERT INTO feeds (url, wait_until, failures)
VALUES (?1, ?2, 1)
ON CONFLICT DO UPDATE SET wait_until = ?2, failures = failures + 1;
