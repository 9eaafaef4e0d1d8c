import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Link } from "@/components/ui/link";
import type { PageContext } from "@/lib/doors/define-page";
import { discardDraftAction } from "@/lib/imports/actions";
import type { DraftPage } from "@/lib/imports/queries/load-draft-pages";
import { draftSteps } from "@/lib/imports/schema/drafts";
import { CheckStep } from "./check-step";
import { FileStep } from "./file-step";
import { MappingStep } from "./mapping-step";

/** The wizard's pages after the file has arrived: what we understood, which column is what, what will become of it. */
export async function DraftView({ data, page }: { data: DraftPage; page: PageContext }) {
  const t = await getTranslations("importWizard");
  const at = `/w/${page.workspace}/imports`;
  const reached = draftSteps.indexOf(data.step);
  return (
    <>
      <PageHeader
        back={{ href: at, label: t("back") }}
        title={data.file}
        actions={
          <ConfirmDialog
            trigger={t("discard")}
            triggerVariant="ghost"
            title={t("discardTitle", { file: data.file })}
            text={t("discardText")}
            confirm={t("discard")}
            isDestructive
            action={discardDraftAction}
            workspace={page.workspace}
            hidden={{ draft: data.id }}
          />
        }
      />
      <nav aria-label={t("stepsLabel")} className="mb-6">
        <ol className="flex flex-wrap gap-x-6 gap-y-2">
          {draftSteps.map((step, index) => (
            <li
              key={step}
              aria-current={step === data.step ? "step" : undefined}
              className="flex items-center gap-2"
            >
              <span
                aria-hidden="true"
                className={`figures grid size-5 place-items-center rounded-full text-xs ${step === data.step ? "bg-accent text-accent-foreground" : "border border-border text-muted"}`}
              >
                {index + 1}
              </span>
              {index < reached ? (
                <Link href={`${at}/drafts/${data.id}?step=${step}`} className="underline underline-offset-2">
                  {t(`steps.${step}`)}
                </Link>
              ) : (
                <span className={step === data.step ? "font-medium" : "text-muted"}>
                  {t(`steps.${step}`)}
                </span>
              )}
            </li>
          ))}
        </ol>
      </nav>
      {data.problem ? (
        <p role="alert" className="mb-6 rounded-md bg-bad-soft px-3 py-2.5 text-bad-text">
          {data.problem}
        </p>
      ) : null}
      {data.step === "file" ? <FileStep data={data} page={page} /> : null}
      {data.step === "mapping" ? <MappingStep data={data} page={page} /> : null}
      {data.step === "check" ? <CheckStep data={data} page={page} /> : null}
    </>
  );
}
