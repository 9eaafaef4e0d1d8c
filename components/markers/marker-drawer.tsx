"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import { DateField } from "@/components/ui/date-field";
import { SelectField } from "@/components/ui/select-field";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import { TranslatedNameFields } from "@/components/ui/translated-name-fields";
import type { Locale } from "@/lib/language/locale";
import { deleteMarkerAction, saveMarkerAction, undoMarkerAction } from "@/lib/markers/actions";
import type { MarkerRow, MarkerRows } from "@/lib/markers/queries/list-rows";

type MarkerDrawerProps = {
  /** Null: a new one. */
  marker: MarkerRow | null;
  choices: MarkerRows["choices"];
  languages: Locale[];
  workspace: string;
  closeHref: string;
  /** What a new one begins with. */
  begin?: { on?: string | undefined; touchpoint?: string | undefined };
};

export function MarkerDrawer(props: MarkerDrawerProps) {
  const { marker, choices, languages, workspace, closeHref, begin = {} } = props;
  const t = useTranslations("markers");
  const router = useRouter();
  const on = marker?.on ?? begin.on;
  const close = () => router.push(closeHref, { scroll: false });
  return (
    <SideDrawer title={marker ? marker.title : t("new")} closeHref={closeHref}>
      <ActionForm
        action={saveMarkerAction}
        undo={undoMarkerAction}
        success={t("saved")}
        workspace={workspace}
        hidden={marker ? { id: marker.id, version: String(marker.version) } : {}}
        onSuccess={close}
      >
        <DateField name="on" label={t("on")} isRequired {...(on ? { defaultValue: on } : {})} />
        <TranslatedNameFields
          name="titles"
          label={t("name")}
          languages={languages}
          defaultValues={marker?.titles ?? {}}
          maxLength={200}
        />
        {(["touchpoint", "phase", "segment"] as const).map((kind) => (
          <SelectField
            key={kind}
            name={kind}
            label={t(`kinds.${kind}`)}
            options={[
              { value: "", label: t("all") },
              ...choices[kind]
                .filter(({ isRetired, key }) => !isRetired || key === marker?.[kind])
                .map(({ key, name }) => ({ value: key, label: name })),
            ]}
            defaultValue={marker?.[kind] ?? (kind === "touchpoint" ? (begin.touchpoint ?? "") : "")}
          />
        ))}
        <ConflictChoice reloadHref={`${closeHref}?open=${marker?.id ?? "new"}`} />
        <div>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </ActionForm>
      {marker ? (
        <ActionForm
          action={deleteMarkerAction}
          undo={undoMarkerAction}
          success={t("deleted", { title: marker.title })}
          workspace={workspace}
          hidden={{ id: marker.id }}
          onSuccess={close}
          className="mt-8 border-t border-separator pt-4"
        >
          <div>
            <SubmitButton variant="outline">{t("delete")}</SubmitButton>
          </div>
        </ActionForm>
      ) : null}
    </SideDrawer>
  );
}
