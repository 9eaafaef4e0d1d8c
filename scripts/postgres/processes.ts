import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { codeOf } from "@/scripts/postgres/in-words";

/** Whether a process with this id exists, be it somebody else's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/**
 * Whether this process is the PostgreSQL of a data directory, given by its real path, and not another program that
 * was given the id of one that died. PostgreSQL's current folder is its data directory. In a container root may not
 * look at the folder of another user's process, and macOS has no /proc: there the command line tells.
 */
export function worksIn(pid: number, pgdata: string): boolean {
  if (process.platform === "linux") {
    try {
      return fs.readlinkSync(`/proc/${pid}/cwd`) === pgdata;
    } catch (error) {
      if (codeOf(error) !== "EACCES" && codeOf(error) !== "EPERM") return false;
    }
  }
  return isPostgres(pid) && readCommand(pid).includes(` -D ${pgdata} `);
}

/** Of whatever data directory. Not so a process that has ended and that its parent has not collected yet. */
export function isPostgres(pid: number): boolean {
  return path.basename(readCommand(pid).split(" -D ")[0] ?? "").startsWith("postgres");
}

/** The command line with a space after each word, empty if there is no such process. */
function readCommand(pid: number): string {
  try {
    if (process.platform === "linux")
      return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" }).replace(
      "\n",
      " ",
    );
  } catch {
    return "";
  }
}
