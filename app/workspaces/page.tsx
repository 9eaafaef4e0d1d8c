import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PublicFrame } from "@/components/frame/public-frame";
import { Link } from "@/components/ui/link";
import { beginningOf, membershipsOf } from "@/lib/auth/admission";
import { currentPerson } from "@/lib/doors/visitor";

export default async function WorkspacesPage() {
  const person = await currentPerson();
  if (!person) redirect("/sign-in?next=/workspaces");
  const [t, roles, memberships] = await Promise.all([
    getTranslations("auth.workspaces"),
    getTranslations("roles"),
    membershipsOf(person.id),
  ]);
  return (
    <PublicFrame
      title={t("title")}
      lead={memberships.length === 0 ? t("none") : t("lead", { count: memberships.length })}
    >
      <ul className="-mx-2 flex flex-col">
        {memberships.map(({ slug, workspaceName, role }) => (
          <li key={slug}>
            <Link
              href={beginningOf({ slug, role })}
              className="flex justify-between gap-4 rounded-md px-2 py-2 hover:bg-default"
            >
              <span className="font-medium">{workspaceName}</span>
              <span className="text-muted">{roles(role)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </PublicFrame>
  );
}
