-- Who is who, when and where: after a whole history has come in at once, the planner must know more of a table than how
-- many rows a workspace has, or the first pages wait for the server to notice by itself.
CREATE FUNCTION lotse_analyze_whole(tables text[]) RETURNS void
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
    EXECUTE format('ANALYZE (SKIP_LOCKED) %I', name);
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION lotse_analyze_whole(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lotse_analyze_whole(text[]) TO lotse_app;
