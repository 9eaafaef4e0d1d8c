import { peopleById } from "@/lib/auth/people";
import type { Catalogue } from "../rules/names";
import { uuid7 } from "../rules/uuid7";
import { refreshStatistics, type Store } from "./stage";

/** So many new names at once change what the planner should believe before the next statement. */
const many = 50;

/**
 * Inner ids of customers named as the API names them. Those that are missing are created if the import may; else they
 * are missing from the map.
 */
export async function resolveCustomers(
  store: Store,
  names: Iterable<string>,
  kind: "person" | "company" = "person",
): Promise<Map<string, number>> {
  const { client, workspaceId, importId } = store;
  const ids = new Map<string, number>();
  const external = new Set<string>();
  const ours = new Set<string>();
  for (const name of names) (name.startsWith("ext:") ? external : ours).add(name);
  for (const name of ours) {
    // An id of ours that nobody here has may still be the name that another system gave.
    external.add(`ext:${name}`);
  }
  const look = async (wanted: string[]) => {
    if (wanted.length === 0) return;
    const { rows } = await client.query<[number, string]>({
      text: `select "id", "externalId" from customer where "workspaceId" = $1 and "externalId" = any($2::text[])`,
      values: [workspaceId, wanted],
      rowMode: "array",
    });
    for (const [id, externalId] of rows) ids.set(`ext:${externalId}`, id);
  };
  const externalIds = [...external].map((name) => name.slice(4));
  await look(externalIds);
  if (ours.size > 0) {
    const { rows } = await client.query<[number, string]>({
      text: `select "id", "publicId"::text from customer where "workspaceId" = $1 and "publicId" = any($2::uuid[])`,
      values: [workspaceId, [...ours]],
      rowMode: "array",
    });
    const found = new Map(rows.map(([id, publicId]) => [publicId, id]));
    for (const name of ours) {
      const id = found.get(name) ?? ids.get(`ext:${name}`);
      if (id !== undefined) ids.set(name, id);
    }
  }
  if (!store.creates.has("customers")) return ids;
  const stillMissing = () =>
    [...external].filter((name) => !ids.has(name) && !ids.has(name.slice(4))).map((name) => name.slice(4));
  let missing = stillMissing();
  if (missing.length > 0 && store.before) {
    await store.before.committed;
    await look(missing);
    missing = stillMissing();
  }
  if (missing.length === 0) return ids;
  const now = Date.now();
  await client.query(
    `insert into customer ("workspaceId", "publicId", "externalId", "kind", "importId")
     select $1, "publicId", name, $4::"CustomerKind", $3 from unnest($2::text[], $5::uuid[]) as missing(name, "publicId")
     order by name on conflict ("workspaceId", "externalId") do nothing`,
    [workspaceId, missing, importId, kind, missing.map(() => uuid7(now))],
  );
  if (missing.length >= many) await refreshStatistics(store, ["customer"]);
  await look(missing);
  for (const name of ours) {
    const id = ids.get(`ext:${name}`);
    if (!ids.has(name) && id !== undefined) ids.set(name, id);
  }
  return ids;
}

type Entry = { id: number; channelId: number | null };

/**
 * Inner ids of a catalogue's entries by key, else by a name that only one of them has in any language: lists that people
 * keep say "Field service" and not `field-service`. Touchpoints with their channel. Missing ones as with customers.
 */
export async function resolveKeys(
  store: Store,
  catalogue: Catalogue,
  keys: Iterable<string>,
): Promise<Map<string, Entry>> {
  const wanted = [...new Set(keys)];
  if (wanted.length === 0) return new Map();
  const { client, workspaceId, importId, creates } = store;
  const channel = catalogue === "touchpoint" ? `"channelId"` : "null::int";
  const look = async () => {
    const { rows } = await client.query<{ key: string } & Entry>(
      `select "key", "id", ${channel} as "channelId" from ${catalogue} where "workspaceId" = $1 and "key" = any($2::text[])`,
      [workspaceId, wanted],
    );
    return new Map(rows.map(({ key, ...entry }) => [key, entry]));
  };
  const found = await look();
  const unknown = wanted.filter((key) => !found.has(key));
  if (unknown.length > 0)
    for (const [name, entry] of await namedOnce(store, catalogue, channel, unknown)) found.set(name, entry);
  const mayCreate =
    (catalogue === "touchpoint" && creates.has("touchpoints")) ||
    (catalogue === "product_group" && creates.has("products"));
  const missing = wanted.filter((key) => !found.has(key));
  if (!mayCreate || missing.length === 0) return found;
  await store.before?.committed;
  await client.query(
    `insert into ${catalogue} ("workspaceId", "key", "name", "importId")
     select $1, key, key, $3 from unnest($2::text[]) as key order by key
     on conflict ("workspaceId", "key") do nothing`,
    [workspaceId, missing, importId],
  );
  if (missing.length >= many) await refreshStatistics(store, [catalogue]);
  return new Map([...found, ...(await look())]);
}

