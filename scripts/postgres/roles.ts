import type pg from "pg";
import { codeOf, inWords } from "@/scripts/postgres/in-words";

/** The role that the app works as. Row-level security applies to it: no superuser, no BYPASSRLS, owner of nothing. */
export const appRole = "lotse_app";

type Session = Pick<pg.Client, "query">;

/**
 * The app's role exists, is harmless, may enter this database, and can be taken on by the login that the app uses:
 * `appUrl`'s if the operator gave the app one of its own, else the owner's. In the embedded cluster it can log in
 * itself and nothing needs to be granted. Rejects with a sentence that says what an administrator has to do.
 */
export async function ensureRoles(session: Session, appUrl?: string): Promise<void> {
  const owner = await readRole(session, "current_user");
  const login = appUrl ? decodeURIComponent(new URL(appUrl).username) : owner.name;
  await createRole(session, owner.name, login);
  await refuseSuperuser(session, appRole);
  if (login !== owner.name) await refuseSuperuser(session, login);
  await grantRole(session, owner.name, login);
  await admit(session, owner.name);
}

/** In the embedded cluster, by its superuser: the role can log in. Tells whether it was missing. */
export async function createAppRole(session: Session, password: string): Promise<boolean> {
  // Only characters of base64url: nothing to escape.
  return createRoleUnlessThere(session, `LOGIN PASSWORD '${password}'`);
}

async function createRole(session: Session, owner: string, login: string): Promise<void> {
  try {
    await createRoleUnlessThere(session, "NOLOGIN");
  } catch (error) {
    throw inWords(
      new Error(
        `${codeOf(error) === "42501" ? "it lacks CREATEROLE" : error}. An administrator can do it: CREATE ROLE ${appRole} NOLOGIN; GRANT ${appRole} TO ${quote(login)};`,
      ),
      `The database user ${owner} could not create the role ${appRole}`,
    );
  }
}

async function createRoleUnlessThere(session: Session, login: string): Promise<boolean> {
  const known = await session.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [appRole]);
  if (known.rowCount) return false;
  try {
    await session.query(`CREATE ROLE ${appRole} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE ${login}`);
    return true;
  } catch (error) {
    // Two processes at once: the other one has made it.
    if (codeOf(error) === "42710" || codeOf(error) === "23505") return false;
    throw error;
  }
}

async function refuseSuperuser(session: Session, name: string): Promise<void> {
  const role = await readRole(session, quoteLiteral(name));
  if (!role.passesRowSecurity) return;
  throw new Error(
    `The database user ${name}, which the app works as, passes row-level security. It must be neither a superuser nor have BYPASSRLS.`,
  );
}

async function grantRole(session: Session, owner: string, login: string): Promise<void> {
  if (login === appRole) return;
  // The owner must not inherit it: it would then be subject to the policies for the app's role.
  const inherit = login !== owner;
  const split = await splitsMembership(session);
  const privilege = inherit ? "USAGE" : split ? "SET" : "MEMBER";
  const { rows } = await session.query("SELECT pg_has_role($1, $2, $3) AS yes", [login, appRole, privilege]);
  if (rows[0]?.yes === true) return;
  const options = split ? `WITH SET TRUE, INHERIT ${inherit}` : "";
  try {
    await session.query(`GRANT ${appRole} TO ${quote(login)} ${options}`);
  } catch (error) {
    throw inWords(
      new Error(
        `${error instanceof Error ? error.message : error}. An administrator can do it: GRANT ${appRole} TO ${quote(login)};`,
      ),
      `The database user ${owner} could not grant the role ${appRole} to ${login}`,
    );
  }
}

/** Since PostgreSQL 16 a membership says whether it may be taken on (SET) and whether it works by itself (INHERIT). */
async function splitsMembership(session: Session): Promise<boolean> {
  const { rows } = await session.query("SELECT current_setting('server_version_num')::int >= 160000 AS yes");
  return rows[0]?.yes === true;
}

/** Both are open to everybody unless an administrator closed them, in which case granting may be the administrator's too. */
async function admit(session: Session, owner: string): Promise<void> {
  const { rows } = await session.query<{ enter: boolean; use: boolean; create: boolean; database: string }>(
    `SELECT has_database_privilege($1, current_database(), 'CONNECT') AS enter,
            has_schema_privilege($1, 'public', 'USAGE') AS use,
            has_schema_privilege('public', 'CREATE') AS create,
            current_database() AS database`,
    [appRole],
  );
  const may = rows[0];
  if (!may) return;
  if (!may.create) {
    throw new Error(
      `The database user ${owner} may not create tables in the database ${may.database}. An administrator can do it: ALTER DATABASE ${quote(may.database)} OWNER TO ${quote(owner)};`,
    );
  }
  if (!may.enter) await session.query(`GRANT CONNECT ON DATABASE ${quote(may.database)} TO ${appRole}`);
  if (!may.use) await session.query(`GRANT USAGE ON SCHEMA public TO ${appRole}`);
}

async function readRole(
  session: Session,
  expression: string,
): Promise<{ name: string; passesRowSecurity: boolean }> {
  const { rows } = await session.query(
    `SELECT rolname AS name, rolsuper OR rolbypassrls AS passes FROM pg_roles WHERE rolname = ${expression}`,
  );
  if (!rows[0]) throw new Error(`There is no database user ${expression}.`);
  return { name: String(rows[0].name), passesRowSecurity: rows[0].passes === true };
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
