-- How many rows a workspace has is what the planner must know to find one of them by index. An import that has just
-- brought a million cannot wait until the server notices by itself; only a table's owner may analyze it.
CREATE FUNCTION lotse_analyze(tables text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  name text;
BEGIN
  FOR name IN
    SELECT c.relname FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspaceId'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname = ANY (tables)
  LOOP
    -- Somebody who holds the lock is doing the same.
    EXECUTE format('ANALYZE (SKIP_LOCKED) %I ("workspaceId")', name);
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION lotse_analyze(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lotse_analyze(text[]) TO lotse_app;
