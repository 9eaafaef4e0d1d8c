import { beforeAll, describe, expect, test } from "vitest";
import type { Role } from "@/lib/auth/roles";
import { openDoor } from "@/lib/doors/open-door";
import { saveSegments } from "@/lib/segments/mutations";
import {
  deleteViewAction,
  renameViewAction,
  restoreSharedViewAction,
  restoreViewAction,
  saveSharedViewAction,
  saveViewAction,
} from "@/lib/views/actions";
import { listViews } from "@/lib/views/queries";
import { viewsInput } from "@/lib/views/schema";
import { foundWorkspace, ownDatabase, type TestWorkspace } from "../../support/world";

ownDatabase();
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await foundWorkspace("views");
  await workspace.asSystem((scope) => saveSegments(scope, [{ key: "firms", name: "Firms" }]));
}, 120_000);

const list = async (role: Role, page = "feedback") =>
  (
    await openDoor(
      { can: "workspace:read", input: viewsInput, run: listViews },
      workspace.visitor(role),
      () => ({ page }),
    )
  ).result.views;

const save = async (role: Role, name: string, query: string, action = saveViewAction) =>
  (await openDoor(action.door, workspace.visitor(role), () => ({ name, page: "feedback", query }))).result;

describe("saved views", () => {
  test("one's own are one's own, and what was open or scrolled to is no part of them", async () => {
    await save("viewer", "Firms", "segment=firms&period=all&after=xyz&open=42");
    expect(await list("viewer")).toMatchObject([
      { name: "Firms", query: "segment=firms&period=all", shared: false, isMine: true, gone: [] },
    ]);
    expect(await list("admin")).toEqual([]);
    expect(await list("viewer", "customers")).toEqual([]);
  });

  test("a shared one is everybody's to open and its maker's to change", async () => {
    const { id } = await save("manager", "For all", "period=last-month", saveSharedViewAction);
    const [seen] = (await list("agent")).filter(({ shared }) => shared);
    expect(seen).toMatchObject({ name: "For all", isMine: false });
    await expect(
      openDoor(deleteViewAction.door, workspace.visitor("admin"), () => ({ id })),
    ).rejects.toMatchObject({ code: "notFound" });
    await expect(
      openDoor(renameViewAction.door, workspace.visitor("admin"), () => ({ id, name: "Mine", version: "1" })),
    ).rejects.toMatchObject({ code: "notFound" });
    await expect(save("agent", "x", "", saveSharedViewAction)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("a name is there once for each reader and page", async () => {
    await save("agent", "Once", "");
    await expect(save("agent", "Once", "period=all")).rejects.toMatchObject({
      code: "invalid",
      details: { fields: { name: "viewNameTaken" } },
    });
    await save("manager", "Once", "");
  });

  test("renaming is taken back by renaming, deleting by bringing back", async () => {
    const { id } = await save("agent", "Before", "period=all");
    const rename = (name: string, version: string) =>
      openDoor(renameViewAction.door, workspace.visitor("agent"), () => ({ id, name, version }));
    expect((await rename("After", "1")).result).toEqual({ name: "Before", version: 2 });
    await expect(rename("Late", "1")).rejects.toMatchObject({ code: "conflict" });
    const gone = await openDoor(deleteViewAction.door, workspace.visitor("agent"), () => ({ id }));
    expect((await list("agent")).map(({ name }) => name)).not.toContain("After");
    await openDoor(restoreViewAction.door, workspace.visitor("agent"), () => gone.result);
    expect((await list("agent")).find(({ name }) => name === "After")).toMatchObject({
      query: "period=all",
      shared: false,
    });
    await expect(
      openDoor(restoreSharedViewAction.door, workspace.visitor("agent"), () => gone.result),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  test("a filter that names what nobody has any more is told by name", async () => {
    await save("admin", "Old", "segment=firms&segment=hermits&touchpoint=moon-base&channel=-");
    const [view] = (await list("admin")).filter(({ name }) => name === "Old");
    expect(view?.gone).toEqual(["hermits", "moon-base"]);
  });
});
