-- Of a workspace that came after PostgreSQL last looked at a table it expects a row or none, however many there are by
-- now: each look-up goes through all of them, for as long as the other workspaces' rows are many enough for it not to look
-- anew. Whoever writes many rows has it asked what it expects, and where that is far from what is there, to look.
CREATE FUNCTION lotse_learn_size(name text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
  workspace int := nullif(current_setting('app.workspace', true), '')::int;
  plan json;
  expected bigint;
  found bigint;
BEGIN
  IF workspace IS NULL OR NOT EXISTS (
    SELECT FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspaceId'
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname = name) THEN
    RETURN;
  END IF;
  EXECUTE format('EXPLAIN (FORMAT JSON) SELECT FROM %I WHERE "workspaceId" = %s', name, workspace) INTO plan;
  expected := (plan -> 0 -> 'Plan' ->> 'Plan Rows')::bigint;
  -- Who is expected to have so many is looked up with care in any case.
  IF expected > 100000 THEN
    RETURN;
  END IF;
  EXECUTE format('SELECT count(*) FROM (SELECT FROM %I WHERE "workspaceId" = $1 LIMIT $2) one', name)
    INTO found USING workspace, 4 * expected + 100;
  IF found = 4 * expected + 100 THEN
    PERFORM lotse_analyze(ARRAY[name]);
  END IF;
END
$$;
REVOKE ALL ON FUNCTION lotse_learn_size(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lotse_learn_size(text) TO lotse_app;
