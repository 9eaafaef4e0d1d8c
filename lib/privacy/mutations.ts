import { uuidv7 } from "uuidv7";
import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { namedBy } from "@/lib/db/named";
import { notFound } from "@/lib/errors/app-error";
import { type Person, tracesOf, withoutTraces } from "./rules";

type Found = Person & { id: number };

/**
 * Erases a person. What was counted stays counted: the row stays as somebody without a name, orders, contracts, contacts
 * and phase moves stay with it, and feedback becomes anonymous. Free text about them goes, and so does every mention of
 * their names in texts that are kept for other reasons.
 * @throws AppError `notFound`
 */
export async function eraseCustomer(scope: Scope, { id }: { id: string }): Promise<void> {
  const person = await holdPerson(scope, namedBy(id));
  const traces = tracesOf(person);
  await eraseWhatMatters(scope, person);
  await eraseFeedback(scope, person);
  await eraseFacts(scope, person, traces);
  await eraseMentions(scope, person, traces);
  await eraseRow(scope, person);
  await writeAudit(scope, "customer.erase");
}

/** Nothing new can be written about them until the end of the transaction, and afterwards nobody finds them. */
async function holdPerson({ db, workspaceId }: Scope, which: Prisma.Sql | null): Promise<Found> {
  if (!which) throw notFound();
  const [person] = await db.$queryRaw<Found[]>(Prisma.sql`
    select t."id", t."publicId"::text as "publicId", t."externalId", t."name", t."email", t."phone", t."phoneDigits"
    from customer t
    where t."workspaceId" = ${workspaceId} and t."erasedAt" is null and ${which} for update`);
  if (!person) throw notFound();
  return person;
}

/**
 * What matters to one person and what is planned with them belongs to nobody else. A statement on a group that was
 * drawn from their words, and a quote of theirs, are their text too; while their feedback still says whose it is.
 */
async function eraseWhatMatters({ db, workspaceId }: Scope, { id }: Found): Promise<void> {
  const said = Prisma.sql`(select f."id" from feedback f where f."workspaceId" = ${workspaceId} and f."customerId" = ${id})`;
  await db.$executeRaw(Prisma.sql`
    delete from need_statement
    where "workspaceId" = ${workspaceId} and ("customerId" = ${id} or "feedbackId" in ${said})`);
  await db.$executeRaw(Prisma.sql`
    delete from planned_contact where "workspaceId" = ${workspaceId} and "customerId" = ${id}`);
  await db.$executeRaw(Prisma.sql`
    update persona set "quote" = null, "quoteFeedbackId" = null, "translations" = "translations" - 'quote',
      "version" = "version" + 1, "updatedAt" = clock_timestamp()
    where "workspaceId" = ${workspaceId} and "quoteFeedbackId" in ${said}`);
}

/**
 * Scores stay, and so does that there was a comment: totals are unchanged. The submission key often is the person's
 * number, and the hash of what was said could be guessed, so both become random.
 */
