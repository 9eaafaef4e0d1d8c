import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { renamedIn } from "@/lib/catalogue/rules";
import { Prisma } from "@/lib/db/generated/client";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import type { Locale } from "@/lib/language/locale";
import { ruleJudge } from "../mutations";
import { leadingOverlap } from "../queries/leading-overlap";
import { described } from "../rules/described";
import { freeKey } from "../rules/free-key";
import type {
  EditSegmentInput,
  RestoreSegmentInput,
  RetireSegmentInput,
  UndoSegmentInput,
} from "../schema/edit";
import { type Rule, storedRule } from "../schema/rule";
import { recordSoon } from "./record-memberships";

type Said = {
  name: string;
  translations: Record<string, string> | null;
  description: string | null;
  descriptions: Record<string, string> | null;
};
type Before = Said & { leading: boolean; rule: Rule | null };

/** What a change needs to be taken back, as a form carries it. */
export type SavedSegment = { id: string; version: number; before: string };

/**
 * A new segment, or a changed one. Whoever changes it while somebody else has done so is told, and loses nothing.
 * @throws AppError `conflict`, or `invalid` for a rule that names what is not there or a leading segment that shares
 * customers with another
 */
export async function editSegment(scope: Scope, input: EditSegmentInput): Promise<SavedSegment> {
  return input.id ? changeSegment(scope, { ...input, id: input.id }) : createSegment(scope, input);
}

async function createSegment(
  scope: Scope,
  { names, descriptions, rule, leading }: EditSegmentInput,
): Promise<SavedSegment> {
  const { workspaceId } = scope;
  const said = saidOf(scope, nothing, { names, descriptions });
  const judge = await ruleJudge(scope, [rule], "person");
  const taken = await scope.db.segment.findMany({ where: { workspaceId }, select: { key: true } });
  const key = freeKey(said.name, new Set(taken.map((one) => one.key)));
  const refusal = judge(key, rule, true) ?? (await leadingOverlap(scope, [{ key, ...said, leading, rule }]));
  if (refusal) throw refusal;
  const { publicId, version } = await scope.db.segment.create({
    data: {
      workspaceId,
      key,
      ...stored(said),
      rule: rule as object,
      leading,
      position: taken.length,
    },
    select: { publicId: true, version: true },
  });
  await writeAudit(scope, "segment.create", key);
  await recordSoon(scope);
  return { id: publicId, version, before: "" };
}

async function changeSegment(
  scope: Scope,
  { id, version, names, descriptions, rule, leading }: EditSegmentInput & { id: string },
): Promise<SavedSegment> {
  const row = await findSegment(scope, id);
  const judge = await ruleJudge(scope, [rule], "person");
  const before: Before = {
    name: row.name,
    translations: row.translations as Said["translations"],
    description: row.description,
    descriptions: row.descriptions as Said["descriptions"],
    leading: row.leading,
    rule: storedRule(row.rule),
  };
  const said = saidOf(scope, before, { names, descriptions });
  const refusal =
    judge(row.key, rule, false) ?? (await leadingOverlap(scope, [{ key: row.key, ...said, leading, rule }]));
  if (refusal) throw refusal;
  await store(
    scope,
    { id: row.id, version: version ?? row.version },
    { ...stored(said), rule: rule as object, leading },
  );
  await writeAudit(scope, "segment.change", row.key);
  await recordSoon(scope);
  return { id, version: (version ?? row.version) + 1, before: JSON.stringify(before) };
}

const nothing: Said = { name: "", translations: null, description: null, descriptions: null };

/** Name and description in the languages of the form. */
function saidOf(
  { workspaceLocale }: Scope,
  before: Said,
  { names, descriptions }: Pick<EditSegmentInput, "names" | "descriptions">,
): Said {
  if (!names[workspaceLocale as Locale]) throw refuse({ [`names.${workspaceLocale}`]: "fillIn" });
  return {
    ...renamedIn(before, names, workspaceLocale),
    ...described(before, descriptions, workspaceLocale),
  };
}

const stored = ({ name, translations, description, descriptions }: Said) => ({
  name,
  translations: translations ?? Prisma.DbNull,
  description,
  descriptions: descriptions ?? Prisma.DbNull,
});

/** Takes a change back, unless somebody has changed the segment since or it would share customers with a leading one. */
export async function undoSegment(scope: Scope, { id, version, before }: UndoSegmentInput): Promise<void> {
  const row = await findSegment(scope, id);
  if (before === null) {
    await store(scope, { id: row.id, version }, { retiredAt: new Date() });
    return;
  }
  const { rule, leading, ...said } = before;
  const refusal =
    (rule && (await ruleJudge(scope, [rule], "person"))(row.key, rule, false)) ??
    (await leadingOverlap(scope, [{ key: row.key, ...said, leading, rule }]));
  if (refusal) throw refusal;
  await store(scope, { id: row.id, version }, { ...stored(said), leading, rule: (rule ?? {}) as object });
  await recordSoon(scope);
}

/** Takes a segment out of use. What speaks of it keeps working, and it can come back. */
export async function retireSegment(scope: Scope, { id }: RetireSegmentInput): Promise<{ id: string }> {
  const row = await findSegment(scope, id);
  await store(scope, row, { retiredAt: new Date(), leading: false });
  await writeAudit(scope, "segment.retire", row.key);
  return { id };
}

export async function restoreSegment(scope: Scope, { id }: RestoreSegmentInput): Promise<{ id: string }> {
  const row = await findSegment(scope, id);
  const refusal = await leadingOverlap(scope, [{ ...row, rule: storedRule(row.rule), retired: false }]);
  if (refusal) throw refusal;
  await store(scope, row, { retiredAt: null });
  await writeAudit(scope, "segment.restore", row.key);
  await recordSoon(scope);
  return { id };
}

async function findSegment(scope: Scope, publicId: string) {
  const row = await scope.db.segment.findFirst({ where: { workspaceId: scope.workspaceId, publicId } });
  if (!row) throw notFound();
  return row;
}

async function store(
  scope: Scope,
  { id, version }: { id: number; version: number },
  data: Prisma.SegmentUpdateManyMutationInput,
): Promise<void> {
  const { count } = await scope.db.segment.updateMany({
    where: { workspaceId: scope.workspaceId, id, version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0) throw new AppError("conflict", "changedMeanwhile");
}
