import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { AppError } from "@/lib/errors/app-error";
import catalogue from "../rules/telecoms-and-retail.json";

/** [key, German, English, phase, channel, department, planned, moment of truth] */
type Row = [string, string, string, string, string, string, boolean, string | null];

/**
 * A beginning for who has none: the departments and touchpoints of a telecoms and retail company, without any value.
 * What has the same key already stays as it is. @throws AppError `conflict` when there are touchpoints already
 */
export async function startFromTelecoms(scope: Scope): Promise<{ touchpoints: number }> {
  const { db, workspaceId, workspaceLocale } = scope;
  if ((await db.touchpoint.count({ where: { workspaceId }, take: 1 })) > 0)
    throw new AppError("conflict", "touchpointsThere");
  const named = ([key, de, en]: readonly [string, string, string, ...unknown[]]) => ({
    workspaceId,
    key,
    name: workspaceLocale === "de" ? de : en,
    translations: { de, en },
  });
  await db.department.createMany({
    data: (catalogue.departments as [string, string, string][]).map((row, position) => ({
      ...named(row),
      position,
    })),
    skipDuplicates: true,
  });
  const rows = catalogue.touchpoints as Row[];
  const phases = await resolveKeys(
    scope,
    "phase",
    rows.map((row) => row[3]),
  );
  const channels = await resolveKeys(
    scope,
    "channel",
    rows.map((row) => row[4]),
  );
  const departments = await resolveKeys(
    scope,
    "department",
    rows.map((row) => row[5]),
  );
  const moments = await resolveKeys(
    scope,
    "moment_of_truth",
    rows.map((row) => row[7]),
  );
  const { count } = await db.touchpoint.createMany({
    data: rows.map((row, position) => ({
      ...named(row),
      position,
      phaseId: phases.get(row[3]) ?? null,
      channelId: channels.get(row[4]) ?? null,
      departmentId: departments.get(row[5]) ?? null,
      planned: row[6],
      momentOfTruthId: moments.get(row[7] ?? "") ?? null,
    })),
    skipDuplicates: true,
  });
  await writeAudit(scope, "touchpoint.start", "telecoms-and-retail", { touchpoints: count });
  return { touchpoints: count };
}
