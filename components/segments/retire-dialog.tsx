"use client";

import { useTranslations } from "next-intl";
import { UsedByDialog } from "@/components/ui/used-by-dialog";
import { restoreSegmentAction, retireSegmentAction } from "@/lib/segments/actions";

/** "What uses this?" before a segment is taken out of use; it is never deleted. */
export function RetireDialog({ workspace, id, name }: { workspace: string; id: string; name: string }) {
  const t = useTranslations("segments");
  const retire = {
    action: retireSegmentAction,
    undo: restoreSegmentAction,
    success: t("wasRetired", { name }),
  };
  return (
    <UsedByDialog
      trigger={t("retire")}
      title={t("retireTitle", { name })}
      usageHref={`/w/${workspace}/segments/${id}/uses`}
      say={({ kind, count }) => ({
        text: isKnown(kind) ? t(`uses.${kind}`, { n: count }) : kind,
        ...(kind === "segments" ? { href: `/w/${workspace}/segments` } : {}),
      })}
      workspace={workspace}
      hidden={{ id }}
      retire={retire}
      remove={retire}
    />
  );
}

const known = [
  "segments",
  "savedViews",
  "markers",
  "expectations",
  "phases",
  "promises",
  "personas",
  "measures",
  "plannedContacts",
] as const;
const isKnown = (kind: string): kind is (typeof known)[number] => known.some((one) => one === kind);
