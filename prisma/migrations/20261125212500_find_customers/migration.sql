-- ───────────── finding a customer by what somebody remembers of them ─────────────

-- A text as it is compared in a search: small letters, no accents, "Müller" like "Mueller" like "Muller". The beginning
-- of a text is folded to the beginning of the folded text, so beginnings of words can be looked for.
CREATE FUNCTION lotse_fold(said text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT replace(replace(replace(
    CASE WHEN octet_length(said) = length(said) THEN lower(said) ELSE
      replace(translate(
        regexp_replace(lower(normalize(said, NFKD) COLLATE "und-x-icu"), U&'[\0300-\036F]', '', 'g'),
        'øłđðæœ', 'olddao'), 'ß', 'ss') END,
    'ae', 'a'), 'oe', 'o'), 'ue', 'u')
$$;

-- What stands between words, as blanks.
CREATE FUNCTION lotse_between_words(folded text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT translate(folded, E'.,;:/()[]-_–\'’"„“&+*@#~|\\\t\n\u00a0', '                             ') $$;

-- The words by which a customer is found, each behind the number of the workspace, so that one index serves all of
-- them: the words of the name, e-mail address and external id as a whole, and the digits of the telephone number
-- forwards (#) and backwards (~), because a number is often remembered without its beginning. Indexes are built without
-- a search path, so what is ours is named in full.
CREATE FUNCTION lotse_customer_words(workspace int, name text, email text, external_id text, phone_digits text)
RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT array_to_tsvector(
    CASE WHEN name IS NULL THEN '{}'::text[] ELSE string_to_array(workspace || ':' || replace(
      public.lotse_between_words(public.lotse_fold(name)), ' ', ' ' || workspace || ':'), ' ') END
    || CASE WHEN email IS NULL THEN '{}'::text[] ELSE ARRAY[workspace || ':' || public.lotse_fold(email)] END
    || CASE WHEN external_id IS NULL THEN '{}'::text[] ELSE ARRAY[workspace || ':' || public.lotse_fold(external_id)] END
    || CASE WHEN phone_digits IS NULL THEN '{}'::text[]
         ELSE ARRAY[workspace || ':#' || phone_digits, workspace || ':~' || reverse(phone_digits)] END)
$$;

CREATE INDEX "customer_words_idx" ON "customer"
  USING gin (lotse_customer_words("workspaceId", "name", "email", "externalId", "phoneDigits"))
  WHERE "erasedAt" IS NULL;

-- The beginning of a word of a workspace, as a query.
CREATE FUNCTION lotse_word_query(workspace int, word text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT '''' || replace(replace(workspace || ':' || word, '\', '\\'), '''', '''''') || ''':*'
$$;

-- Inner ids of the customers that every word begins a word of, or whose telephone number is meant. Under row-level
-- security `@@` could not use the index, so the function asks for the transaction's own workspace itself. Only bitmaps
-- read such an index, and no other plan is ever better.
-- @param phones digits behind # or ~; @param most ends the search early, null finds all
CREATE FUNCTION lotse_find_customers(said text, phones text[], most int) RETURNS TABLE ("id" int)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 200
SET search_path = public, pg_temp
SET enable_seqscan = off
SET enable_indexscan = off
SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  workspace int := nullif(current_setting('app.workspace', true), '')::int;
  wanted text;
  numbers text;
BEGIN
  -- A word with a number or an address is meant as a whole; "Müller-Lüdenscheidt" is two words of a name.
  SELECT string_agg('(' || lotse_word_query(workspace, word) || coalesce(' | (' || parts.query || ')', '') || ')', ' & ')
  INTO wanted
  FROM unnest(string_to_array(translate(lotse_fold(said), E'\t\n\u00a0,;', '     '), ' ')) word
  CROSS JOIN LATERAL (
    SELECT string_agg(lotse_word_query(workspace, part), ' & ') AS query
    FROM unnest(string_to_array(lotse_between_words(word), ' ')) part
    WHERE length(part) > 1 AND word !~ '[0-9@]' AND part <> word) parts
  WHERE trim(lotse_between_words(word)) <> '';
  SELECT string_agg(lotse_word_query(workspace, phone), ' | ') INTO numbers FROM unnest(phones) phone;
  IF workspace IS NULL OR coalesce(wanted, numbers) IS NULL THEN
    RETURN;
  END IF;
  RETURN QUERY
    SELECT c."id" FROM customer c
    WHERE c."erasedAt" IS NULL
      AND lotse_customer_words(c."workspaceId", c."name", c."email", c."externalId", c."phoneDigits")
        @@ concat_ws(' | ', '(' || wanted || ')', numbers)::tsquery
    LIMIT most;
END
$$;

REVOKE ALL ON FUNCTION lotse_find_customers(text, text[], int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lotse_find_customers(text, text[], int) TO lotse_app;
