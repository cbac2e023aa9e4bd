-- question: how are numbers drawn, and ids and words made from them? All by hashing, so that the same size gives the same corpus.
CREATE OR REPLACE TEMP MACRO draw(a, b, salt) AS (hash(a, b, salt) % 1000003) / 1000003.0;
CREATE OR REPLACE TEMP MACRO made_id(prefix, what, number) AS prefix || '_' || left(md5(what || number::VARCHAR), 20);
-- A made-up word of two to four syllables; few numbers are drawn often, as words are.
CREATE OR REPLACE TEMP MACRO word(number) AS array_to_string(
    [
        'bdfgklmnprst'[1 + (hash(number, k) % 12)::INTEGER] || 'aeiou'[1 + (hash(k, number) % 5)::INTEGER]
        FOR k IN range(2 + (hash(number) % 3)::INTEGER)
    ], ''
);
CREATE OR REPLACE TEMP MACRO words(seed, n) AS array_to_string(
    list_select(getvariable('vocabulary'), [1 + floor(4000 * pow(draw(seed, k, 'word'), 2))::BIGINT FOR k IN range(n)]), ' '
);
CREATE OR REPLACE TEMP MACRO name_of(entity) AS (CASE
    WHEN entity < 8 THEN ['France', 'Norway', 'Kenya', 'Chile', 'Japan', 'Canada', 'Iran', 'Peru'][1 + entity]
    WHEN entity % 10 < 5 THEN
        ['Ana', 'Ida', 'John', 'Maria', 'Omar', 'Paul', 'Ruth', 'Ivan'][1 + entity % 8]
        || ' ' || upper(word(entity)[1]) || word(entity)[2:]
    WHEN entity % 10 < 8 THEN upper(word(entity)[1]) || word(entity)[2:] || ' Council'
    ELSE upper(word(entity)[1]) || word(entity)[2:] || ' Institute'
END);
CREATE OR REPLACE TEMP MACRO kind_of(entity) AS (CASE
    WHEN entity < 8 THEN 'GPE' WHEN entity % 10 < 5 THEN 'PERSON' ELSE 'ORG'
END);
-- Two thirds of an article's entities are those of its story; one in five articles names the most frequent one.
CREATE OR REPLACE TEMP MACRO entity_of(article, story, slot, n_entities) AS floor(
    n_entities * pow(draw(CASE WHEN slot < 8 THEN story + 1000000000 ELSE article END, slot, 'entity'), 3)
)::BIGINT;
