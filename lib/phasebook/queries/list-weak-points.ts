import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { localText, type Texts, textsOf } from "@/lib/fields/texts";
import type { Places } from "@/lib/filters/queries/read-places";
import type { LocalDay } from "@/lib/period/local-day";

export const weakPointStates = ["suspected", "named", "confirmed", "refuted"] as const;
export type WeakPointStateName = (typeof weakPointStates)[number];

export type WeakPointRow = {
  id: string;
  version: number;
  text: string;
  evidence: string | null;
  texts: Record<"text" | "evidence", Texts>;
  touchpoint: { key: string; name: string } | null;
  state: WeakPointStateName;
  /** Named by so many of so many who were asked. */
  namedBy: number | null;
  askedOf: number | null;
  decidedOn: LocalDay | null;
};

type Row = Omit<WeakPointRow, "texts" | "touchpoint" | "state"> & {
  state: string;
  translations: unknown;
  touchpointId: number | null;
};

const mostWeakPoints = 200;

/** The weak points of a phase: what is confirmed first, what was refuted last. */
export async function listWeakPoints(scope: Scope, phaseId: number, places: Places): Promise<WeakPointRow[]> {
  const rows = await scope.db.$queryRaw<Row[]>(Prisma.sql`
    select "publicId"::text as id, "version", "text", "evidence", "translations", "touchpointId", "state", "namedBy",
      "askedOf", "decidedOn"::text as "decidedOn"
    from weak_point where "workspaceId" = ${scope.workspaceId} and "phaseId" = ${phaseId} and "retiredAt" is null
    order by array_position(array['confirmed', 'named', 'suspected', 'refuted'], "state"::text), "position", "id"
    limit ${mostWeakPoints}`);
  return rows.map(({ touchpointId, translations, ...row }) => {
    const place = places.touchpoints.find(({ id }) => id === touchpointId);
    const text = { ...row, translations };
    return {
      ...row,
      text: localText(text, "text", row.text, scope.locale) ?? row.text,
      evidence: localText(text, "evidence", row.evidence, scope.locale),
      texts: {
        text: textsOf(text, "text", row.text, scope.workspaceLocale),
        evidence: textsOf(text, "evidence", row.evidence, scope.workspaceLocale),
      },
      touchpoint: place ? { key: place.key, name: place.name } : null,
      state: weakPointStates.find((one) => one === row.state) ?? "suspected",
    };
  });
}
