import { describe, expect, it } from "vitest";
import type { Scope } from "@/lib/auth/scope";
import { listVisits } from "@/lib/brand/queries/list-visits";
import { listVersions } from "@/lib/expectations/queries/read-expectations";
import { readPlaces } from "@/lib/filters/queries/read-places";
import { addDays, localDay } from "@/lib/period/local-day";
import { loadPhasePage } from "@/lib/phasebook/queries/load-phase-page";
import { phasePageInput } from "@/lib/phasebook/schema/pages";
import { readContacts } from "@/lib/planned-contacts/queries/read-contacts";
import { demoCompany, demoNow } from "@/tests/support/demo";

/** Whatever people wrote in the story is there for readers of both languages. */
const demo = demoCompany();

const inBoth = async <T>(read: (scope: Scope) => Promise<T>) => ({
  de: await demo.inScope((scope) => read({ ...scope, locale: "de" })),
  en: await demo.inScope((scope) => read({ ...scope, locale: "en" })),
});

describe("a reader of either language understands", () => {
  it("where an expectation comes from", async () => {
    const sources = await inBoth(async (scope) => {
      const { db, workspaceId } = scope;
      const place = await db.touchpoint.findFirstOrThrow({ where: { workspaceId, key: "fault-hotline" } });
      const versions = await listVersions(scope, { touchpointId: place.id, segmentId: null });
      return versions.map(({ source }) => source);
    });
    expect(sources).toEqual({
      de: ["Kundenbefragung im 2. Quartal 2026", "Workshop mit zehn Kunden je Segment"],
      en: ["Customer survey in quarter 2 of 2026", "Workshop with ten customers of each segment"],
    });
  });

  it("what mystery visits noted", async () => {
    const notes = await inBoth(async (scope) => (await listVisits(scope)).map(({ note }) => note));
    expect(notes.de.map((note) => note?.slice(0, 20))).toEqual([
      "Samstag, 11 Uhr: 27 ",
      "Nach vier Minuten be",
      "Umzug telefonisch ge",
    ]);
    expect(notes.en.map((note) => note?.slice(0, 20))).toEqual([
      "Saturday, 11 am: 27 ",
      "Greeted after four m",
      "Told them on the pho",
    ]);
  });

  it("what came of planned contacts", async () => {
    const today = localDay(demoNow, "Europe/Berlin");
    const outcomes = await inBoth(async (scope) => {
      const window = { from: addDays(today, -30), to: today };
      const found = await readContacts({ scope, places: await readPlaces(scope), today }, window);
      return found.flatMap(({ outcome }) => outcome?.split(";")[0] ?? []);
    });
    expect(outcomes).toEqual({
      de: ["31 von 40 erreicht", "14 Gäste"],
      en: ["Reached 31 of 40", "14 guests"],
    });
  });

  it("who says what a figure kept elsewhere was", async () => {
    const sources = await inBoth(async (scope) => {
      const { goals } = await loadPhasePage(scope, phasePageInput.parse({ phase: "cancelled" }));
      return goals.flatMap(({ figure }) => figure?.source.slice(0, 8) ?? []);
    });
    expect(sources).toEqual({ de: ["Rückgewi"], en: ["Win-back"] });
  });
});
