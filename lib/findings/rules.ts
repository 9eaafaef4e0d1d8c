import type { FieldErrors } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import type { LocalDay } from "@/lib/period/local-day";
import type { FindingPage, JudgeWeakPointInput, WeakPointState } from "./schema";

/** The address of the view that a finding keeps, below the workspace: exactly the one it was kept from. */
export const viewAddress = ({ page, query }: { page: FindingPage; query: string }): string =>
  `${page === "" ? "" : `/${page}`}${query === "" ? "" : `?${query}`}`;

export type WeakPointJudgement = {
  state: WeakPointState;
  namedBy: number | null;
  askedOf: number | null;
  decidedOn: LocalDay | null;
};

/**
 * What a weak point is after a judgement. Named is only what somebody was asked about: k of n; confirmed and refuted
 * are decided on a day.
 * @throws AppError `invalid` with a sentence at each field
 */
export function judged(said: JudgeWeakPointInput, today: LocalDay): WeakPointJudgement {
  const { state } = said;
  const namedBy = said.namedBy ?? null;
  const askedOf = said.askedOf ?? null;
  const problems: FieldErrors = {};
  if (state === "named" && namedBy === null) problems.namedBy = "fillIn";
  if (state === "named" && askedOf === null) problems.askedOf = "fillIn";
  if ((namedBy === null) !== (askedOf === null))
    problems[namedBy === null ? "namedBy" : "askedOf"] = "fillIn";
  if (state === "named" && namedBy === 0) problems.namedBy = "namedByNobody";
  if (namedBy !== null && askedOf !== null && namedBy > askedOf) problems.namedBy = "namedByMore";
  if (said.decidedOn && said.decidedOn > today) problems.decidedOn = "notInFuture";
  if (Object.keys(problems).length > 0) throw refuse(problems);
  const isDecided = state === "confirmed" || state === "refuted";
  return { state, namedBy, askedOf, decidedOn: isDecided ? (said.decidedOn ?? today) : null };
}
