import type { Scope } from "@/lib/auth/scope";
import { whatUses } from "@/lib/catalogue/queries/what-uses";
import { Prisma } from "@/lib/db/generated/client";
import { changeRow, type Saved, saveRows } from "@/lib/db/save-rows";
import { postOneOrMany } from "@/lib/doors/post-items";
import { AppError, notFound } from "@/lib/errors/app-error";
import { missing } from "@/lib/fields/refusals";
import type { Locale } from "@/lib/language/locale";
import { changed, placesOf, touchpoints, unplaced } from "./mutations/touchpoint-rows";
import { getTouchpoint, touchpointNamed } from "./queries";
import {
  type ChangeTouchpointInput,
  type TouchpointInput,
  type TouchpointOut,
  touchpointInput,
} from "./schema";

export async function saveTouchpoints(scope: Scope, inputs: readonly TouchpointInput[]): Promise<Saved[]> {
  const places = await placesOf(scope, inputs);
  return saveRows(
    scope,
    touchpoints,
    inputs.map((said) => ({
      key: [said.key],
      change: (before) => {
        const lacking =
          before || said.names?.[scope.workspaceLocale as Locale] ? null : missing({ name: said.name });
        // Naming a retired one brings it back.
        const base = { ...(before ?? { ...unplaced, key: said.key }), retiredAt: null };
        return lacking ?? changed(scope, base, said, places);
      },
    })),
  );
}

export const postTouchpoints = postOneOrMany({
  item: touchpointInput,
  save: saveTouchpoints,
  get: getTouchpoint,
});

/** @throws AppError `notFound`, `invalid`, or `conflict` when somebody else changed it since `version` */
export async function changeTouchpoint(
  scope: Scope,
  { id, version, ...said }: ChangeTouchpointInput,
): Promise<TouchpointOut> {
  const which = touchpointNamed(id);
  if (version !== undefined) await holdVersion(scope, which, version);
  const places = await placesOf(scope, [said]);
  const saved = await changeRow(scope, touchpoints, which, (before) => changed(scope, before, said, places));
  if (!saved) throw notFound();
  return getTouchpoint(scope, saved);
}

async function holdVersion(scope: Scope, which: Prisma.Sql, version: number): Promise<void> {
  const [row] = await scope.db.$queryRaw<{ version: number }[]>(Prisma.sql`
    select t."version" from touchpoint t where t."workspaceId" = ${scope.workspaceId} and ${which} for no key update`);
  if (!row) throw notFound();
  if (row.version !== version) throw new AppError("conflict", "changedMeanwhile");
}

/** Nothing speaks of it: it goes. Otherwise it is retired, so that history keeps its name. @throws AppError `notFound` */
export async function deleteTouchpoint(scope: Scope, { id }: { id: string }): Promise<void> {
  const { workspaceId, db } = scope;
  const named = Prisma.sql`t."workspaceId" = ${workspaceId} and ${touchpointNamed(id)}`;
  const [row] = await db.$queryRaw<{ key: string }[]>(
    Prisma.sql`select t."key" from touchpoint t where ${named} for update`,
  );
  if (!row) throw notFound();
  const { canDelete } = await whatUses(scope, { list: "touchpoints", key: row.key });
  await db.$executeRaw(
    canDelete
      ? Prisma.sql`delete from touchpoint t where ${named}`
      : Prisma.sql`update touchpoint t set "retiredAt" = coalesce(t."retiredAt", now()), "version" = t."version" + 1,
          "updatedAt" = clock_timestamp() where ${named}`,
  );
}
