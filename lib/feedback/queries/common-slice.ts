import { Prisma } from "@/lib/db/generated/client";
import { techniques } from "../rules/codes";
import type { Slice } from "./slice";

/** The answers that two slices share; null where nothing can be in both. */
export function commonSlice(a: Slice, b: Slice): Slice | null {
  const from = later(a.period?.from, b.period?.from);
  const to = earlier(a.period?.to, b.period?.to);
  if (from && to && from >= to) return null;
  const touchpointIds = both(a.touchpointIds, b.touchpointIds);
  const channelIds = both(a.channelIds, b.channelIds);
  const productGroupIds = both(a.productGroupIds, b.productGroupIds);
  const asked = both(techniquesOf(a), techniquesOf(b));
  if ([touchpointIds, channelIds, productGroupIds, asked].some((list) => list?.length === 0)) return null;
  const [first, second] = [a, b].flatMap(({ customerCondition }) => customerCondition ?? []);
  return {
    ...a,
    period: from && to ? { from, to } : null,
    ...(touchpointIds ? { touchpointIds } : {}),
    ...(channelIds ? { channelIds } : {}),
    ...(productGroupIds ? { productGroupIds } : {}),
    ...(asked ? { techniques: asked } : {}),
    ...(first
      ? {
          customerCondition: (column) =>
            second ? Prisma.sql`${first(column)} and ${second(column)}` : first(column),
        }
      : {}),
  };
}

const later = (a: string | undefined, b: string | undefined) => (a && b && a < b ? b : (a ?? b));
const earlier = (a: string | undefined, b: string | undefined) => (a && b && b < a ? b : (a ?? b));

const both = <One>(a: readonly One[] | undefined, b: readonly One[] | undefined): One[] | undefined =>
  a && b ? a.filter((one) => b.includes(one)) : a || b ? [...(a ?? b ?? [])] : undefined;

/** Without a choice everything counts but what staff noted. */
const techniquesOf = ({ techniques: chosen }: Slice) =>
  chosen ?? techniques.names.filter((name) => name !== "agent");
