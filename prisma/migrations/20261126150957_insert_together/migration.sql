-- Records and their answers are inserted in one call, and what they both point to is looked up and held once. Before, each
-- answer's customer was looked up again right after its record's, and each record that an answer belongs to.

-- Rows of one or several temporary tables into their tables, parents before children. What they point to is held against
-- deletion once for all of them, as the checks of single rows would hold it; what is inserted by this very call is compared
-- with what was handed in: nobody else sees it, so nobody can take it away.
-- parts: [{"target": table, "source": temporary table, "columns": [names in both], "ordered": column to insert by}, …]
CREATE FUNCTION lotse_insert(parts jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  workspace int := nullif(current_setting('app.workspace', true), '')::int;
  part record;
  is_by_set boolean := true;
  link record;
  ids int[];
  found bigint;
BEGIN
  FOR part IN SELECT * FROM jsonb_to_recordset(parts) AS p(target text, source text) LOOP
    -- What is read here is read with the owner's rights: a plain table whose columns run no code of the caller.
    IF workspace IS NULL OR to_regclass(format('public.%I', part.target)) IS NULL
      OR NOT has_table_privilege('lotse_app', format('public.%I', part.target), 'INSERT')
      OR NOT EXISTS (
        SELECT 1 FROM pg_policy WHERE polrelid = to_regclass(format('public.%I', part.target)) AND polname = 'workspace_only')
      OR NOT EXISTS (
        SELECT 1 FROM pg_class WHERE oid = to_regclass(format('pg_temp.%I', part.source)) AND relkind = 'r'
          AND relpersistence = 't' AND NOT relrowsecurity)
      OR EXISTS (
        SELECT 1 FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        WHERE a.attrelid = to_regclass(format('pg_temp.%I', part.source)) AND a.attnum > 0 AND NOT a.attisdropped
          AND (a.attgenerated <> '' OR t.typnamespace NOT IN ('pg_catalog'::regnamespace, 'public'::regnamespace)))
    THEN
      RAISE EXCEPTION 'rows of % cannot be inserted into %', part.source, part.target USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- Checked by set: links of the workspace and one id. Triggers must fire whatever happens, or there must be none; and
    -- none may change the rows.
    is_by_set := is_by_set AND NOT EXISTS (
        SELECT 1 FROM pg_trigger WHERE tgrelid = to_regclass(format('public.%I', part.target)) AND NOT tgisinternal
          AND (tgenabled NOT IN ('A', 'D') OR tgtype::int & 3 = 3))
      AND NOT EXISTS (
        SELECT 1 FROM pg_constraint WHERE conrelid = to_regclass(format('public.%I', part.target)) AND contype = 'f'
          AND array_length(conkey, 1) <> 2);
  END LOOP;
  IF is_by_set THEN
    BEGIN
      PERFORM set_config('session_replication_role', 'replica', true);
    EXCEPTION WHEN insufficient_privilege THEN
      is_by_set := false;
    END;
  END IF;

  FOR part IN
    SELECT p.*, (SELECT string_agg(quote_ident(name), ', ' ORDER BY n) FROM unnest(p.columns) WITH ORDINALITY AS c(name, n)) AS names
    FROM jsonb_to_recordset(parts) AS p(target text, source text, columns text[], ordered text)
  LOOP
    EXECUTE format('INSERT INTO %I ("workspaceId", %s) SELECT %s, %s FROM pg_temp.%I%s', part.target, part.names, workspace,
      part.names, part.source, CASE WHEN part.ordered IS NULL THEN '' ELSE format(' ORDER BY %I', part.ordered) END);
  END LOOP;
  IF NOT is_by_set THEN
    RETURN;
  END IF;
  PERFORM set_config('session_replication_role', 'origin', true);

  FOR link IN
    SELECT (array_agg(format('insert on table "%s" violates foreign key constraint "%s"', p.target, c.conname)))[1] AS refusal,
      c.confrelid::regclass AS parent, theirs.attname AS theirs,
      string_agg(format('SELECT %I AS id FROM pg_temp.%I', mine.attname, p.source), ' UNION ALL ') AS linked,
      (SELECT format('SELECT FROM pg_temp.%I own WHERE own.%I = linked.id', own.source, theirs.attname)
       FROM jsonb_to_recordset(parts) AS own(target text, source text, columns text[])
       WHERE to_regclass(format('public.%I', own.target)) = c.confrelid AND theirs.attname = ANY (own.columns)) AS own
    FROM jsonb_to_recordset(parts) AS p(target text, source text, columns text[])
    JOIN pg_constraint c ON c.conrelid = to_regclass(format('public.%I', p.target)) AND c.contype = 'f'
    JOIN pg_attribute mine ON mine.attrelid = c.conrelid AND mine.attnum = ANY (c.conkey) AND mine.attname <> 'workspaceId'
    JOIN pg_attribute theirs ON theirs.attrelid = c.confrelid AND theirs.attnum = ANY (c.confkey)
      AND theirs.attname <> 'workspaceId'
    WHERE mine.attname = ANY (p.columns)
    GROUP BY c.confrelid, theirs.attname
    ORDER BY c.confrelid::regclass::text
  LOOP
    EXECUTE format('SELECT array_agg(id) FROM (SELECT DISTINCT id FROM (%s) linked WHERE id IS NOT NULL%s) wanted',
      link.linked, CASE WHEN link.own IS NULL THEN '' ELSE format(' AND NOT EXISTS (%s)', link.own) END) INTO ids;
    CONTINUE WHEN ids IS NULL;
    EXECUTE format('SELECT count(*) FROM (SELECT FROM %s WHERE "workspaceId" = $1 AND %I = ANY ($2) FOR KEY SHARE) held',
      link.parent, link.theirs) USING workspace, ids INTO found;
    IF found <> cardinality(ids) THEN
      RAISE EXCEPTION '%', link.refusal USING ERRCODE = 'foreign_key_violation';
    END IF;
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION lotse_insert(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lotse_insert(jsonb) TO lotse_app;

-- One table alone.
CREATE OR REPLACE FUNCTION lotse_insert(target text, source text, columns text[], ordered text DEFAULT NULL) RETURNS void
LANGUAGE sql VOLATILE
AS $$
  SELECT public.lotse_insert(jsonb_build_array(jsonb_build_object(
    'target', target, 'source', source, 'columns', to_jsonb(columns), 'ordered', ordered)));
$$;
