import { useTranslations } from "next-intl";

/** What the browser's tab and its history call this page. The only title there is: a second one would be ignored. */
export function PageTitle({ title }: { title: string }) {
  const t = useTranslations("app");
  return <title>{`${title} · ${t("name")}`}</title>;
}
