"use client";

import { Button, Popover } from "@heroui/react";
import { Bookmark, ChevronDown } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ShareDialog } from "@/components/sharing/share-dialog";
import { Link } from "@/components/ui/link";
import { isSharedPage } from "@/lib/sharing/schema";
import type { SavedView } from "@/lib/views/queries";
import { keptSearch } from "@/lib/views/rules/kept-search";
import { SaveViewForm } from "./save-view-form";
import { useViews } from "./use-views";
import { ViewRow } from "./view-row";

type ViewsMenuProps = {
  workspace: string;
  /** Whether this reader may give a view to everybody. */
  canShare: boolean;
};

/** "Views" in the filter bar: what the page shows now, under a name, and what was saved before. */
export function ViewsMenu({ workspace, canShare }: ViewsMenuProps) {
  const t = useTranslations("views");
  const router = useRouter();
  const path = usePathname();
  const page = path.split("/").slice(3).join("/");
  const current = keptSearch(useSearchParams().toString());
  const [isOpen, setOpen] = useState(false);
  const [sharing, setSharing] = useState<SavedView | null>(null);
  const canMakeLinks = canShare && isSharedPage(page);
  const { views, state, load } = useViews(workspace, page);

  function toggle(open: boolean) {
    setOpen(open);
    if (open) load();
  }
  function open(query: string) {
    setOpen(false);
    router.push(query ? `${path}?${query}` : path, { scroll: false });
  }

  const isSaved = views.some(({ query, isMine }) => isMine && query === current);
  return (
    <>
      <ShareDialog workspace={workspace} view={sharing} onClose={() => setSharing(null)} />
      <Popover isOpen={isOpen} onOpenChange={toggle}>
        <Button variant="outline" className="gap-1.5 text-muted hover:text-foreground">
          <Bookmark aria-hidden="true" className="size-4!" />
          <span className="max-[100rem]:sr-only">{t("label")}</span>
          <ChevronDown aria-hidden="true" className="size-3.5! opacity-70 max-[100rem]:hidden" />
        </Button>
        <Popover.Content
          aria-label={t("label")}
          placement="bottom end"
          className="w-[min(22rem,calc(100vw-2rem))]"
        >
          <div className="scrollbar max-h-[70dvh] overflow-y-auto">
            <ul aria-label={t("label")} aria-busy={state === "asking"} className="p-1.5">
              <ViewRow
                name={t("usual")}
                detail={t("usualLead")}
                isCurrent={current === ""}
                onOpen={() => open("")}
              />
              {views.map((view) => (
                <ViewRow
                  key={view.id}
                  view={view}
                  name={view.name}
                  detail={
                    view.gone.length > 0
                      ? t("gone", { names: view.gone.join(", ") })
                      : view.shared
                        ? t(view.isMine ? "sharedByMe" : "shared")
                        : undefined
                  }
                  isBroken={view.gone.length > 0}
                  isCurrent={view.query === current && current !== ""}
                  workspace={workspace}
                  canShare={canShare}
                  onOpen={() => open(view.query)}
                  onChanged={load}
                  {...(canMakeLinks
                    ? {
                        onShare: () => {
                          setOpen(false);
                          setSharing(view);
                        },
                      }
                    : {})}
                />
              ))}
            </ul>
            {state === "failed" ? (
              <p role="alert" className="px-4 pb-3 text-bad">
                {t("failed")}
              </p>
            ) : null}
            <div className="flex flex-col gap-3 border-t border-separator p-3">
              {isSaved ? (
                <p className="text-muted">{t("isSaved")}</p>
              ) : (
                <SaveViewForm
                  workspace={workspace}
                  page={page}
                  query={current}
                  canShare={canShare}
                  onSaved={load}
                />
              )}
              {canMakeLinks ? (
                <Link href={`/w/${workspace}/share-links`} className="text-link text-xs">
                  {t("allLinks")}
                </Link>
              ) : null}
            </div>
          </div>
        </Popover.Content>
      </Popover>
    </>
  );
}
