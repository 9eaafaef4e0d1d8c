import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/action-form";
import { ButtonLink } from "@/components/ui/button-link";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { Section } from "@/components/ui/section";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { PageContext } from "@/lib/doors/define-page";
import { mapDraftAction } from "@/lib/imports/actions";
import type { DraftPage, NamedPlace } from "@/lib/imports/queries/load-draft-pages";
import { unset } from "@/lib/imports/rules/draft-form";
import { ruleRows, rulesOf } from "@/lib/imports/rules/draft-rules";
import { fieldsOf, type ImportKind } from "@/lib/imports/schema/fields";
import type { Locale } from "@/lib/language/locale";
import { translator } from "@/lib/language/translator";
import { ColumnFields } from "./column-fields";
import { fieldWord, wordsOf } from "./prepare-draft";
import { RuleFields } from "./rule-fields";

/** Fields that are worth a constant; the others differ from line to line. */
const constants: Record<ImportKind, readonly string[]> = {
  customers: ["kind", "language", "country", "joinedOn"],
  orders: ["orderedAt", "status"],
  contracts: ["plan", "startedOn", "monthlyRevenue.amount"],
  contacts: ["at", "direction", "channel", "touchpoint"],
  feedback: ["technique", "occasion", "answeredAt", "channel", "touchpoint", "language"],
  touchpoints: ["phase", "channel", "department"],
  expectations: ["metric", "scale", "validFrom", "segment", "touchpoint", "source"],
};
const creates: Record<ImportKind, readonly ("customers" | "touchpoints" | "products")[]> = {
  customers: [],
  orders: ["customers", "products"],
  contracts: ["customers"],
  contacts: ["customers", "touchpoints"],
  feedback: ["customers", "touchpoints", "products"],
  touchpoints: ["products"],
  expectations: [],
};

/** Which column is what, and what the file does not say. */
export async function MappingStep({ data, page }: { data: DraftPage; page: PageContext }) {
  const t = await getTranslations("importWizard");
  const { kind, options, columns } = data;
  const defaults = (options.defaults ?? {}) as Record<string, unknown>;
  const created = (options.createMissing ??
    (creates[kind].includes("customers") ? ["customers"] : [])) as string[];
  const skip = rulesOf(options.skipWhen);
  const statusWhen = (options.statusWhen ?? {}) as Record<string, unknown>;
  const fields = Object.keys(fieldsOf[kind]).map((field) => ({ value: field, label: fieldWord(t, field) }));
  const names = columns.map(({ ref, name }) => ({
    value: typeof ref === "number" ? `#${ref}` : ref,
    label: name,
  }));
  return (
    <ActionForm
      action={mapDraftAction}
      workspace={page.workspace}
      hidden={{ draft: data.id }}
      className="flex flex-col"
    >
      <Section title={t("mappingTitle")} lead={t("mappingLead")}>
        <ul className="divide-y divide-separator">
          {columns.map((column, index) => {
            const choice = data.choices[index];
            return choice ? (
              <ColumnFields
                key={column.index}
                kind={kind}
                column={column}
                choice={choice}
                fields={fields}
                touchpoints={namesOf(data, "touchpoint") ?? []}
              />
            ) : null;
          })}
        </ul>
      </Section>
      <Section title={t("constants")} lead={t("constantsLead")}>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {constants[kind].map((field) => (
            <Constant
              key={field}
              locale={page.locale}
              kind={kind}
              field={field}
              label={fieldWord(t, field)}
              value={defaults[field] === undefined ? guessOf(field) : String(defaults[field])}
              none={t("nothingElse")}
              suggestions={namesOf(data, field)}
            />
          ))}
        </div>
        {creates[kind].length > 0 ? (
          <fieldset className="mt-6">
            <legend className="mb-2 font-medium">{t("createMissing")}</legend>
            <div className="flex flex-wrap gap-x-6 gap-y-2">
              {creates[kind].map((what) => (
                <CheckboxField
                  key={what}
                  name="createMissing[]"
                  value={what}
                  label={t(`creates.${what}`)}
                  defaultSelected={created.includes(what)}
                />
              ))}
            </div>
          </fieldset>
        ) : null}
      </Section>
      <Section title={t("rules")}>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          <TextField
            name="missing"
            label={t("missingAll")}
            description={t("missingHint")}
            defaultValue={Array.isArray(options.missing) ? options.missing.join(", ") : ""}
          />
          <SelectField
            name="decimal"
            label={t("decimal")}
            defaultValue={String(options.decimal ?? unset)}
            options={[
              { value: unset, label: t("decimals.auto") },
              { value: ".", label: t("decimals.point") },
              { value: ",", label: t("decimals.comma") },
            ]}
          />
          <TextField
            name="timeZone"
            label={t("timeZone")}
            defaultValue={String(options.timeZone ?? "")}
            placeholder={page.timeZone}
          />
        </div>
        <fieldset className="mt-6">
          <legend className="font-medium">{t("skip")}</legend>
          <p className="mb-3 max-w-[72ch] text-muted">{t("skipLead")}</p>
          {skip === null ? <p className="mb-3">{t("rawRule")}</p> : null}
          <RuleFields prefix="skip" columns={names} rules={skip ?? []} rows={ruleRows} />
        </fieldset>
        {kind === "orders"
          ? (["cancelled", "returned"] as const).map((status) => (
              <fieldset key={status} className="mt-6">
                <legend className="mb-3 font-medium">{t(`statusWhen.${status}`)}</legend>
                <RuleFields
                  prefix={`when-${status}`}
                  columns={names}
                  rules={rulesOf(statusWhen[status]) ?? []}
                  rows={1}
                  isSingle
                />
              </fieldset>
            ))
          : null}
        <div className="mt-8 flex flex-wrap gap-2">
          <SubmitButton>{t("toCheck")}</SubmitButton>
          <ButtonLink href={`/w/${page.workspace}/imports/drafts/${data.id}?step=file`}>
            {t("backTo")}
          </ButtonLink>
        </div>
      </Section>
    </ActionForm>
  );
}

/** What is in use, to be offered; nothing for fields that name no place. */
const namesOf = ({ names }: DraftPage, field: string): string[] | undefined => {
  const places = names[field as NamedPlace];
  return places && [...new Set(places.filter(({ retired }) => !retired).map(({ name }) => name))];
};

const guessOf = (field: string): string => (field === "technique" ? "survey" : "");

type ConstantProps = {
  locale: Locale;
  kind: ImportKind;
  field: string;
  label: string;
  value: string;
  none: string;
  suggestions: readonly string[] | undefined;
};

function Constant({ locale, kind, field, label, value, none, suggestions }: ConstantProps) {
  const choices = fieldsOf[kind][field]?.choices;
  const words = wordsOf[field];
  if (!choices || !words)
    return <TextField name={`d-${field}`} label={label} defaultValue={value} suggestions={suggestions} />;
  const t = translator(locale, words);
  // Nobody expects a number of recommendations: a file that says so is told, but it is no choice.
  const offered = kind === "expectations" ? choices.filter((choice) => choice !== "nps") : choices;
  return (
    <SelectField
      name={`d-${field}`}
      label={label}
      defaultValue={value || unset}
      options={[
        { value: unset, label: none },
        ...offered.map((choice) => ({ value: choice, label: t(choice) })),
      ]}
    />
  );
}
