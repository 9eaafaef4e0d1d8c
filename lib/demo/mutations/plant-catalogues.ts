import { starterCatalogue } from "@/lib/workspaces/rules/starter-catalogue";
import type { Calendar } from "../rules/calendar";
import { dayText } from "../rules/calendar";
import domain from "../rules/domain.json";
import { segments } from "../rules/segments";
import { productKey, storyDay } from "../rules/story";
import { type Cell, idOf, insertKeyed, insertRows, type Planting } from "./insert-rows";

export type Catalogues = {
  phases: Map<string, number>;
  touchpoints: Map<string, { id: number; channelId: number }>;
  channels: Map<string, number>;
  departments: Map<string, number>;
  segments: Map<string, number>;
  products: Map<string, { id: number; groupId: number }>;
};

const names = ["name", "translations"];
const both = (de = "", en = ""): Cell[] => [de, JSON.stringify({ de, en })];

/** What an admin sets up: phases, channels, departments, products, touchpoints, segments, and the flags on trends. */
export async function plantCatalogues(
  planting: Planting,
  calendar: Calendar,
  staff: ReadonlyMap<string, number>,
): Promise<Catalogues> {
  const starter = starterCatalogue("de");
  const rowsOf = (rows: typeof starter.phases) =>
    rows.map(({ key, name, translations, position }) => [key, name, JSON.stringify(translations), position]);
  const columns = ["key", ...names, "position"];
  const tops = await insertKeyed(
    planting,
    "phase",
    columns,
    rowsOf(starter.phases.filter(({ parent }) => !parent)),
  );
  const subPhases = starter.phases.filter(({ parent }) => parent);
  const subs = await insertKeyed(
    planting,
    "phase",
    [...columns, "parentId"],
    rowsOf(subPhases).map((row, index) => [...row, idOf(tops, subPhases[index]?.parent ?? "")]),
  );
  const channels = await insertKeyed(planting, "channel", columns, rowsOf(starter.channels));
  const moments = await insertKeyed(
    planting,
    "moment_of_truth",
    columns,
    domain.moments.map(([key = "", de, en], position) => [key, ...both(de, en), position]),
  );
  const departments = await insertKeyed(
    planting,
    "department",
    [...columns, "headName"],
    domain.departments.map(([key = "", de, en, head], position) => [
      key,
      ...both(de, en),
      position,
      head ?? null,
    ]),
  );
  await joinDepartments(planting, departments, staff);
  const touchpoints = await plantTouchpoints(
    planting,
    { phases: subs, channels, moments, departments },
    staff,
    dayText(calendar.from(-8)),
  );
  const segmentIds = await insertKeyed(
    planting,
    "segment",
    ["key", ...names, "description", "descriptions", "rule", "leading", "position"],
    segments.map(({ key, de, en, description, rule, leading }, position) => [
      key,
      ...both(de, en),
      description?.de ?? null,
      description && JSON.stringify(description),
      JSON.stringify(rule),
      leading,
      position,
    ]),
  );
  await insertRows(
    planting,
    "marker",
    ["on", "title", "translations", "touchpointId", "segmentId"],
    domain.events.map(([when = "", de = "", en = "", touchpoint = "", acts = ""]) => {
      const [, title, translations] = ["", ...both(de, en)];
      const segment = acts.startsWith("wirkt auf ") ? acts.slice("wirkt auf ".length) : null;
      return [
        dayText(calendar.day(...storyDay(when))),
        title ?? "",
        translations ?? "",
        idOf(new Map([...touchpoints].map(([key, { id }]) => [key, id])), touchpoint),
        segment && idOf(segmentIds, segment),
      ];
    }),
  );
  return {
    phases: new Map([...tops, ...subs]),
    channels,
    departments,
    segments: segmentIds,
    touchpoints,
    products: await plantProducts(planting),
  };
}

async function plantProducts(planting: Planting): Promise<Catalogues["products"]> {
  const groups = domain.products as [string, string, string, [string, number][]][];
  const groupIds = await insertKeyed(
    planting,
    "product_group",
    ["key", ...names, "position"],
    groups.map(([key, de, en], position) => [key, ...both(de, en), position]),
  );
  const products = groups.flatMap(([group, , , entries]) =>
    entries.map(([name, price]) => ({
      key: productKey(name),
      name,
      groupId: idOf(groupIds, group),
      price,
    })),
  );
  const ids = await insertKeyed(
    planting,
    "product",
    ["key", "name", "productGroupId", "priceMinor"],
    products.map(({ key, name, groupId, price }) => [key, name, groupId, price]),
  );
  return new Map(products.map(({ key, groupId }) => [key, { id: idOf(ids, key), groupId }]));
}

type Placed = Record<"phases" | "channels" | "moments" | "departments", Map<string, number>>;

async function plantTouchpoints(
  planting: Planting,
  { phases, channels, moments, departments }: Placed,
  staff: ReadonlyMap<string, number>,
  since: string,
): Promise<Catalogues["touchpoints"]> {
  const orNull = (ids: Map<string, number>, key: string) => (key === "" ? null : idOf(ids, key));
  const headOf = new Map(
    domain.departments.map(([key = "", , , head = ""]) => [key, staff.get(head) ?? null]),
  );
  const ids = await insertKeyed(
    planting,
    "touchpoint",
    [
      ...["key", ...names, "phaseId", "channelId", "departmentId", "momentOfTruthId", "ownerUserId"],
      ...["planned", "state", "contactsPerMonth", "createdAt", "position"],
    ],
    domain.touchpoints.map((one, position) => [
      one.key,
      ...both(one.de, one.en),
      idOf(phases, one.subPhase),
      idOf(channels, one.channel),
      orNull(departments, one.department),
      orNull(moments, one.momentOfTruth),
      headOf.get(one.department) ?? null,
      one.initiative === "p",
      one.state,
      Number(one.contactsPerMonth) || null,
      since,
      position,
    ]),
  );
  return new Map(
    domain.touchpoints.map(({ key, channel }) => [
      key,
      { id: idOf(ids, key), channelId: idOf(channels, channel) },
    ]),
  );
}

/** Where the people of the demo work: at the head of a department, or in one. */
async function joinDepartments(
  { client, workspaceId }: Planting,
  departments: ReadonlyMap<string, number>,
  staff: ReadonlyMap<string, number>,
): Promise<void> {
  const heads = domain.departments.map(([key = "", , , head = ""]) => [head, key] as const);
  for (const [name, key] of [...heads, ["Aylin Demir", "service"] as const]) {
    const userId = staff.get(name);
    if (userId !== undefined)
      await client.query(
        `update membership set "departmentId" = $3 where "workspaceId" = $1 and "userId" = $2`,
        [workspaceId, userId, idOf(departments, key)],
      );
  }
}
