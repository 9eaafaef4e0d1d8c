import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors/app-error";
import { localName } from "@/lib/language/locale";
import { type ToldGroup, tellRules } from "./explain-customer";
import { readSegments, rulesByKey } from "./read-names";

/** A segment that somebody is in, with its rule told for them: in, because. */
export type Membership = { id: string; key: string; name: string; leading: boolean; told: ToldGroup };

export type Memberships = {
  segments: Membership[];
  /** Segments of which it cannot be told who is in them, by name. */
  untold: string[];
};

/** The segments that one customer is in now, all rules asked together. */
export async function listMemberships(scope: Scope, customerId: number): Promise<Memberships> {
  const all = await readSegments(scope);
  const known = rulesByKey(all);
  // By the inner id: so only this customer's facts are read.
  const is = Prisma.sql`c."id" = ${customerId}`;
  const wanted = all.flatMap((row) => (row.retired || row.rule === null ? [] : [{ row, rule: row.rule }]));
  const tell = async (some: typeof wanted): Promise<Membership[]> => {
    if (some.length === 0) return [];
    const told = await tellRules(scope, { rules: some.map(({ rule }) => rule), known, is });
    return some.flatMap(({ row }, n) => {
      const one = told[n];
      if (!one?.holds) return [];
      const { publicId: id, key, leading } = row;
      return [{ id, key, leading, name: localName(row, scope.locale), told: one }];
    });
  };
  try {
    return { segments: await tell(wanted), untold: [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  // One of them names what is no more: the others still can be told.
  const found: Memberships = { segments: [], untold: [] };
  for (const one of wanted) {
    try {
      found.segments.push(...(await tell([one])));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      found.untold.push(localName(one.row, scope.locale));
    }
  }
  return found;
}
