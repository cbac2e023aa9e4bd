"""What every stage shares: table schemas, ids, text offsets, documents, changes to the lake."""