/** Entries that go by one of these names, whatever its letters' case; names that several have are left out. */
async function namedOnce(
  { client, workspaceId }: Store,
  catalogue: Catalogue,
  channel: string,
  names: readonly string[],
): Promise<Map<string, Entry>> {
  const { rows } = await client.query<{ name: string } & Entry>(
    `select distinct named.name, t."id", ${channel} as "channelId" from ${catalogue} t,
       lateral (select lower(t."name") union select lower(v.value) from jsonb_each_text(coalesce(t."translations", '{}')) v)
         named(name)
     where t."workspaceId" = $1 and named.name = any($2::text[])`,
    [workspaceId, names.map((name) => name.toLowerCase())],
  );
  return onlyOnes(
    names,
    rows.map(({ name, ...entry }) => [name, entry] as const),
  );
}

/** What each name means, if there is no doubt. */
function onlyOnes<One>(
  names: Iterable<string>,
  known: readonly (readonly [string, One])[],
): Map<string, One> {
  const found = new Map<string, One>();
  for (const name of names) {
    const [first, ...others] = known.filter(([said]) => said === name.toLowerCase());
    if (first && others.length === 0) found.set(name, first[1]);
  }
  return found;
}

/** Members by e-mail address or by name, as lists call them; a name that two of them have is nobody's. */
export async function resolveMembers(
  { client, workspaceId }: Store,
  names: Iterable<string>,
): Promise<Map<string, number>> {
  const { rows } = await client.query<{ userId: number }>(
    `select "userId" from membership where "workspaceId" = $1 and "deactivatedAt" is null`,
    [workspaceId],
  );
  const people = [...(await peopleById(rows.map(({ userId }) => userId))).values()];
  return onlyOnes(
    names,
    people.flatMap(({ id, name, email }) =>
      [...new Set([name.toLowerCase(), email.toLowerCase()])].map((said) => [said, id] as const),
    ),
  );
}

type Product = { id: number; groupId: number | null };

/** Products by key; missing ones are created with the name and group that the file has for them. */
export async function resolveProducts(
  store: Store,
  products: ReadonlyMap<string, { name: string; groupId: number | null }>,
): Promise<Map<string, Product>> {
  const { client, workspaceId, importId, creates } = store;
  const look = async (keys: string[]) => {
    const { rows } = await client.query<{ key: string } & Product>(
      `select "key", "id", "productGroupId" as "groupId" from product where "workspaceId" = $1 and "key" = any($2::text[])`,
      [workspaceId, keys],
    );
    return rows.map(({ key, ...product }) => [key, product] as const);
  };
  const found = new Map(await look([...products.keys()]));
  const missing = [...products].filter(([key]) => !found.has(key));
  if (!creates.has("products") || missing.length === 0) return found;
  await client.query(
    `insert into product ("workspaceId", "key", "name", "productGroupId", "importId")
     select $1, key, name, "groupId", $5
     from unnest($2::text[], $3::text[], $4::int[]) as missing(key, name, "groupId") order by key
     on conflict ("workspaceId", "key") do nothing`,
    [
      workspaceId,
      missing.map(([key]) => key),
      missing.map(([key, { name }]) => name || key),
      missing.map(([, { groupId }]) => groupId),
      importId,
    ],
  );
  if (missing.length >= many) await refreshStatistics(store, ["product"]);
  for (const [key, product] of await look(missing.map(([key]) => key))) found.set(key, product);
  return found;
}