async function eraseFeedback({ db, workspaceId }: Scope, { id }: Found): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    update answer set "customerId" = null where "workspaceId" = ${workspaceId} and "customerId" = ${id}`);
  await db.$executeRaw(Prisma.sql`
    update feedback set "customerId" = null, "anonymous" = true, "comment" = null,
      "submissionKey" = 'erased:' || gen_random_uuid(), "contentHash" = sha256(uuid_send(gen_random_uuid())),
      "version" = "version" + 1, "updatedAt" = clock_timestamp()
    where "workspaceId" = ${workspaceId} and "customerId" = ${id}`);
}

/** Numbers and reasons that reports count by stay unless they name the person. */
async function eraseFacts({ db, workspaceId }: Scope, { id }: Found, traces: string[]): Promise<void> {
  const clean = (column: string) =>
    Prisma.sql`${Prisma.raw(`"${column}"`)} = case when ${mentions(`"${column}"`, traces)} then null else ${Prisma.raw(`"${column}"`)} end`;
  const where = Prisma.sql`where "workspaceId" = ${workspaceId} and "customerId" = ${id}`;
  const changed = Prisma.sql`"updatedAt" = clock_timestamp()`;
  await db.$executeRaw(Prisma.sql`update "order" set ${clean("externalId")}, ${changed} ${where}`);
  await db.$executeRaw(Prisma.sql`
    update contract set ${clean("externalId")}, ${clean("cancellationReason")}, ${changed} ${where}`);
  await db.$executeRaw(Prisma.sql`
    update contact set "subject" = null, ${clean("outcome")}, ${clean("externalId")}, ${changed} ${where}`);
  await db.$executeRaw(Prisma.sql`update phase_move set "reason" = null, ${changed} ${where}`);
}

/** Copies that are kept for a while: answers to programs, cells that could not be imported, rows before an import. */
async function eraseMentions(scope: Scope, person: Found, traces: string[]): Promise<void> {
  const { db, workspaceId } = scope;
  const { id } = person;
  const inJson = traces.map((trace) => JSON.stringify(trace).slice(1, -1));
  await db.$executeRaw(Prisma.sql`
    delete from idempotency_key where "workspaceId" = ${workspaceId} and ${mentions(`"response"`, inJson)}`);
  await eraseDrafts(scope);
  await eraseImportErrors(scope, person, traces);
  await eraseFromSettings(scope, traces, inJson);
  await db.$executeRaw(Prisma.sql`
    with facts("entity", "rowId") as (
      select 'customers', ${id}::int
      union all select 'orders', "id" from "order" where "workspaceId" = ${workspaceId} and "customerId" = ${id}
      union all select 'contracts', "id" from contract where "workspaceId" = ${workspaceId} and "customerId" = ${id}
      union all select 'contacts', "id" from contact where "workspaceId" = ${workspaceId} and "customerId" = ${id})
    delete from import_change c using facts f, import i
    where c."workspaceId" = ${workspaceId} and i."workspaceId" = ${workspaceId} and c."importId" = i."id"
      and c."entity" = f."entity" and c."rowId" = f."rowId"`);
}

/** Cells that could not be imported: a short name only where it is the whole cell, a number in any form. */
async function eraseImportErrors(
  { db, workspaceId }: Scope,
  { externalId, name, phoneDigits }: Found,
  traces: string[],
): Promise<void> {
  const whole = [externalId, name].filter((text) => text !== null).map((text) => text.toLowerCase());
  const digits = Prisma.sql`ltrim(regexp_replace("value", '\\D', '', 'g'), '0')`;
  await db.$executeRaw(Prisma.sql`
    update import_error set "value" = '' where "workspaceId" = ${workspaceId} and (${mentions(`"value"`, traces)}
      or lower(btrim("value")) = any(${whole}::text[])
      or (length(${digits}) >= 6 and right(${phoneDigits ?? ""}, length(${digits})) = ${digits}))`);
}

/** Files that nobody has described yet cannot be searched, and are not needed: whoever brought one has it still. */
async function eraseDrafts({ db, workspaceId }: Scope): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    delete from stored_file f using import_draft d
    where d."workspaceId" = ${workspaceId} and f."workspaceId" = ${workspaceId} and f."id" = d."fileId"`);
}

/** What imports were told: names of files, constants and conditions. Saved mappings too. */
async function eraseFromSettings(
  { db, workspaceId }: Scope,
  traces: string[],
  inJson: string[],
): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    update stored_file set "name" = '…' where "workspaceId" = ${workspaceId} and ${mentions(`"name"`, traces)}`);
  await db.$executeRaw(Prisma.sql`
    update saved_mapping set "name" = '…' || "id", "updatedAt" = clock_timestamp()
    where "workspaceId" = ${workspaceId} and ${mentions(`"name"`, traces)}`);
  for (const table of ["import", "saved_mapping"]) {
    const name = Prisma.raw(`"${table}"`);
    const rows = await db.$queryRaw<{ id: number; mapping: unknown; options: unknown }[]>(Prisma.sql`
      select "id", "mapping", "options" from ${name} where "workspaceId" = ${workspaceId}
        and (${mentions(`"mapping"::text`, inJson)} or ${mentions(`"options"::text`, inJson)}) for update`);
    for (const { id, mapping, options } of rows) {
      await db.$executeRaw(Prisma.sql`
        update ${name} set "mapping" = ${JSON.stringify(withoutTraces(mapping, traces))}::jsonb,
          "options" = ${JSON.stringify(withoutTraces(options, traces))}::jsonb
        where "workspaceId" = ${workspaceId} and "id" = ${id}`);
    }
  }
}

async function eraseRow({ db, workspaceId }: Scope, { id }: Found): Promise<void> {
  await db.$executeRaw(Prisma.sql`
    update customer set "publicId" = ${uuidv7()}::uuid, "externalId" = null, "name" = null, "email" = null, "phone" = null,
      "phoneDigits" = null, "language" = null, "country" = null, "joinedOn" = null, "companyId" = null,
      "attributes" = '{}', "importId" = null, "erasedAt" = clock_timestamp(), "version" = "version" + 1,
      "updatedAt" = clock_timestamp()
    where "workspaceId" = ${workspaceId} and "id" = ${id}`);
}

/** True where a text holds one of the traces, in whatever case. */
const mentions = (column: string, traces: readonly string[]): Prisma.Sql =>
  Prisma.sql`exists (select 1 from unnest(${[...traces]}::text[]) as trace
    where position(lower(trace) in lower(${Prisma.raw(column)})) > 0)`;
