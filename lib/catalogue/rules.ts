type Named = { name: string; translations: Record<string, string> | null };

/**
 * A name is in the workspace's language and stands in its translations too, where there are any; a new one replaces
 * both. Undefined keeps what is there.
 */
export function renamed(before: Named, name: string | undefined, workspaceLocale: string): Named {
  if (name === undefined || name === before.name)
    return { name: before.name, translations: before.translations };
  return { name, translations: before.translations && { ...before.translations, [workspaceLocale]: name } };
}
