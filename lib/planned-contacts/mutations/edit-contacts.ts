import { writeAudit } from "@/lib/audit/mutations";
import { changedFields } from "@/lib/audit/rules";
import type { Scope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { orNull } from "@/lib/fields/text";
import { replacedText, withTexts } from "@/lib/fields/texts";
import { addDays, localDay } from "@/lib/period/local-day";
import { type Before, refuseStale, type Undo, undoOf } from "@/lib/phasebook/mutations/entries";
import { occurrenceId } from "../rules/occurrence-id";
import { nextOccurrence, occurrences } from "../rules/recurrence";
import type {
  ContactNamed,
  PlannedState,
  SaveContactInput,
  SettleContactInput,
  UndoContactsInput,
} from "../schema/edit";
import { change, create, type Held, hold } from "./planned-rows";

const noun = "plannedContact";

/** @throws AppError `invalid` field by field; `conflict` when somebody else changed it since `version` */
export async function saveContact(scope: Scope, input: SaveContactInput): Promise<Undo> {
  const held = input.id ? await hold(scope, input.id) : null;
  if (input.id && !held) throw notFound();
  await refuseStale(scope, held, noun, input);
  const { audience, touchpoint = null, channel = null, department = null } = input;
  if (!input[audience]) throw refuse({ [audience]: "fillIn" });
  const before = held?.state;
  const { texts, translations } = withTexts(
    {
      texts: {
        purpose: before?.purpose ?? null,
        feeling: before?.feeling ?? null,
        words: before?.words ?? null,
      },
      translations: before?.translations ?? null,
    },
    { purpose: input.purpose, feeling: input.feeling, words: input.words },
    scope.workspaceLocale,
  );
  if (!texts.purpose) throw refuse({ [`purpose.${scope.workspaceLocale}`]: "fillIn" });
  const state: PlannedState = {
    segment: audience === "segment" ? (input.segment ?? null) : null,
    customer: audience === "customer" ? (input.customer ?? null) : null,
    ...{ touchpoint, channel, department, translations },
    ...{ purpose: texts.purpose, feeling: texts.feeling, words: texts.words },
    who: orNull(input.who),
    ...whenOf(input, before),
    state: before?.state ?? "planned",
    outcome: before?.outcome ?? null,
  };
  const [saved] = held ? [await change(scope, held.id, state)] : await create(scope, [{ state }]);
  if (!saved) throw new Error("A contact was made without a row.");
  await writeAudit(scope, `${noun}.${held ? "change" : "create"}`, saved.id, {
    version: saved.version,
    changed: changedFields(before ?? null, state),
  });
  return undoOf([{ ...saved, state: before ?? null }]);
}

/**
 * The form shows the next open day of a series. Unless that day or the rhythm is changed, the series goes on from where
 * it began, so its day of the month is kept; otherwise it begins anew on the day that was said.
 */
function whenOf(
  { on, repeats }: SaveContactInput,
  before: PlannedState | undefined,
): Pick<PlannedState, "on" | "repeats" | "doneOn"> {
  if (!before) return { on, repeats, doneOn: null };
  if (before.state !== "planned") return { on, repeats: before.repeats, doneOn: before.doneOn };
  const next = nextOccurrence({ first: before.on, repeats: before.repeats }, before.doneOn);
  if (repeats === before.repeats && on === next) return { on: before.on, repeats, doneOn: before.doneOn };
  return { on, repeats, doneOn: null };
}

/** It is not to take place; of a series, none of its days that are still open. */
export async function cancelContact(scope: Scope, { id }: ContactNamed): Promise<Undo> {
  const held = await hold(scope, id);
  if (!held) throw notFound();
  if (held.state.state !== "planned") throw new AppError("conflict", "contactSettled");
  const saved = await change(scope, id, { ...held.state, state: "cancelled" });
  await writeAudit(scope, `${noun}.cancel`, id, { version: saved.version });
  return undoOf([{ ...saved, state: held.state }]);
}

/** What was cancelled is planned again, on the days that it had. */
export async function restoreContact(scope: Scope, { id }: ContactNamed): Promise<Undo> {
  const held = await hold(scope, id);
  if (!held) throw notFound();
  if (held.state.state !== "cancelled") throw new AppError("conflict", "contactNotCancelled");
  const saved = await change(scope, id, { ...held.state, state: "planned" });
  await writeAudit(scope, `${noun}.restore`, id, { version: saved.version });
  return undoOf([{ ...saved, state: held.state }]);
}

/**
 * Notes how a contact ended. A single one is done or missed itself. A day of a series becomes a row of its own that does
 * not repeat, under the id of that day; the series stays as it began and remembers in `doneOn` that it is settled up to
 * there. Days before it that nobody settled are missed, each with a row, so nothing that was left out disappears.
 * @throws AppError `conflict` when the day is settled already, `invalid` for a day that cannot be yet
 */
export async function settleContact(scope: Scope, input: SettleContactInput): Promise<Undo> {
  const held = await hold(scope, input.id);
  if (!held) throw notFound();
  await refuseStale(scope, held, noun, input);
  const { day, how } = input;
  const today = localDay(new Date(), scope.timeZone);
  if (held.state.state === "cancelled") throw new AppError("conflict", "contactCancelled");
  if (how === "missed" && day > today) throw new AppError("invalid", "notInFuture");
  const doneOn = how === "done" ? (input.doneOn ?? (day < today ? day : today)) : null;
  if (doneOn && doneOn > today) throw refuse({ doneOn: "notInFuture" });
  const { text: outcome, translations } = replacedText(held.state, "outcome", held.state.outcome, {
    said: orNull(input.outcome),
    locale: scope.locale,
  });
  const ended = { state: how, outcome, translations, doneOn };
  const isSeries = held.state.repeats !== "none" && held.state.state === "planned";
  const before = isSeries
    ? await settleDay(scope, held, day, ended, today)
    : await settleSingle(scope, held, day, ended);
  await writeAudit(scope, `${noun}.${how}`, held.id, { day });
  return undoOf(before);
}

type Ended = Pick<PlannedState, "state" | "outcome" | "translations" | "doneOn">;

async function settleSingle(
  scope: Scope,
  held: Held,
  day: string,
  ended: Ended,
): Promise<Before<PlannedState>[]> {
  if (held.state.on !== day) throw new AppError("conflict", "changedMeanwhile");
  const saved = await change(scope, held.id, { ...held.state, ...ended });
  return [{ ...saved, state: held.state }];
}

/** So many left out days are written down, the latest ones. */
const mostMissed = 150;

async function settleDay(
  scope: Scope,
  { id, state }: Held,
  day: string,
  ended: Ended,
  today: string,
): Promise<Before<PlannedState>[]> {
  const series = { first: state.on, repeats: state.repeats };
  const isOpen = state.doneOn === null || day > state.doneOn;
  if (!isOpen || occurrences(series, { from: day, to: addDays(day, 1) }).length === 0)
    throw new AppError("conflict", "changedMeanwhile");
  if (day > today && day !== nextOccurrence(series, state.doneOn))
    throw new AppError("invalid", "settleInOrder");
  const from = state.doneOn === null ? state.on : addDays(state.doneOn, 1);
  const missed = occurrences(series, { from, to: day }).slice(-mostMissed);
  const single = { ...state, repeats: "none" as const };
  const made = await create(scope, [
    ...missed.map((on) => ({
      id: occurrenceId(id, on),
      state: { ...single, on, state: "missed" as const, outcome: null, doneOn: null },
    })),
    { id: occurrenceId(id, day), state: { ...single, on: day, ...ended } },
  ]);
  const saved = await change(scope, id, { ...state, doneOn: day });
  return [...made.map((one) => ({ ...one, state: null })), { ...saved, state }];
}

/** @throws AppError `conflict` when somebody has changed one of them since */
export async function undoContacts(scope: Scope, { before }: UndoContactsInput): Promise<void> {
  const { db, workspaceId } = scope;
  for (const { id, version, state } of before) {
    const held = await hold(scope, id);
    if (!held) throw notFound();
    if (held.version !== version) throw new AppError("conflict", "changedMeanwhile");
    if (state) await change(scope, id, state);
    else await db.plannedContact.deleteMany({ where: { workspaceId, publicId: id } });
    await writeAudit(scope, `${noun}.undo`, id);
  }
}
