"use client";

import { useTranslations } from "next-intl";
import { DateField } from "@/components/ui/date-field";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";

export type CustomerFieldValues = {
  kind: "person" | "company";
  name: string | null;
  email: string | null;
  phone: string | null;
  externalId: string | null;
  language: string | null;
  country: string | null;
  joinedOn: string | null;
};

/** The fields of a customer, the same for a new one and for one that there is. */
export function CustomerFields({ values }: { values?: CustomerFieldValues }) {
  const t = useTranslations("customers");
  const said = (value: string | null | undefined) => value ?? "";
  return (
    <>
      <SelectField
        name="kind"
        label={t("columns.kind")}
        defaultValue={values?.kind ?? "person"}
        options={(["person", "company"] as const).map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      <TextField
        name="name"
        label={t("columns.name")}
        defaultValue={said(values?.name)}
        maxLength={200}
        autoFocus
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="email" type="email" label={t("columns.email")} defaultValue={said(values?.email)} />
        <TextField name="phone" type="tel" label={t("columns.phone")} defaultValue={said(values?.phone)} />
        <TextField
          name="externalId"
          label={t("columns.externalId")}
          defaultValue={said(values?.externalId)}
        />
        <DateField name="joinedOn" label={t("columns.joined")} defaultValue={values?.joinedOn ?? undefined} />
        <TextField
          name="language"
          label={t("language")}
          description={t("edit.languageHelp")}
          defaultValue={said(values?.language)}
        />
        <TextField
          name="country"
          label={t("columns.country")}
          description={t("edit.countryHelp")}
          defaultValue={said(values?.country)}
        />
      </div>
    </>
  );
}
