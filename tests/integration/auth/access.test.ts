import { beforeAll, describe, expect, test } from "vitest";
import { revokeApiKey } from "@/lib/api-keys/mutations";
import { listApiKeys } from "@/lib/api-keys/queries";
import { admit, personOfSession } from "@/lib/auth/admission";
import {
  beginPasswordReset,
  changePassword,
  createUser,
  findOpenInvitation,
  finishPasswordReset,
  isResetOpen,
} from "@/lib/auth/people";
import { closeSession, openSession, signIn } from "@/lib/auth/sign-in";
import { hashToken, newToken } from "@/lib/auth/tokens";
import { authDatabase } from "@/lib/db/client";
import { acceptInvitation, changeRole, inviteMember, removeMember } from "@/lib/members/mutations";
import { listMembers } from "@/lib/members/queries";
import { setUp } from "@/lib/workspaces/mutations";
import { foundWorkspace, ownDatabase, type TestWorkspace, testPassword } from "../../support/world";

ownDatabase();

let here: TestWorkspace;
const from = { address: "192.0.2.1", userAgent: null };

beforeAll(async () => {
  here = await foundWorkspace("here", { withPasswords: true });
});

describe("signing in", () => {
  test("opens a session that the next request finds", async () => {
    const session = await signIn({ email: " Agent@HERE.example ", password: testPassword }, from);
    expect((await personOfSession(session?.sessionId ?? null))?.email).toBe("agent@here.example");
  });

  test("says nothing but no for a wrong password, an unknown address and a deactivated person", async () => {
    const deactivated = await createUser({
      email: "gone@here.example",
      name: "Gone",
      password: testPassword,
    });
    await authDatabase().user.update({ where: { id: deactivated }, data: { deactivatedAt: new Date() } });
    for (const email of ["agent@here.example", "nobody@here.example", "gone@here.example"]) {
      const password = email.startsWith("gone") ? testPassword : "wrong password";
      expect(await signIn({ email, password }, from)).toBeNull();
    }
  });

  test("is throttled per address and e-mail, and a success forgives", async () => {
    const email = "viewer@here.example";
    for (let attempt = 0; attempt < 9; attempt++)
      await signIn({ email, password: "wrong" }, { ...from, address: "192.0.2.7" });
    expect(await signIn({ email, password: testPassword }, from)).not.toBeNull();
    for (let attempt = 0; attempt < 10; attempt++)
      await signIn({ email, password: "wrong" }, { ...from, address: "192.0.2.8" });
    await expect(signIn({ email, password: testPassword }, from)).rejects.toMatchObject({
      code: "throttled",
    });
  });

  test("a revoked session, a removed member and a changed role hold for the very next request", async () => {
    const { manager, admin } = here.people;
    const visitor = here.visitor("manager");
    expect((await admit(visitor)).role).toBe("manager");
    const publicId = (await personOfSession(manager.sessionId))?.publicId ?? "";
    await here.asSystem((scope) => changeRole(scope, { member: publicId, role: "viewer" }));
    expect((await admit(visitor)).role).toBe("viewer");
    await here.asSystem((scope) => removeMember(scope, { member: publicId }));
    await expect(admit(visitor)).rejects.toMatchObject({ code: "notFound" });
    const extra = await openSession(admin.userId, null);
    await closeSession(extra);
    expect(await personOfSession(extra)).toBeNull();
  });

  test("an expired session is none", async () => {
    const id = await openSession(here.people.agent.userId, null);
    await authDatabase().session.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(await personOfSession(id)).toBeNull();
  });
});

