import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { PageContext } from "@/lib/doors/define-page";
import { formatCount } from "@/lib/format/numbers";
import { startDraftAction } from "@/lib/imports/actions";
import type { DraftPage } from "@/lib/imports/queries/load-draft-pages";
import { translator } from "@/lib/language/translator";
import { fieldWord, storedInWords } from "./prepare-draft";
import { outcomesInWords } from "./prepare-import";

/** What the import will do, found out by doing it: problems first, then ten lines as they will be stored. */
export async function CheckStep({ data, page }: { data: DraftPage; page: PageContext }) {
  const [t, pages] = await Promise.all([getTranslations("importWizard"), getTranslations("importPages")]);
  const words = translator(page.locale, "importPages");
  const reasons = translator(page.locale, "errors.reasons");
  const found = data.rehearsal;
  const back = (
    <ButtonLink href={`/w/${page.workspace}/imports/drafts/${data.id}?step=mapping`}>
      {t("backTo")}
    </ButtonLink>
  );
  if (!found) return back;
  const { fields, rows } = storedInWords(data.kind, found.rows, t, {
    ...page,
    names: data.names,
    wordsAt: (place) => translator(page.locale, place),
  });
  const counts = outcomesInWords(found.counts, words, page.locale);
  return (
    <>
      <Section
        title={t("checkTitle")}
        lead={t(found.hasMore ? "checked" : "checkedAll", { lines: found.lines, counts })}
      >
        <ActionForm action={startDraftAction} workspace={page.workspace} hidden={{ draft: data.id }}>
          {found.counts.duplicate > 0 ? (
            <div>
              <h3 className="font-medium">{t("duplicates")}</h3>
              <p className="mb-2 max-w-[72ch] text-muted">
                {t("duplicatesLead", {
                  count: found.counts.duplicate,
                  lines: found.duplicates.map((line) => formatCount(line, page.locale)).join(", "),
                })}
              </p>
              <CheckboxField name="again" label={t("again")} />
            </div>
          ) : null}
          <div className="max-w-96">
            <TextField name="saveAs" label={t("saveAs")} description={t("saveAsHint")} maxLength={120} />
          </div>
          <div className="flex flex-wrap gap-2">
            <SubmitButton>{t("start")}</SubmitButton>
            {back}
          </div>
        </ActionForm>
      </Section>
      <Section title={t("problems")} lead={found.problems.length > 0 ? t("problemsLead") : t("noProblems")}>
        {found.problems.length > 0 ? (
          <DataTable
            caption={t("problems")}
            columns={[
              { key: "line", label: pages("line"), width: "5rem" },
              { key: "column", label: pages("column"), phone: "line", width: "12rem" },
              { key: "value", label: pages("value"), phone: "line", width: "14rem" },
              { key: "reason", label: pages("reason"), phone: "column" },
            ]}
            rows={found.problems.map(({ line, column, value, reason }) => ({
              key: `${line} ${column} ${reason}`,
              cells: { line: formatCount(line, page.locale), column, value, reason: reasons(reason) },
            }))}
          />
        ) : null}
      </Section>
      <Section title={t("rows")} lead={rows.length === 0 ? t("nothing") : undefined}>
        {rows.length > 0 ? (
          <DataTable
            caption={t("rows")}
            isWide
            columns={[
              { key: "line", label: t("line"), width: "4rem" },
              { key: "outcome", label: t("outcome"), phone: "column" },
              ...fields.map((field) => ({
                key: field,
                label: fieldWord(t, field),
                phone: "column" as const,
              })),
            ]}
            rows={rows.map(({ line, outcome, cells }) => ({
              key: line,
              cells: {
                line,
                outcome,
                ...Object.fromEntries(
                  fields.map((field) => [field, <Roomy key={field} text={cells[field] ?? ""} />]),
                ),
              },
            }))}
          />
        ) : null}
      </Section>
    </>
  );
}

/** Long texts get a column that can be read, on a phone too. */
function Roomy({ text }: { text: string }) {
  return text.length > 24 ? <span className="block min-w-64">{text}</span> : text;
}
