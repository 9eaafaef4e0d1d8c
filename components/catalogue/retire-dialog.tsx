"use client";

import { useTranslations } from "next-intl";
import type { FormAction } from "@/components/ui/form-state";
import { type Use, UsedByDialog } from "@/components/ui/used-by-dialog";
import type { UsedList } from "@/lib/catalogue/schema/usage";

type RetireDialogProps = {
  used: UsedList;
  entryKey: string;
  name: string;
  workspace: string;
  hidden: Record<string, string>;
  undo: FormAction;
  remove: FormAction;
  retire?: FormAction | undefined;
};

/** The names under which lists and pages filter by an entry. */
const filterOf: Partial<Record<UsedList, string>> = {
  departments: "department",
  channels: "channel",
  phases: "phase",
  "product-groups": "product-group",
  "moments-of-truth": "moment",
  touchpoints: "touchpoint",
};

const feedbackFilters: readonly UsedList[] = ["channels", "touchpoints"];

/** "What uses this?", and from there retiring or deleting it. */
export function RetireDialog(props: RetireDialogProps) {
  const { used, entryKey, name, workspace, hidden, undo, remove, retire } = props;
  const t = useTranslations("catalogue");
  const uses = useTranslations("catalogue.uses");
  const at = `/w/${workspace}`;
  const key = encodeURIComponent(entryKey);
  const filter = filterOf[used];

  function say({ kind, count, isMore }: Use): { text: string; href?: string } {
    const named = kind as Parameters<typeof uses>[0];
    const counted = uses.has(named) ? uses(named, { count }) : `${count}`;
    const text = isMore ? t("moreThan", { counted }) : counted;
    const href = hrefOf(kind);
    return href === null ? { text } : { text, href };
  }

  function hrefOf(kind: string): string | null {
    if (kind === "touchpoints" && filter) return `${at}/admin/touchpoints?${filter}=${key}`;
    if (kind === "customersNow") return `${at}/journey/board`;
    if (kind === "products") return `${at}/admin/products?group=${key}`;
    if (kind === "feedback" && feedbackFilters.includes(used))
      return `${at}/feedback?period=all&${filter}=${key}`;
    if (kind === "markers") return `${at}/admin/markers?${filter}=${key}`;
    return null;
  }

  return (
    <UsedByDialog
      trigger={t("whatUses")}
      title={t("usesTitle", { name })}
      usageHref={`${at}/admin/usage?list=${used}&key=${key}`}
      say={say}
      workspace={workspace}
      hidden={hidden}
      remove={{ action: remove, undo, success: t("deleted", { name }) }}
      {...(retire ? { retire: { action: retire, undo, success: t("retiredNow", { name }) } } : {})}
    />
  );
}
