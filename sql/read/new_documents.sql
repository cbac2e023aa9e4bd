-- grain: one document of the relation `incoming` that the lake does not have
-- key: document_id
-- question: which of these documents are new?
select incoming.*
from incoming
anti join lake.documents as known using (document_id)
