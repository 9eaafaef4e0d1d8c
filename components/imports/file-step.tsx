import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/action-form";
import { ChoiceField } from "@/components/ui/choice-field";
import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PageContext } from "@/lib/doors/define-page";
import { describeDraftAction } from "@/lib/imports/actions";
import type { DraftPage } from "@/lib/imports/queries/load-draft-pages";
import { encodings } from "@/lib/imports/rules/text-encoding";
import { importKinds } from "@/lib/imports/schema/fields";
import { typeInWords } from "./prepare-draft";

const delimiters = { comma: ",", semicolon: ";", tab: "\t", pipe: "|", whitespace: "whitespace" } as const;

/** What we understood of a file, all of it to be corrected. */
export async function FileStep({ data, page }: { data: DraftPage; page: PageContext }) {
  const [t, pages] = await Promise.all([getTranslations("importWizard"), getTranslations("importPages")]);
  const { facts, options, columns } = data;
  const said = (name: string) => (options[name] === undefined ? "auto" : String(options[name]));
  const auto = (value: string) => ({ value: "auto", label: t("auto", { value }) });
  const delimiterName = (sign: string) => {
    const name = (Object.keys(delimiters) as (keyof typeof delimiters)[]).find(
      (one) => delimiters[one] === sign,
    );
    return name ? t(`delimiters.${name}`) : sign;
  };
  return (
    <ActionForm
      action={describeDraftAction}
      workspace={page.workspace}
      hidden={{ draft: data.id }}
      className="flex flex-col"
    >
      {data.offered.length > 0 ? (
        <Section title={t("offered")} lead={t("offeredLead")}>
          <ChoiceField
            name="saved"
            label={t("mappingSaved")}
            defaultValue={data.offered[0]?.id}
            options={[
              ...data.offered.map(({ id, name, kind }) => ({
                value: id,
                label: `${name} (${pages(`kinds.${kind}` as "kinds.orders")})`,
              })),
              { value: "auto", label: t("afresh") },
            ]}
          />
        </Section>
      ) : null}
      <Section title={t("understood")} lead={t("understoodLead", { columns: columns.length })}>
        <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
          <ChoiceField
            name="kind"
            label={t("kind")}
            defaultValue={data.offered[0]?.kind ?? data.kind}
            options={importKinds.map((kind) => ({ value: kind, label: pages(`kinds.${kind}`) }))}
          />
          <div className="flex flex-col gap-4">
            {facts?.isWorkbook ? (
              <SelectField
                name="sheet"
                label={t("sheet")}
                defaultValue={said("sheet")}
                options={[auto(facts.sheet), ...facts.sheets.map((name) => ({ value: name, label: name }))]}
              />
            ) : (
              <>
                <SelectField
                  name="encoding"
                  label={t("encoding")}
                  defaultValue={said("encoding")}
                  options={[
                    auto(facts?.encoding.toUpperCase() ?? "?"),
                    ...encodings.map((name) => ({ value: name, label: name.toUpperCase() })),
                  ]}
                />
                <SelectField
                  name="delimiter"
                  label={t("delimiter")}
                  defaultValue={said("delimiter").replace("\t", "tab")}
                  options={[
                    auto(facts ? delimiterName(facts.delimiter) : "?"),
                    ...Object.entries(delimiters).map(([name, sign]) => ({
                      value: name === "tab" ? "tab" : sign,
                      label: t(`delimiters.${name as keyof typeof delimiters}`),
                    })),
                  ]}
                />
              </>
            )}
            <SelectField
              name="header"
              label={t("header")}
              defaultValue={said("header")}
              options={[
                auto(t("headerRows", { n: facts?.header ?? 0 })),
                ...[0, 1, 2, 3].map((n) => ({ value: String(n), label: t("headerRows", { n }) })),
              ]}
            />
          </div>
        </div>
        <div className="mt-6">
          <SubmitButton>{t("next")}</SubmitButton>
        </div>
      </Section>
      {columns.length > 0 ? (
        <Section title={t("columnsTitle")}>
          <DataTable
            caption={t("columnsTitle")}
            columns={[
              { key: "name", label: t("column") },
              { key: "type", label: t("type"), phone: "line", width: "14rem" },
              { key: "samples", label: t("samples"), phone: "line" },
            ]}
            rows={columns.map((column) => ({
              key: String(column.index),
              isPale: column.type === "empty",
              cells: {
                name: (
                  <span className="break-words">
                    {column.name}
                    {column.also ? (
                      <span className="block max-w-[48ch] text-xs font-normal text-muted">{column.also}</span>
                    ) : null}
                  </span>
                ),
                type: typeInWords(column, t),
                samples:
                  column.samples.length > 0 ? (
                    <>
                      {/* On a phone they follow the type in one line. */}
                      <span className="sm:hidden">{t("samples")}: </span>
                      {column.samples.join(" · ")}
                    </>
                  ) : (
                    t("emptyColumn")
                  ),
              },
            }))}
          />
        </Section>
      ) : null}
    </ActionForm>
  );
}
