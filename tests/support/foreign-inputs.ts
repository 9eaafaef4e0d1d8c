import type { ForeignIds } from "./canaries";

/**
 * For every door, what somebody would send who wants to reach another workspace's rows. Each call must be refused, or
 * answer without a trace of that workspace. A door that is missing here fails the isolation test.
 */
export const foreignInputs: Record<string, (foreign: ForeignIds) => unknown[]> = {
  "action changeRoleAction": ({ member }) => [{ member, role: "viewer" }],
  "action createApiKeyAction": () => [{ name: "mine", role: "viewer" }],
  "action inviteMemberAction": () => [{ email: "new@somewhere.example", role: "viewer" }],
  "action removeMemberAction": ({ member }) => [{ member }],
  "action restoreMemberAction": ({ member }) => [{ member }],
  "action revokeApiKeyAction": ({ apiKey }) => [{ apiKey }],
  "action revokeInvitationAction": ({ invitation }) => [{ invitation }],
  "page /w/[workspace]": ({ touchpointKey, channelKey }) => [
    { period: "all" },
    { touchpoint: touchpointKey },
    { channel: channelKey },
  ],
  "page /w/[workspace]/admin/api-keys": () => [{}],
  "page /w/[workspace]/admin/members": () => [{}],
  "page /w/[workspace]/feedback": ({ touchpointKey, channelKey }) => [
    { period: "all" },
    { period: "all", measure: "contact-nps" },
    { touchpoint: touchpointKey },
    { channel: channelKey },
  ],
  "page /w/[workspace]/feedback/[id]": ({ feedback }) => [{ id: feedback }],
  "route GET /api/v1/feedback/[id]": ({ feedback }) => [{ id: feedback }],
  "route GET /api/v1/metrics/[metric]": ({ touchpointKey, departmentKey, productGroupKey }) => [
    { metric: "nps", groupBy: "touchpoint" },
    { metric: "nps", touchpoint: touchpointKey },
    { metric: "nps", department: departmentKey },
    { metric: "nps", "product-group": productGroupKey },
  ],
  "route POST /api/v1/feedback": ({ customer, customerExternalId, touchpointKey, channelKey }) => {
    const record = { technique: "survey", answeredAt: "2026-03-01", answers: [{ metric: "nps", value: 3 }] };
    return [
      { ...record, customer },
      { ...record, customer: `ext:${customerExternalId}` },
      { ...record, touchpoint: touchpointKey },
      { ...record, channel: channelKey },
      {
        items: [
          { ...record, customer },
          { ...record, touchpoint: touchpointKey },
        ],
      },
    ];
  },
};
