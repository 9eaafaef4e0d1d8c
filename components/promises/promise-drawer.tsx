"use client";

import { useTranslations } from "next-intl";
import { SideDrawer } from "@/components/ui/side-drawer";
import { PromiseCounts, type ShownCount } from "./promise-counts";
import { PromiseForm, type PromiseFormProps } from "./promise-form";

type PromiseDrawerProps = PromiseFormProps & { counts: ShownCount[]; mayEdit: boolean };

/** A promise: what was counted of it first, and below what it says. */
export function PromiseDrawer({ counts, mayEdit, ...form }: PromiseDrawerProps) {
  const { promise, workspace, closeHref } = form;
  const t = useTranslations("promises");
  const facts = promise
    ? [
        [t("touchpoint"), promise.touchpoint.name],
        [t("segment"), promise.segment?.name ?? t("everybody")],
        [t("saidWhere"), promise.saidWhere],
        [t("howMuch"), promise.howMuch],
      ]
    : [];
  return (
    <SideDrawer title={promise?.text ?? t("new")} closeHref={closeHref}>
      {promise ? (
        <>
          <dl className="mb-6 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
            {facts.map(([label, value]) =>
              value ? (
                <div key={label} className="contents">
                  <dt className="text-muted">{label}</dt>
                  <dd>{value}</dd>
                </div>
              ) : null,
            )}
          </dl>
          <PromiseCounts id={promise.id} counts={counts} workspace={workspace} mayEdit={mayEdit} />
        </>
      ) : null}
      {promise && mayEdit ? (
        <h3 className="mt-8 mb-3 border-t border-separator pt-5 font-semibold">{t("edit")}</h3>
      ) : null}
      {mayEdit ? <PromiseForm {...form} /> : null}
    </SideDrawer>
  );
}
