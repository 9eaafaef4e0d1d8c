import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import type { PageContext } from "@/lib/doors/define-page";
import { translator } from "@/lib/language/translator";
import type { MeasureFormData } from "@/lib/measures/queries/load-measure-form";
import type { Words } from "./figure-words";
import { MeasureForm } from "./measure-form";
import { prepareForm } from "./prepare-form";

/** A new measure, or one that is changed. */
export async function MeasureFormView({ data, page }: { data: MeasureFormData; page: PageContext }) {
  const t = await getTranslations("measures");
  const words: Words = {
    t: translator(page.locale, "measures"),
    overview: translator(page.locale, "overview"),
    locale: page.locale,
  };
  const list = `/w/${page.workspace}/measures`;
  const { measure, corrects, finding } = data;
  const title = measure ? t("editTitle", { name: measure.name }) : t("new");
  const cause = corrects && !measure ? t("form.corrects", { name: corrects.name }) : finding?.sentence;
  return (
    <>
      <PageHeader
        title={title}
        lead={cause ?? t("form.lead")}
        back={
          measure ? { href: `${list}/${measure.id}`, label: measure.name } : { href: list, label: t("title") }
        }
      />
      <MeasureForm
        key={measure?.version ?? "new"}
        workspace={page.workspace}
        fields={prepareForm(data, words)}
        reloadHref={measure ? `${list}/${measure.id}/edit` : `${list}/new`}
      />
    </>
  );
}
