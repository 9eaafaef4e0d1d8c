"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { RetireDialog } from "@/components/catalogue/retire-dialog";
import { ActionForm } from "@/components/ui/action-form";
import { ChoiceField } from "@/components/ui/choice-field";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import { KeyField } from "@/components/ui/key-field";
import { Link } from "@/components/ui/link";
import { NumberField } from "@/components/ui/number-field";
import { SelectField } from "@/components/ui/select-field";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import { TranslatedNameFields } from "@/components/ui/translated-name-fields";
import type { Locale } from "@/lib/language/locale";
import {
  createTouchpointAction,
  editTouchpointAction,
  removeTouchpointAction,
  restoreTouchpointAction,
  retireTouchpointAction,
  undoTouchpointsAction,
} from "@/lib/touchpoints/actions";
import type { Choices, TouchpointRow } from "@/lib/touchpoints/queries/list-rows";
import { touchpointStates } from "@/lib/touchpoints/schema";
import { offered } from "./prepare-touchpoint-filters";

type TouchpointDrawerProps = {
  /** Null: a new one. */
  row: TouchpointRow | null;
  choices: Choices;
  languages: Locale[];
  workspace: string;
  closeHref: string;
  reloadHref: string;
};

const places = ["phase", "channel", "department", "productGroup", "momentOfTruth", "owner"] as const;

export function TouchpointDrawer(props: TouchpointDrawerProps) {
  const { row, choices, languages, workspace, closeHref, reloadHref } = props;
  const t = useTranslations("touchpoints");
  const router = useRouter();
  const name = row?.name ?? "";
  return (
    <SideDrawer title={row ? name : t("new")} closeHref={closeHref}>
      <ActionForm
        action={row ? editTouchpointAction : createTouchpointAction}
        undo={undoTouchpointsAction}
        success={row ? t("saved", { name }) : t("created")}
        workspace={workspace}
        hidden={row ? { key: row.key, version: String(row.version) } : {}}
        onSuccess={() => router.push(closeHref, { scroll: false })}
      >
        <TranslatedNameFields
          label={t("fields.name")}
          languages={languages}
          defaultValues={row?.names ?? {}}
          maxLength={200}
          autoFocus={row === null}
        />
        {row ? null : <KeyField languages={languages} />}
        {places.map((place) => (
          <SelectField
            key={place}
            name={place}
            label={t(`fields.${place}`)}
            options={[
              { value: "", label: t("none") },
              ...offered(choices[place], row?.[place] ? [row[place]] : []),
            ]}
            defaultValue={row?.[place] ?? ""}
          />
        ))}
        <ChoiceField
          name="planned"
          label={t("fields.planned")}
          orientation="horizontal"
          options={[
            { value: "true", label: t("planned.true") },
            { value: "false", label: t("planned.false") },
            { value: "", label: t("planned.open") },
          ]}
          defaultValue={row?.planned === null || row === null ? "" : String(row.planned)}
        />
        <NumberField
          name="contactsPerMonth"
          label={t("fields.contactsPerMonth")}
          minValue={0}
          {...(row?.contactsPerMonth === null || row === null ? {} : { defaultValue: row.contactsPerMonth })}
        />
        <SelectField
          name="state"
          label={t("fields.state")}
          options={touchpointStates.map((value) => ({ value, label: t(`states.${value}`) }))}
          defaultValue={row?.state ?? "listed"}
        />
        <ConflictChoice reloadHref={reloadHref} />
        <div>
          <SubmitButton>{row ? t("save") : t("create")}</SubmitButton>
        </div>
      </ActionForm>
      {row ? (
        <div className="mt-8 border-t border-separator pt-4">
          <p className="text-xs text-muted">
            {t("key")}: <code className="font-mono">{row.key}</code>
          </p>
          <div className="mt-3 flex flex-wrap items-center gap-2">
            <Link
              href={`/w/${workspace}/feedback?period=all&touchpoint=${encodeURIComponent(row.key)}`}
              className="text-accent-text underline underline-offset-4"
            >
              {t("feedback")}
            </Link>
            {row.isRetired ? (
              <ActionForm
                action={restoreTouchpointAction}
                undo={undoTouchpointsAction}
                success={t("restored", { name })}
                workspace={workspace}
                hidden={{ key: row.key }}
              >
                <SubmitButton variant="outline">{t("restore")}</SubmitButton>
              </ActionForm>
            ) : null}
            <RetireDialog
              used="touchpoints"
              entryKey={row.key}
              name={name}
              workspace={workspace}
              hidden={{ key: row.key }}
              undo={undoTouchpointsAction}
              remove={removeTouchpointAction}
              retire={row.isRetired ? undefined : retireTouchpointAction}
            />
          </div>
        </div>
      ) : null}
    </SideDrawer>
  );
}
