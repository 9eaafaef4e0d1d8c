-- CreateTable
CREATE TABLE "feedback_change" (
    "workspaceId" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "batchId" UUID NOT NULL,
    "feedbackId" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorKind" VARCHAR(20) NOT NULL,
    "actorId" INTEGER,
    "kind" VARCHAR(20) NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "feedback_change_pkey" PRIMARY KEY ("workspaceId","id")
);

-- CreateIndex
CREATE INDEX "feedback_change_workspaceId_feedbackId_id_idx" ON "feedback_change"("workspaceId", "feedbackId", "id");

-- CreateIndex
CREATE INDEX "feedback_change_workspaceId_batchId_idx" ON "feedback_change"("workspaceId", "batchId");

-- AddForeignKey
ALTER TABLE "feedback_change" ADD CONSTRAINT "feedback_change_workspaceId_feedbackId_fkey" FOREIGN KEY ("workspaceId", "feedbackId") REFERENCES "feedback"("workspaceId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

SELECT lotse_protect('feedback_change');

-- What one member of staff has noted, the newest first: their recent touchpoints and their count of the day.
CREATE INDEX "feedback_noted_idx" ON "feedback" ("workspaceId", "notedByUserId", "answeredAt") WHERE "notedByUserId" IS NOT NULL;

-- ───────────── finding feedback by the words in it ─────────────

-- The stems of a comment in German and in English: companies that write in one language quote the other. The number of
-- the workspace is a word too, so that one index serves all of them.
CREATE FUNCTION lotse_feedback_words(workspace int, said text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT to_tsvector('pg_catalog.german', said) || to_tsvector('pg_catalog.english', said)
    || array_to_tsvector(ARRAY['w#' || workspace])
$$;

CREATE INDEX "feedback_words_idx" ON "feedback" USING gin (lotse_feedback_words("workspaceId", "comment"))
  WHERE "comment" IS NOT NULL;

-- Every word, or what begins with it, in any of its forms: "Störungen" finds "Störung", "stoerung" finds it too. A word
-- that is too common to be kept in one language is looked for in the other; in both, it is left out. Null: nothing to
-- look for.
CREATE FUNCTION lotse_feedback_query(words text[]) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT string_agg('(' || meant || ')', ' & ')::tsquery
  FROM (
    SELECT n, (
      SELECT string_agg(DISTINCT stems::text, ' | ') FILTER (WHERE stems::text <> '')
      FROM unnest(ARRAY[word,
        replace(replace(replace(word, 'ae', 'ä'), 'oe', 'ö'), 'ue', 'ü'),
        replace(replace(replace(replace(word, 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss')]) spelling
      CROSS JOIN LATERAL (SELECT '''' || replace(replace(spelling, '\', ''), '''', '') || ''':*' AS quoted) q
      CROSS JOIN LATERAL (VALUES (to_tsquery('pg_catalog.german', quoted)), (to_tsquery('pg_catalog.english', quoted))) s(stems)
    ) AS meant
    FROM unnest(words) WITH ORDINALITY AS given(said, n)
    CROSS JOIN LATERAL (SELECT lower(said) AS word) small
  ) per_word
  WHERE meant IS NOT NULL
$$;

-- Inner ids of the records whose comment holds all of the words. Under row-level security `@@` could not use the index,
-- so the function asks for the transaction's own workspace itself.
CREATE FUNCTION lotse_find_feedback(words text[]) RETURNS TABLE ("id" int)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000
SET search_path = public, pg_temp
SET enable_seqscan = off
SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  workspace int := nullif(current_setting('app.workspace', true), '')::int;
  wanted tsquery := lotse_feedback_query(words);
BEGIN
  IF workspace IS NULL OR wanted IS NULL THEN
    RETURN;
  END IF;
  wanted := ('''w#' || workspace || '''')::tsquery && wanted;
  RETURN QUERY
    SELECT f."id" FROM feedback f
    WHERE f."workspaceId" = workspace AND f."comment" IS NOT NULL
      AND lotse_feedback_words(f."workspaceId", f."comment") @@ wanted;
END
$$;

REVOKE ALL ON FUNCTION lotse_find_feedback(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lotse_find_feedback(text[]) TO lotse_app;
