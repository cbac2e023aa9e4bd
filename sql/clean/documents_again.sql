-- grain: one document of the lake that is to be derived again
-- key: document_id
-- question: what are the raw bytes of the documents in the relation `again`?
select documents.*
from lake.documents
semi join again using (document_id)
order by document_id
