import { forbidden, notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { WorkspaceFrame } from "@/components/workspace/workspace-frame";
import { membershipsOf } from "@/lib/auth/admission";
import { may } from "@/lib/auth/roles";
import { currentPerson, currentTheme } from "@/lib/doors/visitor";

/** Passes the door itself, like every page below it; shows nothing but the frame. */
export default async function WorkspaceLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ workspace: string }>;
}) {
  const { workspace } = await params;
  const person = await currentPerson();
  if (!person) redirect(`/sign-in?next=${encodeURIComponent(`/w/${workspace}`)}`);
  const memberships = await membershipsOf(person.id);
  const current = memberships.find(({ slug }) => slug === workspace);
  if (!current) notFound();
  if (!may(current.role, "workspace:read")) forbidden();
  return (
    <WorkspaceFrame current={current} memberships={memberships} person={person} theme={await currentTheme()}>
      {children}
    </WorkspaceFrame>
  );
}
