-- The frame of the demo company says on every page that it is invented, so whoever comes in is told whether it is one.
DROP FUNCTION auth_memberships(int);
CREATE FUNCTION auth_memberships(person int)
RETURNS TABLE ("workspaceId" int, "slug" text, "workspaceName" text, "timeZone" text, "currency" text, "workspaceLocale" text, "role" text, "isDemo" boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT w."id", w."slug"::text, w."name"::text, w."timeZone"::text, w."currency"::text, w."locale"::text, m."role"::text,
    w."demoPlantedAt" IS NOT NULL
  FROM membership m
  JOIN workspace w ON w."id" = m."workspaceId"
  JOIN "user" u ON u."id" = m."userId"
  WHERE m."userId" = person AND m."deactivatedAt" IS NULL AND u."deactivatedAt" IS NULL AND w."closedAt" IS NULL
  ORDER BY w."name", w."id"
$$;
REVOKE ALL ON FUNCTION auth_memberships(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auth_memberships(int) TO lotse_app;