describe("passwords", () => {
  test("a reset link works once, ends all sessions, and tells nobody who exists", async () => {
    const before = await openSession(here.people.agent.userId, null);
    expect(await beginPasswordReset("nobody@here.example")).toBeNull();
    const reset = await beginPasswordReset("agent@here.example");
    const token = reset?.token ?? "";
    expect(await isResetOpen(token)).toBe(true);
    expect(await finishPasswordReset(token, "a brand new password")).toBe("agent@here.example");
    expect(await personOfSession(before)).toBeNull();
    await expect(finishPasswordReset(token, "yet another password")).rejects.toMatchObject({
      reason: "linkSpent",
    });
    expect(
      await signIn({ email: "agent@here.example", password: "a brand new password" }, from),
    ).not.toBeNull();
    await authDatabase().throttle.deleteMany();
  });

  test("of two clicks on one reset link at the same time, one works", async () => {
    const reset = await beginPasswordReset("agent@here.example");
    const clicks = await Promise.allSettled(
      ["first of two passwords", "second of two passwords"].map((one) =>
        finishPasswordReset(reset?.token ?? "", one),
      ),
    );
    expect(clicks.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("changing it needs the current one and ends the other sessions", async () => {
    const { userId } = here.people.admin;
    const [kept, other] = [await openSession(userId, null), await openSession(userId, null)];
    await expect(
      changePassword(userId, kept, { current: "wrong", next: "0123456789" }),
    ).rejects.toMatchObject({
      details: { fields: { current: "wrongPassword" } },
    });
    await changePassword(userId, kept, { current: testPassword, next: "another long password" });
    expect(await personOfSession(kept)).not.toBeNull();
    expect(await personOfSession(other)).toBeNull();
  });
});

describe("tokens", () => {
  test("a token of one kind opens no door of another kind", async () => {
    const kinds = ["invitation", "passwordReset", "apiKey"] as const;
    for (const kind of kinds) {
      const { token, hash } = newToken(kind);
      for (const other of kinds) {
        expect(Buffer.from(hashToken(other, token)).equals(Buffer.from(hash))).toBe(kind === other);
      }
    }
    const { token } = await here.asSystem((scope) =>
      inviteMember(scope, { email: "t@here.example", role: "viewer" }),
    );
    const reset = await beginPasswordReset("agent@here.example");
    const key = await here.apiKey("admin");
    expect(await isResetOpen(token)).toBe(false);
    expect(await isResetOpen(key)).toBe(false);
    expect(await findOpenInvitation(reset?.token ?? "")).toBeNull();
    expect(await findOpenInvitation(key)).toBeNull();
    await expect(admit({ kind: "key", token })).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(admit({ kind: "key", token: reset?.token ?? "" })).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  test("a revoked key is refused at once; its list shows a prefix only", async () => {
    const key = await here.apiKey("agent");
    expect((await admit({ kind: "key", token: key })).role).toBe("agent");
    const listed = (await here.asSystem(listApiKeys)).find(({ prefix }) => key.startsWith(prefix));
    expect(JSON.stringify(listed)).not.toContain(key);
    await here.asSystem((scope) => revokeApiKey(scope, { apiKey: listed?.id ?? "" }));
    await expect(admit({ kind: "key", token: key })).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("invitations", () => {
  test("a new person joins with name and password, once", async () => {
    const { token } = await here.asSystem((scope) =>
      inviteMember(scope, { email: "New@Here.example", role: "agent" }),
    );
    await expect(acceptInvitation({ token }, null)).rejects.toMatchObject({
      details: { fields: { name: "fillIn" } },
    });
    const accepted = await acceptInvitation({ token, name: "New", password: testPassword }, null);
    expect(accepted).toEqual({ slug: "here", email: "new@here.example" });
    await expect(
      acceptInvitation({ token, name: "New", password: testPassword }, null),
    ).rejects.toMatchObject({
      reason: "linkSpent",
    });
    const { members } = await here.asSystem(listMembers);
    expect(members.find(({ email }) => email === "new@here.example")?.role).toBe("agent");
  });

  test("somebody with an account joins only when signed in as that account; the password stays", async () => {
    const userId = await createUser({ email: "has@account.example", name: "Has", password: testPassword });
    const { token } = await here.asSystem((scope) =>
      inviteMember(scope, { email: "has@account.example", role: "viewer" }),
    );
    const takeOver = acceptInvitation({ token, name: "Thief", password: "stolen password" }, null);
    await expect(takeOver).rejects.toMatchObject({ reason: "signInToAccept" });
    await acceptInvitation(
      { token, password: "stolen password" },
      { id: userId, email: "has@account.example" },
    );
    expect(await signIn({ email: "has@account.example", password: testPassword }, from)).not.toBeNull();
    expect(await signIn({ email: "has@account.example", password: "stolen password" }, from)).toBeNull();
  });

  test("inviting again makes the first link void", async () => {
    const invite = () =>
      here.asSystem((scope) => inviteMember(scope, { email: "twice@here.example", role: "viewer" }));
    const [first, second] = [await invite(), await invite()];
    expect(await findOpenInvitation(first.token)).toBeNull();
    expect((await findOpenInvitation(second.token))?.email).toBe("twice@here.example");
  });

  test("the last admin cannot leave or be demoted, not even by two at once", async () => {
    const admin = (await personOfSession(await openSession(here.people.admin.userId, null)))?.publicId ?? "";
    await expect(
      here.asSystem((scope) => changeRole(scope, { member: admin, role: "agent" })),
    ).rejects.toMatchObject({
      reason: "lastAdmin",
    });
    await expect(here.asSystem((scope) => removeMember(scope, { member: admin }))).rejects.toMatchObject({
      reason: "lastAdmin",
    });
  });
});

test("set-up is for the very first person only, and signing up changes nobody who exists", async () => {
  const input = {
    workspaceName: "Late",
    workspaceSlug: "late",
    timeZone: "UTC",
    currency: "EUR",
    name: "Late",
    email: "admin@here.example",
    password: "a late password",
  };
  await expect(setUp(input, "en")).rejects.toMatchObject({ reason: "alreadySetUp" });
  await expect(
    createUser({ email: "admin@here.example", name: "X", password: "a late password" }),
  ).rejects.toMatchObject({
    reason: "emailTaken",
  });
  expect(await signIn({ email: "admin@here.example", password: "a late password" }, from)).toBeNull();
});
