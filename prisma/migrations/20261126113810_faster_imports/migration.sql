-- What an import does for every line, made cheaper.

-- As before, but written so that PostgreSQL puts the expression in the place of the call: `text || int` depends on
-- settings as far as it knows, and a function that says otherwise is called for every comment.
CREATE OR REPLACE FUNCTION lotse_feedback_words(workspace int, said text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT to_tsvector('pg_catalog.german', said) || to_tsvector('pg_catalog.english', said)
    || array_to_tsvector(ARRAY['w#' || workspace::text])
$$;

-- As before, but rows that this very transaction has inserted are not locked one by one before others may point to
-- them: nobody else sees them, so nobody can take them away.
CREATE OR REPLACE FUNCTION lotse_insert(target text, source text, columns text[], ordered text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  workspace int := nullif(current_setting('app.workspace', true), '')::int;
  into_table regclass := to_regclass(format('public.%I', target));
  from_table regclass := to_regclass(format('pg_temp.%I', source));
  names text := (SELECT string_agg(quote_ident(name), ', ' ORDER BY n) FROM unnest(columns) WITH ORDINALITY AS c(name, n));
  is_by_set boolean;
  link record;
  ids int[];
  held text;
  is_mine boolean;
  found bigint;
BEGIN
  -- What is read here is read with the owner's rights: a plain table whose columns run no code of the caller.
  IF workspace IS NULL OR into_table IS NULL OR from_table IS NULL
    OR NOT has_table_privilege('lotse_app', into_table, 'INSERT')
    OR NOT EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = into_table AND polname = 'workspace_only')
    OR NOT EXISTS (SELECT 1 FROM pg_class WHERE oid = from_table AND relkind = 'r' AND relpersistence = 't' AND NOT relrowsecurity)
    OR EXISTS (
      SELECT 1 FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = from_table AND a.attnum > 0 AND NOT a.attisdropped
        AND (a.attgenerated <> '' OR t.typnamespace NOT IN ('pg_catalog'::regnamespace, 'public'::regnamespace)))
  THEN
    RAISE EXCEPTION 'rows of % cannot be inserted into %', source, target USING ERRCODE = 'insufficient_privilege';
  END IF;

  -- Checked by set: links of the workspace and one id. Triggers must fire whatever happens, or there must be none.
  is_by_set := NOT EXISTS (
      SELECT 1 FROM pg_trigger WHERE tgrelid = into_table AND NOT tgisinternal AND tgenabled NOT IN ('A', 'D'))
    AND NOT EXISTS (
      SELECT 1 FROM pg_constraint WHERE conrelid = into_table AND contype = 'f' AND array_length(conkey, 1) <> 2);
  IF is_by_set THEN
    BEGIN
      PERFORM set_config('session_replication_role', 'replica', true);
    EXCEPTION WHEN insufficient_privilege THEN
      is_by_set := false;
    END;
  END IF;

  EXECUTE format('INSERT INTO %s ("workspaceId", %s) SELECT %s, %s FROM pg_temp.%I%s', into_table, names, workspace, names,
    source, CASE WHEN ordered IS NULL THEN '' ELSE format(' ORDER BY %I', ordered) END);
  IF NOT is_by_set THEN
    RETURN;
  END IF;
  PERFORM set_config('session_replication_role', 'origin', true);

  FOR link IN
    SELECT c.conname, c.confrelid::regclass AS parent, mine.attname AS mine, theirs.attname AS theirs
    FROM pg_constraint c
    JOIN pg_attribute mine ON mine.attrelid = c.conrelid AND mine.attnum = ANY (c.conkey) AND mine.attname <> 'workspaceId'
    JOIN pg_attribute theirs ON theirs.attrelid = c.confrelid AND theirs.attnum = ANY (c.confkey)
      AND theirs.attname <> 'workspaceId'
    WHERE c.conrelid = into_table AND c.contype = 'f' AND mine.attname = ANY (columns)
    ORDER BY c.conname
  LOOP
    EXECUTE format('SELECT array_agg(DISTINCT %I) FROM pg_temp.%I WHERE %I IS NOT NULL', link.mine, source, link.mine)
      INTO ids;
    CONTINUE WHEN ids IS NULL;
    held := format('SELECT true FROM %s WHERE "workspaceId" = $1 AND %I = ANY ($2)', link.parent, link.theirs);
    -- If one of them is this transaction's own, most likely all are.
    EXECUTE held || ' AND xmin = pg_current_xact_id()::xid' INTO is_mine USING workspace, ids[1:1];
    IF is_mine THEN
      EXECUTE format('SELECT count(*) FROM (%s AND xmin = pg_current_xact_id()::xid) mine', held) USING workspace, ids
        INTO found;
      CONTINUE WHEN found = cardinality(ids);
    END IF;
    EXECUTE format('SELECT count(*) FROM (%s FOR KEY SHARE) held', held) USING workspace, ids INTO found;
    IF found <> cardinality(ids) THEN
      RAISE EXCEPTION 'insert on table "%" violates foreign key constraint "%"', target, link.conname
        USING ERRCODE = 'foreign_key_violation';
    END IF;
  END LOOP;
END
$$;
