/** Where to go after signing in: a path of ours, never somebody else's address. */
export function safePath(wanted: string | string[] | undefined, otherwise: string): string {
  if (typeof wanted !== "string" || !/^\/(?![/\\])[^\s\\]*$/.test(wanted)) return otherwise;
  return wanted.slice(0, 2_000);
}
