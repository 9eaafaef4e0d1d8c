"use server";

import { after } from "next/server";
import { mailInvitation } from "@/lib/accounts/mail";
import { defineAction } from "@/lib/doors/define-action";
import { localeOf } from "@/lib/doors/open-door";
import { log } from "@/lib/log/log";
import { canSendMail } from "@/lib/mail/send-mail";
import { changeRole, inviteMember, removeMember, restoreMember, revokeInvitation } from "./mutations";
import { changeRoleInput, invitationInput, inviteMemberInput, memberInput } from "./schema";

export const inviteMemberAction = defineAction({
  can: "members:manage",
  input: inviteMemberInput,
  run: async (scope, input) => {
    const { token, email } = await inviteMember(scope, input);
    const mailed = canSendMail();
    return { link: `${process.env.LOTSE_URL}/invitation/${token}`, token, email, mailed };
  },
  afterwards: ({ data, admission }) => {
    if (data.mailed) {
      const invitation = {
        workspaceName: admission.workspaceName,
        inviter: admission.actor.name,
        token: data.token,
      };
      after(() =>
        mailInvitation(data.email, invitation, localeOf(admission)).catch((error) =>
          log.error({ err: error }, "an invitation could not be mailed"),
        ),
      );
    }
    return { refresh: true };
  },
});

export const revokeInvitationAction = defineAction({
  can: "members:manage",
  input: invitationInput,
  run: revokeInvitation,
});
export const changeRoleAction = defineAction({
  can: "members:manage",
  input: changeRoleInput,
  run: changeRole,
});
export const removeMemberAction = defineAction({
  can: "members:manage",
  input: memberInput,
  run: removeMember,
});
export const restoreMemberAction = defineAction({
  can: "members:manage",
  input: memberInput,
  run: restoreMember,
});
