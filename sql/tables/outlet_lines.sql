-- grain: one line of one document that an outlet's other pages may repeat
-- key: document_id, line_key
-- Evidence for cleaning text: lines that recur on an outlet's pages are furniture.
CREATE TABLE IF NOT EXISTS outlet_lines (
    outlet VARCHAR NOT NULL, -- key of the outlet: its domain, else its folded name
    line_key BIGINT NOT NULL, -- hash of the folded line
    body_key BIGINT NOT NULL, -- hash of the document's longest line, so that copies of one article count once
    document_id VARCHAR NOT NULL -- document the line stands in
);
