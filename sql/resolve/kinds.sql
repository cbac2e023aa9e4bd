-- grain: one label of the tagger. key: label. question: what sort of thing does a label stand for?
CREATE OR REPLACE TEMP TABLE kind_of_label (label VARCHAR, kind VARCHAR)
