/**
 * The key of an attribute as it is read: `home_owner` and `homeOwner` are "Home owner", `preisgarantie` "Preisgarantie".
 * Files and programs name attributes by their keys; no names are kept beside them.
 */
export function attributeName(key: string): string {
  const words = key
    .replace(
      /(\p{Ll})(\p{Lu})(?=\p{Ll})/gu,
      (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
    )
    .replace(/[_\-.]+/g, " ")
    .trim();
  return words === "" ? key : words.charAt(0).toUpperCase() + words.slice(1);
}
