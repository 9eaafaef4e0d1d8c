-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "mondayMailedOn" DATE;

-- Who gets the Monday mail is asked on the page of a person, which belongs to no workspace.
CREATE FUNCTION auth_monday_mails(person int)
RETURNS TABLE ("slug" text, "workspaceName" text, "mondayMail" boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT w."slug"::text, w."name"::text, m."mondayMail"
  FROM membership m
  JOIN workspace w ON w."id" = m."workspaceId"
  JOIN "user" u ON u."id" = m."userId"
  WHERE m."userId" = person AND m."deactivatedAt" IS NULL AND u."deactivatedAt" IS NULL AND w."closedAt" IS NULL
  ORDER BY w."name", w."id"
$$;
REVOKE ALL ON FUNCTION auth_monday_mails(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth_monday_mails(int) TO lotse_app;

-- The Monday mails of each workspace, from seven o'clock on its own Monday; asked by the worker every minute while there
-- is a mail server. A job that waits already is not added again.
CREATE FUNCTION lotse_add_monday_mails(at timestamptz DEFAULT now()) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
BEGIN
  PERFORM graphile_worker.add_job(
    'monday-mail',
    json_build_object('workspaceId', w."id", 'input', json_build_object()),
    job_key => w."id" || ':monday-mail',
    job_key_mode => 'preserve_run_at',
    max_attempts => 5)
  FROM workspace w
  WHERE w."closedAt" IS NULL
    AND extract(isodow FROM at AT TIME ZONE w."timeZone") = 1
    AND extract(hour FROM at AT TIME ZONE w."timeZone") >= 7
    AND EXISTS (
      SELECT 1 FROM membership m
      WHERE m."workspaceId" = w."id" AND m."mondayMail" AND m."deactivatedAt" IS NULL
        AND (m."mondayMailedOn" IS NULL OR m."mondayMailedOn" < (at AT TIME ZONE w."timeZone")::date));
END
$$;
REVOKE ALL ON FUNCTION lotse_add_monday_mails(timestamptz) FROM PUBLIC;
