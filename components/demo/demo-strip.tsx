import { FlaskConical } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { Link } from "@/components/ui/link";
import { may, type Role } from "@/lib/auth/roles";

/** On every page of the demo company: nobody shall take it for a real one. */
export async function DemoStrip({ workspace, role }: { workspace: string; role: Role }) {
  const t = await getTranslations("demo");
  const link = "font-medium text-accent-text underline-offset-4 hover:underline";
  return (
    <aside
      aria-label={t("title")}
      className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-1 rounded-lg border border-border bg-surface px-3 py-2 text-sm text-muted print:hidden"
    >
      <span className="flex items-center gap-2">
        <FlaskConical aria-hidden className="size-4 shrink-0" />
        {t("invented")}
      </span>
      <Link href={`/w/${workspace}/tour`} className={link}>
        {t("tour")}
      </Link>
      {may(role, "workspace:manage") ? (
        <Link href={`/w/${workspace}/admin/demo`} className={link}>
          {t("reset")}
        </Link>
      ) : null}
    </aside>
  );
}
