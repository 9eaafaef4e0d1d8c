/** What was typed, so that a refused form can be filled again. */
export type FormValues = Record<string, string | string[]>;

/** Names ending in [] and repeated names become lists; "" stays "" (a schema decides what empty means). Files are left out. */
export function formValues(form: FormData): FormValues {
  const values: FormValues = {};
  for (const [rawName, value] of form.entries()) {
    if (typeof value !== "string" || rawName.startsWith("$ACTION")) continue;
    const list = rawName.endsWith("[]");
    const name = list ? rawName.slice(0, -2) : rawName;
    const before = values[name];
    if (before !== undefined) values[name] = [before, value].flat();
    else values[name] = list ? [value] : value;
  }
  return values;
}

/** Never sent back to the browser. */
const secrets = new Set(["password", "current", "next", "token"]);

export function withoutSecrets(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !secrets.has(name)));
}
