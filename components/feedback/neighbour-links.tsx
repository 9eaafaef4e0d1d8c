"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { useShortcut } from "@/components/ui/use-shortcut";

type NeighbourLinksProps = { list: string; previous: string | null; next: string | null };

/** To the record before and after in the list, also by the arrow keys; Esc goes back to the list. */
export function NeighbourLinks({ list, previous, next }: NeighbourLinksProps) {
  const t = useTranslations("feedback.detail");
  const router = useRouter();
  const go = (href: string | null) => (href ? router.push(href) : undefined);
  useShortcut("arrowleft", () => go(previous));
  useShortcut("arrowright", () => go(next));
  useShortcut("escape", () => go(list));
  return (
    <>
      {previous ? (
        <ButtonLink href={previous} isIconOnly aria-label={t("previous")}>
          <ChevronLeft aria-hidden="true" />
        </ButtonLink>
      ) : null}
      {next ? (
        <ButtonLink href={next} isIconOnly aria-label={t("next")}>
          <ChevronRight aria-hidden="true" />
        </ButtonLink>
      ) : null}
    </>
  );
}
