-- grain: one label of the tagger. key: label; number (in the order of the labels). question: what sort of thing does a label stand for?
CREATE OR REPLACE TEMP TABLE kind_of_label (label VARCHAR, kind VARCHAR, number BIGINT)
