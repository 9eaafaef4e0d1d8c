import { expect, it } from "vitest";
import { counts, countsOf, ownImports } from "./workspace";

const imports = ownImports();
const said = {
  kind: "touchpoints",
  mapping: { key: "key", name: "name", phase: "phase", contactsPerMonth: "n" },
};
const header = "key,name,phase,n\n";

it("no file puts a touchpoint into a retired phase, and one that stands there is left where it is", async () => {
  const workspaceId = await imports.newWorkspace({ locale: "en" });
  const retire = (retiredAt: Date | null) =>
    imports.inScope(workspaceId, ({ db }) =>
      db.phase.updateMany({ where: { workspaceId, key: "usage" }, data: { retiredAt } }),
    );
  const first = `${header}hotline,Hotline,usage,10\nvisit,Visit,onboarding,5\n`;
  expect(countsOf(await imports.run(workspaceId, said, first))).toEqual(counts({ created: 2 }));
  await retire(new Date());
  expect(countsOf(await imports.run(workspaceId, said, first))).toEqual(counts({ unchanged: 2 }));
  const next = `${header}hotline,Hotline,usage,20\nvisit,Visit,usage,5\nshop,Shop,usage,5\napp,App,decision,5\n`;
  const done = await imports.run(workspaceId, said, next);
  expect(countsOf(done)).toEqual(counts({ created: 1, updated: 1, rejected: 2 }));
  expect(
    (await imports.errors(workspaceId, done)).map(({ line, column, reason }) => [line, column, reason]),
  ).toEqual([
    [3, "phase", "This phase is retired. Please choose one that is still in use."],
    [4, "phase", "This phase is retired. Please choose one that is still in use."],
  ]);
  await retire(null);
  expect(countsOf(await imports.run(workspaceId, said, next))).toEqual(
    counts({ created: 1, updated: 1, unchanged: 2 }),
  );
});
