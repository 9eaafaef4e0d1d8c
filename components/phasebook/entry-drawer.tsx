"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import type { Option } from "@/components/ui/option";
import { SelectField } from "@/components/ui/select-field";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import { saveEntryRuleAction, undoEntryRuleAction } from "@/lib/phasebook/actions";
import type { EntryRule } from "@/lib/phasebook/queries/load-phase-page";
import type { DrawerProps } from "./mindset-drawer";

type EntryDrawerProps = Omit<DrawerProps, "languages"> & { entry: EntryRule; segments: Option[] };

/** By which segment customers enter a phase by themselves. */
export function EntryDrawer({ entry, segments, ...props }: EntryDrawerProps) {
  const t = useTranslations("phasebook");
  const router = useRouter();
  return (
    <SideDrawer title={t("entry.title")} closeHref={props.closeHref}>
      <ActionForm
        action={saveEntryRuleAction}
        undo={undoEntryRuleAction}
        success={t("saved")}
        workspace={props.workspace}
        hidden={{ phase: props.phase, version: String(entry.version) }}
        onSuccess={() => router.push(props.closeHref, { scroll: false })}
      >
        <SelectField
          name="segment"
          label={t("entry.segment")}
          description={t("entry.hint")}
          options={[{ value: "", label: t("entry.byHand") }, ...segments]}
          defaultValue={entry.segment?.key ?? ""}
        />
        <ConflictChoice reloadHref={props.reloadHref} />
        <div>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </ActionForm>
    </SideDrawer>
  );
}
