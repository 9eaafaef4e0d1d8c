import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import type { Slice } from "@/lib/feedback/queries/slice";
import type { Places } from "@/lib/filters/queries/read-places";
import { resolveFilter } from "@/lib/filters/queries/resolve-filter";
import { type CustomerCondition, segmentCondition } from "@/lib/segments/queries/segment-condition";
import { type Kpi, kpiFilters } from "../schema";

/** Slices of a list: what several of them are narrowed by is looked up once. */
export class SliceMaker {
  readonly #segments = new Map<string, Promise<CustomerCondition>>();

  constructor(
    readonly scope: Scope,
    readonly places: Places,
  ) {}

  /** @throws AppError `invalid` for places and segments that do not exist */
  async make(kpi: Kpi, segments: readonly string[]): Promise<Slice> {
    const { segment, ...places } = kpi;
    const filter = Object.fromEntries(
      kpiFilters.flatMap((name) => (name !== "segment" && places[name] ? [[name, [places[name]]]] : [])),
    );
    const slice = await resolveFilter(this.scope, filter, this.places);
    const conditions: CustomerCondition[] = [];
    for (const key of new Set([...(segment ? [segment] : []), ...segments]))
      conditions.push(await this.#condition(key));
    if (conditions.length === 0) return slice;
    return {
      ...slice,
      customerCondition: (column) =>
        Prisma.join(
          conditions.map((condition) => condition(column)),
          " and ",
        ),
    };
  }

  #condition(key: string): Promise<CustomerCondition> {
    const found = this.#segments.get(key) ?? segmentCondition(this.scope, [key]);
    this.#segments.set(key, found);
    return found;
  }
}
