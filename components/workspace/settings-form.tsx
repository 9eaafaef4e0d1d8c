"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ActionForm } from "@/components/ui/action-form";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { ChoiceField } from "@/components/ui/choice-field";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import { Link } from "@/components/ui/link";
import { NumberField } from "@/components/ui/number-field";
import { Section } from "@/components/ui/section";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { locales } from "@/lib/language/locale";
import { presets } from "@/lib/period/period";
import { changeSettingsAction, undoSettingsAction } from "@/lib/workspaces/actions";
import type { SettingsPage } from "@/lib/workspaces/queries/read-settings";

type SettingsFormProps = { data: SettingsPage; workspace: string; timeZones: string[]; currencies: string[] };

export function SettingsForm({ data, workspace, timeZones, currencies }: SettingsFormProps) {
  const t = useTranslations("settings");
  const languages = useTranslations("ui.languages");
  const periods = useTranslations("overview.presets");
  const locale = useLocale();
  const { settings, fixed } = data;
  const currencyNames = new Intl.DisplayNames(locale, { type: "currency" });
  const zones = timeZones.includes(data.timeZone) ? timeZones : [data.timeZone, ...timeZones];
  return (
    <ActionForm
      action={changeSettingsAction}
      undo={undoSettingsAction}
      success={t("saved")}
      workspace={workspace}
      hidden={{
        version: String(settings.version),
        ...(fixed.timeZone ? { timeZone: data.timeZone } : {}),
        ...(fixed.currency ? { currency: data.currency } : {}),
      }}
      className="max-w-2xl"
    >
      <Section title={t("workspace")}>
        <div className="flex flex-col gap-4">
          <TextField name="name" label={t("name")} defaultValue={data.name} isRequired maxLength={120} />
          {fixed.timeZone ? (
            <Fixed
              label={t("timeZone")}
              value={data.timeZone.replaceAll("_", " ")}
              why={
                <>
                  {data.nextTimeZone
                    ? t("timeZoneMoving", { zone: data.nextTimeZone.replaceAll("_", " ") })
                    : t("timeZoneFixed")}{" "}
                  <Link href={`/w/${workspace}/admin/settings/time-zone`} className="underline">
                    {data.nextTimeZone ? t("timeZoneWatch") : t("timeZoneChange")}
                  </Link>
                </>
              }
            />
          ) : (
            <SelectField
              name="timeZone"
              label={t("timeZone")}
              description={t("timeZoneHint")}
              options={zones.map((value) => ({ value, label: value.replaceAll("_", " ") }))}
              defaultValue={data.timeZone}
            />
          )}
          {fixed.currency ? (
            <Fixed
              label={t("currency")}
              value={`${data.currency} · ${currencyNames.of(data.currency)}`}
              why={t("currencyFixed")}
            />
          ) : (
            <SelectField
              name="currency"
              label={t("currency")}
              description={t("currencyHint")}
              options={currencies.map((value) => ({ value, label: `${value} · ${currencyNames.of(value)}` }))}
              defaultValue={data.currency}
            />
          )}
          <Fixed label={t("address")} value={`/w/${data.slug}`} why={t("addressFixed")} />
        </div>
      </Section>
      <Section
        title={t("languages")}
        lead={t("languagesLead", { language: languages(data.locale === "de" ? "de" : "en") })}
      >
        <div className="flex flex-col gap-2">
          {locales.map((one) => (
            <CheckboxField
              key={one}
              name="languages[]"
              value={one}
              label={languages(one)}
              defaultSelected={settings.languages.includes(one)}
              isDisabled={one === data.locale}
            />
          ))}
        </div>
      </Section>
      <Section title={t("numbers")} lead={t("numbersLead")}>
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            name="fewBelow"
            label={t("fewBelow")}
            description={t("fewBelowHint")}
            defaultValue={settings.fewBelow}
            minValue={5}
            maxValue={500}
          />
          <NumberField
            name="tolerance"
            label={t("tolerance")}
            description={t("toleranceHint")}
            defaultValue={settings.tolerance}
            minValue={0}
            maxValue={2}
            step={0.05}
          />
          <SelectField
            name="defaultPeriod"
            label={t("defaultPeriod")}
            options={presets.map((value) => ({ value, label: periods(value) }))}
            defaultValue={settings.defaultPeriod}
          />
        </div>
      </Section>
      <Section title={t("churn")} lead={t("churnLead")}>
        <div className="flex flex-col gap-4">
          <ChoiceField
            name="churnRule"
            label={t("churnRule")}
            options={[
              {
                value: "contract",
                label: t("churnRules.contract"),
                description: t("churnRules.contractHint"),
              },
              {
                value: "inactivity",
                label: t("churnRules.inactivity"),
                description: t("churnRules.inactivityHint"),
              },
            ]}
            defaultValue={settings.churnRule}
          />
          <div className="sm:max-w-60">
            <NumberField
              name="inactivityDays"
              label={t("inactivityDays")}
              defaultValue={settings.inactivityDays}
              minValue={1}
              maxValue={3650}
            />
          </div>
        </div>
      </Section>
      <div className="mt-8 flex flex-wrap gap-2">
        <SubmitButton>{t("save")}</SubmitButton>
        <ConflictChoice reloadHref={`/w/${workspace}/admin/settings`} />
      </div>
    </ActionForm>
  );
}

/** What can no longer change, and why. */
function Fixed({ label, value, why }: { label: string; value: string; why: ReactNode }) {
  return (
    <div>
      <p className="text-sm font-medium">{label}</p>
      <p className="mt-1">{value}</p>
      <p className="mt-0.5 text-xs text-muted">{why}</p>
    </div>
  );
}
