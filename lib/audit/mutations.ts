import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { RowOutcome, SaveStatus } from "@/lib/fields/items";

/** A person can be erased and the log cannot, so what is done to a customer is told without saying to whom. */
const aboutPerson = "customer.";

const entryOf = ({ workspaceId, actor }: Scope, action: string, subject: string | undefined) => ({
  workspaceId,
  actorKind: actor.kind,
  actorId: actor.id || null,
  action,
  subject: action.startsWith(aboutPerson) ? null : (subject?.slice(0, 200) ?? null),
});

/** One line in the log that nobody can change: who did what to what, in the same transaction as the deed. */
export async function writeAudit(
  scope: Scope,
  action: string,
  subject?: string,
  detail?: object,
): Promise<void> {
  await scope.db.auditEntry.create({
    data: { ...entryOf(scope, action, subject), ...(detail ? { detail } : {}) },
  });
}

/** A line for each of several records to which the same was done, in one statement however many there are. */
export async function writeAudits(scope: Scope, action: string, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  const { workspaceId, actorKind, actorId } = entryOf(scope, action, undefined);
  const named = subjects.map((subject) => entryOf(scope, action, subject).subject);
  await scope.db.$executeRaw(Prisma.sql`
    insert into audit_entry ("workspaceId", "actorKind", "actorId", "action", "subject")
    select ${workspaceId}::int, ${actorKind}, ${actorId}::int, ${action}, subject
    from unnest(${named}::text[]) as subject`);
}

/*
 * What programs write through the REST API stands in the log as well. The log outlives the erasing of a person, so it
 * says which record and which fields, by our own ids, and never what the record says or how others number it.
 */

type Run<Input, Result> = (scope: Scope, input: Input) => Promise<Result>;
type Resource = { id: string; key?: unknown };

/** A line for one record that was created or changed; one line with counts for many. */
export function recordedPost<Input, One extends Resource & { status: SaveStatus }>(
  noun: string,
  post: Run<Input, { results: RowOutcome[] } | One>,
): typeof post {
  return async (scope, input) => {
    const answer = await post(scope, input);
    if ("results" in answer) {
      const counts = countsOf(answer.results);
      if (counts.created || counts.updated) await writeAudit(scope, `${noun}.post`, undefined, counts);
    } else if (answer.status === "created" || answer.status === "updated") {
      await writeAudit(
        scope,
        `${noun}.${answer.status === "created" ? "create" : "change"}`,
        subjectOf(answer),
      );
    }
    return answer;
  };
}

/** A line that names the fields that were said. */
export function recordedChange<Input extends { id: string }, Result extends Resource>(
  noun: string,
  change: Run<Input, Result>,
): typeof change {
  return async (scope, input) => {
    const changed = await change(scope, input);
    const { id: _, ...said } = input;
    const fields = Object.entries(said).flatMap(([field, value]) => (value === undefined ? [] : field));
    if (fields.length > 0) await writeAudit(scope, `${noun}.change`, subjectOf(changed), { fields });
    return changed;
  };
}

export function recordedDelete<Input extends { id: string }, Result>(
  noun: string,
  remove: Run<Input, Result>,
  { isKey = false } = {},
): typeof remove {
  return async (scope, input) => {
    const done = await remove(scope, input);
    const isOurs = isKey || !input.id.startsWith("ext:");
    await writeAudit(scope, `${noun}.delete`, isOurs ? input.id.replace(/^ext:/, "") : undefined);
    return done;
  };
}

const subjectOf = ({ id, key }: Resource): string => (typeof key === "string" ? key : id);

function countsOf(results: readonly RowOutcome[]): Partial<Record<RowOutcome["status"], number>> {
  const counts: Partial<Record<RowOutcome["status"], number>> = {};
  for (const { status } of results) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
