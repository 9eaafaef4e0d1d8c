import { writeAudit } from "@/lib/audit/mutations";
import type { Scope } from "@/lib/auth/scope";
import { resolveKeys } from "@/lib/catalogue/queries";
import { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors/app-error";
import { refuse } from "@/lib/fields/refusals";
import { resolveTouchpoints } from "@/lib/touchpoints/queries";
import type { FoundJourney } from "../queries/whose-map";
import type {
  ArrangeCardsInput,
  CardState,
  HideCardInput,
  Side,
  UndoCardsInput,
  WishMoodInput,
} from "../schema/map";
import { beginJourney } from "./begin-journey";

/** What taking the change back needs, as a form carries it. */
export type Undo = { before: string };

type Journey = Pick<FoundJourney, "id" | "publicId">;

/** Puts a sub-phase into an order. An order is nobody's content: who comes last decides. */
export async function arrangeCards(scope: Scope, input: ArrangeCardsInput): Promise<Undo> {
  const journey = await beginJourney(scope, input);
  const order = [...new Set(input.order)];
  const before = await stateOf(scope, journey, input.side, order);
  const put = before.map(({ touchpoint, at }, index) => ({
    touchpoint,
    at: {
      phase: input.phase,
      position: order.indexOf(touchpoint) < 0 ? index : order.indexOf(touchpoint),
      hidden: at?.hidden ?? false,
      mood: at?.mood ?? null,
    },
  }));
  await putCards(scope, journey, input.side, put);
  return done(scope, "sort", journey, input.side, before);
}

/** Takes a card from the map, or puts it back where it was. */
export async function hideCard(scope: Scope, input: HideCardInput): Promise<Undo> {
  const { side, phase, touchpoint, hidden } = input;
  const change = (at: CardState["at"]) => ({
    ...(at ?? unplaced(phase)),
    hidden: hidden === "yes",
  });
  return changeCard(scope, input, side, touchpoint, change);
}

/** How customers shall feel there; it stands on the to-be side. */
export async function wishMood(scope: Scope, input: WishMoodInput): Promise<Undo> {
  const change = (at: CardState["at"]) => ({ ...(at ?? unplaced(input.phase)), mood: input.mood ?? null });
  return changeCard(scope, input, "to-be", input.touchpoint, change);
}

/** Puts cards back as they were. */
export async function undoCards(scope: Scope, { before }: UndoCardsInput): Promise<void> {
  const { db, workspaceId } = scope;
  const found = await db.journey.findFirst({
    where: { workspaceId, publicId: before.journey },
    select: { id: true, publicId: true },
  });
  if (!found) throw notFound();
  await putCards(scope, found, before.side, before.cards);
  await writeAudit(scope, "journey.undo", found.publicId);
}

/** Below the cards that somebody has put into an order. */
const unplaced = (phase: string) => ({ phase, position: 9_999, hidden: false, mood: null });

async function changeCard(
  scope: Scope,
  whose: HideCardInput | WishMoodInput,
  side: Side,
  touchpoint: string,
  change: (at: CardState["at"]) => NonNullable<CardState["at"]>,
): Promise<Undo> {
  const journey = await beginJourney(scope, whose);
  const before = await stateOf(scope, journey, side, [touchpoint]);
  const put = before.map((card) => ({ ...card, at: change(card.at) }));
  await putCards(scope, journey, side, put);
  return done(scope, "change", journey, side, before);
}

async function done(
  scope: Scope,
  deed: "sort" | "change",
  journey: Journey,
  side: Side,
  cards: CardState[],
): Promise<Undo> {
  await writeAudit(scope, `journey.${deed}`, journey.publicId);
  return { before: JSON.stringify({ journey: journey.publicId, side, cards }) };
}

/** How these touchpoints stand on a side now. @throws AppError `invalid` for one that does not exist */
async function stateOf(
  { db, workspaceId }: Scope,
  { id }: Journey,
  side: Side,
  touchpoints: readonly string[],
): Promise<CardState[]> {
  const rows = await db.$queryRaw<CardState[]>(Prisma.sql`
    select t."key" as touchpoint, case when c."touchpointId" is null then null else json_build_object(
      'phase', p."key", 'position', c."position", 'hidden', c."hidden", 'mood', c."mood"::float8) end as at
    from touchpoint t
    left join journey_card c on c."workspaceId" = t."workspaceId" and c."journeyId" = ${id} and c."side" = ${side}
      and c."touchpointId" = t."id"
    left join phase p on p."workspaceId" = c."workspaceId" and p."id" = c."phaseId"
    where t."workspaceId" = ${workspaceId} and t."key" = any(${[...touchpoints]}::text[])
    order by t."position", t."id"`);
  if (rows.length < touchpoints.length) throw refuse({ touchpoint: "unknownTouchpoint" });
  return rows;
}

async function putCards(
  scope: Scope,
  { id }: Journey,
  side: Side,
  cards: readonly CardState[],
): Promise<void> {
  const { db, workspaceId } = scope;
  const touchpoints = await resolveTouchpoints(
    scope,
    cards.map(({ touchpoint }) => touchpoint),
  );
  const phases = await resolveKeys(
    scope,
    "phase",
    cards.map(({ at }) => at?.phase),
  );
  const known = <T>(found: T | undefined, field: string, reason: string): T => {
    if (found === undefined) throw refuse({ [field]: reason });
    return found;
  };
  const named = cards.map(({ touchpoint, at }) => ({
    touchpointId: known(touchpoints.get(touchpoint), "touchpoint", "unknownTouchpoint").id,
    at: at && { ...at, phaseId: known(phases.get(at.phase), "phase", "unknownPhase") },
  }));
  await db.journeyCard.deleteMany({
    where: { workspaceId, journeyId: id, side, touchpointId: { in: named.map((one) => one.touchpointId) } },
  });
  const placed = named.flatMap(({ touchpointId, at }) => {
    if (!at) return [];
    const { phaseId, position, hidden, mood } = at;
    return [{ workspaceId, journeyId: id, side, touchpointId, phaseId, position, hidden, mood }];
  });
  if (placed.length > 0) await db.journeyCard.createMany({ data: placed });
}
