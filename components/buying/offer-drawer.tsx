"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { DrawerProps } from "@/components/phasebook/mindset-drawer";
import { RemoveForm } from "@/components/phasebook/remove-form";
import { ActionForm } from "@/components/ui/action-form";
import { ConflictChoice } from "@/components/ui/conflict-choice";
import type { Option } from "@/components/ui/option";
import { SelectField } from "@/components/ui/select-field";
import { SideDrawer } from "@/components/ui/side-drawer";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { TranslatedTextFields } from "@/components/ui/translated-text-fields";
import {
  deleteInformationOfferAction,
  saveInformationOfferAction,
  undoInformationOffersAction,
} from "@/lib/buying/actions";
import type { OfferRow } from "@/lib/buying/queries/load-buying";
import { offerKinds } from "@/lib/buying/rules/gaps";

type OfferDrawerProps = Omit<DrawerProps, "phase"> & {
  /** Null: a new one. */
  offer: OfferRow | null;
  need: { id: string; text: string };
  touchpoints: Option[];
  departments: Option[];
};

/** What we have for a need: a step of our sales process, or content that is read without us. */
export function OfferDrawer({ offer, need, touchpoints, departments, ...props }: OfferDrawerProps) {
  const t = useTranslations("buying");
  const router = useRouter();
  const close = () => router.push(props.closeHref, { scroll: false });
  return (
    <SideDrawer title={offer ? t("offers.edit") : t("offers.new")} closeHref={props.closeHref}>
      <p className="mb-4 text-pretty text-muted">{t("offers.for", { need: need.text })}</p>
      <ActionForm
        action={saveInformationOfferAction}
        undo={undoInformationOffersAction}
        success={t("saved")}
        workspace={props.workspace}
        hidden={{ need: need.id, ...(offer ? { id: offer.id, version: String(offer.version) } : {}) }}
        onSuccess={close}
      >
        <SelectField
          name="kind"
          label={t("offers.kind")}
          options={offerKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          defaultValue={offer?.kind ?? "content"}
          isRequired
        />
        <TranslatedTextFields
          name="name"
          label={t("offers.name")}
          languages={props.languages}
          defaultValues={offer?.texts ?? {}}
          maxLength={200}
          rows={1}
          isRequired
        />
        <TextField
          name="address"
          label={t("offers.address")}
          type="url"
          placeholder="https://"
          maxLength={500}
          {...(offer?.address ? { defaultValue: offer.address } : {})}
        />
        <SelectField
          name="touchpoint"
          label={t("offers.touchpoint")}
          options={[{ value: "", label: t("offers.noTouchpoint") }, ...touchpoints]}
          defaultValue={offer?.touchpoint?.key ?? ""}
        />
        <SelectField
          name="department"
          label={t("offers.department")}
          options={[{ value: "", label: t("offers.noDepartment") }, ...departments]}
          defaultValue={offer?.department?.key ?? ""}
        />
        <ConflictChoice reloadHref={props.reloadHref} />
        <div>
          <SubmitButton>{t("save")}</SubmitButton>
        </div>
      </ActionForm>
      {offer ? (
        <RemoveForm
          action={deleteInformationOfferAction}
          undo={undoInformationOffersAction}
          id={offer.id}
          workspace={props.workspace}
          label={t("offers.delete")}
          done={t("offers.deleted")}
          onDone={close}
        />
      ) : null}
    </SideDrawer>
  );
}
