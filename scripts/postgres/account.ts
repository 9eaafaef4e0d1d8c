import fs from "node:fs";
import { type Account, run } from "@/scripts/postgres/run";

const name = "postgres";

/**
 * The account that PostgreSQL runs as: null means our own. PostgreSQL refuses to run as root, so for root it is
 * the owner of the data that already exists, else the system user `postgres`, which is created when missing.
 */
export async function findAccount(existingData: string | null): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  if (existingData) {
    const { uid, gid } = fs.statSync(existingData);
    if (uid !== 0)
      return { name: `the user ${(await run("id", ["-nu", String(uid)])).stdout.trim() || uid}`, uid, gid };
  }
  const account = (await lookUp()) ?? (await create());
  if (existingData) await run("chown", ["-R", `${account.uid}:${account.gid}`, existingData]);
  return account;
}

async function lookUp(): Promise<Account | null> {
  const uid = await run("id", ["-u", name]);
  const gid = await run("id", ["-g", name]);
  if (uid.code !== 0 || gid.code !== 0) return null;
  return { name: `the user ${name}`, uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** The commands of Debian, Red Hat and SUSE, then that of small systems; whoever loses a race finds the winner's user. */
async function create(): Promise<Account> {
  const attempts: [string, ...string[]][] = [
    ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
    ["adduser", "-S", "-D", "-H", name],
  ];
  for (const [command, ...args] of attempts) {
    await run(command, args).catch(() => undefined);
    const account = await lookUp();
    if (account) return account;
  }
  throw new Error(
    `PostgreSQL cannot run as root and the system user "${name}" could not be created. Create it, start Lotse as an ordinary user, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}
