"use server";

import { cookies } from "next/headers";
import { after } from "next/server";
import { personOfSession } from "@/lib/auth/admission";
import { sessionCookieName } from "@/lib/auth/next-auth";
import { beginPasswordReset, changePassword, finishPasswordReset, updateProfile } from "@/lib/auth/people";
import { closeSession, closeSessionsOf } from "@/lib/auth/sign-in";
import { countTry } from "@/lib/auth/throttle";
import { defineAccountAction, defineOpenAction } from "@/lib/doors/define-action";
import { currentLocale, currentSessionId } from "@/lib/doors/visitor";
import { log } from "@/lib/log/log";
import { canSendMail } from "@/lib/mail/send-mail";
import { acceptInvitation } from "@/lib/members/mutations";
import { acceptInvitationInput } from "@/lib/members/schema";
import { setUp } from "@/lib/workspaces/mutations";
import { setUpInput } from "@/lib/workspaces/schema";
import { mailPasswordReset } from "./mail";
import {
  changePasswordInput,
  forgotPasswordInput,
  noInput,
  resetPasswordInput,
  updateProfileInput,
} from "./schema";

export const setUpAction = defineOpenAction({
  input: setUpInput,
  run: async (_from, input) => ({ ...(await setUp(input, await currentLocale())), email: input.email }),
});

export const acceptInvitationAction = defineOpenAction({
  input: acceptInvitationInput,
  run: async (from, input) => {
    await countTry("tokenPerAddress", from.address);
    const person = await personOfSession(await currentSessionId());
    return acceptInvitation(input, person);
  },
});

/** Says the same, after the same work, whether or not anybody has the address: the rest happens after the answer. */
export const forgotPasswordAction = defineOpenAction({
  input: forgotPasswordInput,
  run: async (from, { email }) => {
    await countTry("resetPerAddress", from.address);
    await countTry("resetPerEmail", email.toLowerCase());
    const locale = await currentLocale();
    after(async () => {
      if (!canSendMail()) return;
      try {
        const reset = await beginPasswordReset(email);
        if (reset) await mailPasswordReset(email, reset.name, reset.token, locale);
      } catch (error) {
        log.error({ err: error }, "a password reset could not be mailed");
      }
    });
    return { sent: canSendMail() };
  },
});

export const resetPasswordAction = defineOpenAction({
  input: resetPasswordInput,
  run: async (from, { token, password }) => {
    await countTry("tokenPerAddress", from.address);
    return { email: await finishPasswordReset(token, password) };
  },
});

export const updateProfileAction = defineAccountAction({
  input: updateProfileInput,
  run: (person, input) => updateProfile(person.id, input),
});

export const changePasswordAction = defineAccountAction({
  input: changePasswordInput,
  run: (person, input) => changePassword(person.id, person.sessionId, input),
});

export const endOtherSessionsAction = defineAccountAction({
  input: noInput,
  run: (person) => closeSessionsOf(person.id, person.sessionId),
});

export const signOutAction = defineAccountAction({
  input: noInput,
  run: async (person) => {
    await closeSession(person.sessionId);
    (await cookies()).delete(sessionCookieName());
  },
  afterwards: () => ({ redirectTo: "/sign-in?done=signedOut" }),
});
