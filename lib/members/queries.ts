import { peopleById } from "@/lib/auth/people";
import type { Role } from "@/lib/auth/roles";
import type { Scope } from "@/lib/auth/scope";
import type { ListExport } from "@/lib/doors/list-export";

export type Member = { id: string; name: string; email: string; role: Role; self: boolean; active: boolean };
export type OpenInvitation = { id: string; email: string; role: Role; expiresAt: Date };

export async function listMembers(
  scope: Scope,
): Promise<{ members: Member[]; invitations: OpenInvitation[] }> {
  const memberships = await scope.db.membership.findMany({
    where: { workspaceId: scope.workspaceId, deactivatedAt: null },
    orderBy: { createdAt: "asc" },
    take: 500,
  });
  const people = await peopleById(memberships.map(({ userId }) => userId));
  const invitations = await scope.db.invitation.findMany({
    where: {
      workspaceId: scope.workspaceId,
      acceptedAt: null,
      revokedAt: null,
      expiresAt: { gt: new Date() },
    },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  return {
    members: memberships.flatMap(({ userId, role }) => {
      const person = people.get(userId);
      if (!person) return [];
      const self = scope.actor.kind === "user" && scope.actor.id === userId;
      return [
        {
          id: person.publicId,
          name: person.name,
          email: person.email,
          role,
          self,
          active: !person.deactivatedAt,
        },
      ];
    }),
    invitations: invitations.map(({ publicId, email, role, expiresAt }) => ({
      id: publicId,
      email,
      role,
      expiresAt,
    })),
  };
}

export const memberExport: ListExport<unknown, Member> = {
  name: "members",
  columns: [
    { key: "name", value: ({ name }) => name },
    { key: "email", value: ({ email }) => email },
    { key: "role", value: ({ role }, { t }) => t(`roles.${role}`) },
  ],
  rows: async (scope) => (await listMembers(scope)).members,
};
