/** What system error codes mean to somebody who runs Lotse. */
const meanings: Record<string, string> = {
  EACCES: "this user has no permission for it",
  EPERM: "this user has no permission for it",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of the path is a file and not a folder",
  EMFILE: "too many files are open",
  ENOMEM: "there is not enough memory",
};

/** An error whose message is a sentence: `what` went wrong, then the reason in words where the code is known. */
export function inWords(error: unknown, what: string): Error {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const reason = (code && meanings[code]) ?? message;
  return new Error(`${what}: ${reason.replace(/\.?$/, ".")}`, { cause: error });
}

/** The code of a system or database error (`ENOENT`, `28P01`), if it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
