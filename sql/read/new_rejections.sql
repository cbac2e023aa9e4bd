-- grain: one rejection of the relation `incoming` that the lake does not have
-- key: document_id, origin, stage, reason
-- question: which of these rejections have not been noted before?
select incoming.*
from incoming
anti join lake.rejections as known
    on known.stage = incoming.stage
    and known.reason = incoming.reason
    and known.origin is not distinct from incoming.origin
    and known.document_id is not distinct from incoming.document_id
