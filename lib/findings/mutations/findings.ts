import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { AppError, notFound } from "@/lib/errors/app-error";
import { Lookup, refuse } from "@/lib/fields/refusals";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import { keptSearch } from "@/lib/views/rules/kept-search";
import type { FindingNamed, KeepFindingInput, TakeNoteInput } from "../schema";
import { addWeakPoint } from "./weak-points";

/** Keeps a view with a sentence and sends it to departments. @throws AppError `invalid` for names that do not exist */
export async function keepFinding(scope: Scope, input: KeepFindingInput): Promise<{ id: string }> {
  const { db, workspaceId } = scope;
  const lookup = new Lookup();
  const departments = await resolveKeys(scope, "department", input.departments);
  const departmentIds = [...new Set(input.departments)].map((key) =>
    lookup.find(departments, key, "departments", "unknownDepartment"),
  );
  const touchpoint = lookup.find(
    await resolveTouchpoints(scope, [input.touchpoint]),
    input.touchpoint,
    "touchpoint",
    "unknownTouchpoint",
  );
  const refusal = lookup.refusal();
  if (refusal) throw refusal;
  const finding = await db.finding.create({
    data: {
      workspaceId,
      sentence: input.sentence,
      page: input.page,
      query: keptSearch(input.query),
      touchpointId: touchpoint?.id ?? null,
      weakPointId: await weakPointOf(scope, input),
      createdById: scope.actor.kind === "user" ? scope.actor.id : null,
    },
  });
  await db.findingDepartment.createMany({
    data: departmentIds.flatMap((departmentId) =>
      departmentId ? [{ workspaceId, findingId: finding.id, departmentId }] : [],
    ),
  });
  await writeAudit(scope, "finding.create", finding.publicId, {
    version: finding.version,
    changed: { name: { from: null, to: finding.sentence } },
  });
  return { id: finding.publicId };
}

async function weakPointOf(scope: Scope, input: KeepFindingInput): Promise<number | null> {
  const { db, workspaceId } = scope;
  const { weakPointText: text, phase, touchpoint } = input;
  if (!input.weakPoint && !text) return null;
  if (!input.weakPoint && !phase) throw refuse({ phase: "fillIn" });
  const publicId =
    input.weakPoint ?? (await addWeakPoint(scope, { text: text ?? "", phase: phase ?? "", touchpoint })).id;
  const found = await db.weakPoint.findFirst({ where: { workspaceId, publicId }, select: { id: true } });
  if (!found) throw refuse({ weakPoint: "weakPointGone" });
  return found.id;
}

async function setRetired(scope: Scope, id: string, retiredAt: Date | null): Promise<{ id: string }> {
  const { db, workspaceId } = scope;
  const { count } = await db.finding.updateMany({
    where: { workspaceId, publicId: id },
    data: { retiredAt, version: { increment: 1 } },
  });
  if (count === 0) throw notFound();
  await writeAudit(scope, `finding.${retiredAt ? "retire" : "restore"}`, id);
  return { id };
}

/** Out of the list; what was sent stays known. */
export const retireFinding = (scope: Scope, { id }: FindingNamed) => setRetired(scope, id, new Date());
export const restoreFinding = (scope: Scope, { id }: FindingNamed) => setRetired(scope, id, null);

const note = async (scope: Scope, { id, department }: TakeNoteInput, seenAt: Date | null) => {
  const { db, workspaceId, actor } = scope;
  const finding = await db.finding.findFirst({ where: { workspaceId, publicId: id }, select: { id: true } });
  const departmentId = (await resolveKeys(scope, "department", [department])).get(department);
  if (!finding || departmentId === undefined) throw notFound();
  const own = actor.kind === "user" ? actor.id : null;
  const isMember =
    own !== null && (await db.membership.count({ where: { workspaceId, userId: own, departmentId } })) > 0;
  if (!isMember) throw new AppError("invalid", "notYourDepartment");
  const { count } = await db.findingDepartment.updateMany({
    where: { workspaceId, findingId: finding.id, departmentId },
    data: { seenAt },
  });
  if (count === 0) throw notFound();
  await writeAudit(scope, `finding.${seenAt ? "seen" : "undo"}`, id, { department });
  return { id, department };
};

/** The department of whoever says so has taken note; nobody can say it for another one. */
export const takeNote = (scope: Scope, input: TakeNoteInput) => note(scope, input, new Date());
export const takeNoteBack = (scope: Scope, input: TakeNoteInput) => note(scope, input, null);
