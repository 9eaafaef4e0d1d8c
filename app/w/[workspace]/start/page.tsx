import { StartView } from "@/components/workspace/start-view";
import { noInput } from "@/lib/accounts/schema";
import { membershipsOf } from "@/lib/auth/admission";
import { demoSlug } from "@/lib/demo/rules/staff";
import { definePage } from "@/lib/doors/define-page";
import { findStart } from "@/lib/workspaces/queries/find-start";

export default definePage({
  can: "workspace:read",
  input: noInput,
  load: async (scope) => {
    const memberships = scope.actor.kind === "user" ? await membershipsOf(scope.actor.id) : [];
    const demo = memberships.find(({ slug }) => slug === demoSlug && slug !== scope.slug);
    return { ...(await findStart(scope)), demoHref: demo ? `/w/${demo.slug}` : null };
  },
  view: StartView,
});
