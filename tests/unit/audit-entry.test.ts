import { expect, test } from "vitest";
import { prepareEntry } from "@/components/audit/prepare-entry";
import type { AuditRow } from "@/lib/audit/queries/list-audit";

const row = (action: string, subject: string | null, detail: unknown): AuditRow => ({
  ...{ id: "1", at: new Date(0), actorKind: "user", actor: "Mara Lindner" },
  ...{ action, subject, detail },
});
const names = new Map([
  ["touchpoint radio", "Werbespot im Radio"],
  ["phase usage", "Nutzung"],
]);

test("the log speaks of things by their names and of values in words, in the reader's language", () => {
  const changed = { state: { from: "controlled", to: "aligned" }, phase: { from: null, to: "usage" } };
  const entry = prepareEntry(row("touchpoint.change", "radio", { version: 2, changed }), "de", names);
  expect(entry).toMatchObject({
    what: "Kontaktpunkt geändert",
    subject: { text: "Werbespot im Radio", path: "/touchpoints/radio" },
    changes: "Stand: kontrolliert → ausgerichtet; Phase: – → Nutzung",
  });
  const shared = prepareEntry(row("shareLink.create", null, { page: "expectations" }), "de");
  expect(shared.changes).toBe("Seite: Erwartungen");
  expect(prepareEntry(row("view.share", null, { page: "" }), "en").changes).toBe("Page: Overview");
});

test("what has gone keeps its key, and a word that nobody knows stays as it was written", () => {
  const entry = prepareEntry(
    row("touchpoint.change", "gone", { changed: { state: { from: "odd", to: null } } }),
    "en",
  );
  expect(entry.subject).toEqual({ text: "gone", path: "/touchpoints/gone" });
  expect(entry.changes).toBe("State: odd → –");
  expect(prepareEntry(row("comet.land", null, { tail: 3 }), "en")).toMatchObject({
    what: "comet.land",
    changes: "tail: 3",
  });
});
