-- Words in typographic quotes or beside a dash are found again: what is not ASCII is a letter to PostgreSQL's parser, and
-- the last version of this function had lost the blanks in their place. Without a FROM, so that it can still be inlined.
CREATE OR REPLACE FUNCTION lotse_feedback_words(workspace int, said text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT to_tsvector('pg_catalog.german', translate(said, '„“”‚‘’»«›‹–—…·•¿¡€', '                  '))
    || to_tsvector('pg_catalog.english', translate(said, '„“”‚‘’»«›‹–—…·•¿¡€', '                  '))
    || array_to_tsvector(ARRAY['w#' || workspace::text])
$$;

REINDEX INDEX "feedback_words_idx";
