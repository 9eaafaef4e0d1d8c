import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import { PageTitle } from "./page-title";

/** A page that cannot be shown: why, and the way out. */
export function Problem({ kind }: { kind: "notFound" | "forbidden" }) {
  const t = useTranslations("errors");
  return (
    <div className="mx-auto grid min-h-[60dvh] max-w-md place-content-center px-4 text-center">
      <PageTitle title={t(`${kind}Title`)} />
      <h1 className="text-xl/7 font-semibold tracking-tight">{t(`${kind}Title`)}</h1>
      <p className="mt-2 text-pretty text-muted">{t(`${kind}Lead`)}</p>
      <p className="mt-6">
        <Link href="/" className="font-medium text-accent-text underline underline-offset-4">
          {t("home")}
        </Link>
      </p>
    </div>
  );
}
