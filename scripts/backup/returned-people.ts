import type pg from "pg";
import { asSystem } from "@/lib/auth/system";
import { eraseCustomer } from "@/lib/privacy/mutations";
import { inWords } from "@/scripts/postgres/in-words";

export type ReturnedPerson = { workspaceId: number; id: string };

/** Who is erased now, before anything is replaced. Erasing gives a person another public id, but not another row. */
export const noteErased = `
  CREATE TEMP TABLE lotse_erased ON COMMIT DROP AS
  SELECT w."publicId" AS "workspace", c."id", c."createdAt"
  FROM customer c JOIN workspace w ON w."id" = c."workspaceId" WHERE c."erasedAt" IS NOT NULL`;

/** Those of them who are back: the same row of the same workspace, not erased. */
export async function listReturned(session: Pick<pg.ClientBase, "query">): Promise<ReturnedPerson[]> {
  const { rows } = await session.query<ReturnedPerson>(
    `SELECT c."workspaceId", c."publicId"::text AS id
     FROM lotse_erased e JOIN workspace w ON w."publicId" = e."workspace"
     JOIN customer c ON c."workspaceId" = w."id" AND c."id" = e."id" AND c."createdAt" = e."createdAt"
     WHERE c."erasedAt" IS NULL ORDER BY 1, 2`,
  );
  return rows;
}

/** Erased people stay erased: a backup is no way back for them. */
export async function eraseAgain(people: ReturnedPerson[]): Promise<void> {
  for (const [index, { workspaceId, id }] of people.entries()) {
    try {
      await asSystem(workspaceId, (scope) => eraseCustomer(scope, { id }));
    } catch (error) {
      const left = people.slice(index).map((person) => person.id);
      throw inWords(
        error,
        `The backup is restored, but these people, who had been erased, are back with it and could not be erased again (${left.join(", ")})`,
      );
    }
  }
}
