-- Where the database sorts by bytes, every character beyond ASCII is a letter to PostgreSQL's parser: a word in „quotes“
-- or beside a dash was another word and was not found. Typographic marks are blanks before words are looked for.
CREATE OR REPLACE FUNCTION lotse_feedback_words(workspace int, said text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT to_tsvector('pg_catalog.german', plain) || to_tsvector('pg_catalog.english', plain)
    || array_to_tsvector(ARRAY['w#' || workspace])
  FROM translate(said, '„“”‚‘’»«›‹–—…·•¿¡€', '                  ') AS plain
$$;

REINDEX INDEX "feedback_words_idx";
