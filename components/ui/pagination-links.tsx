import { ArrowLeftToLine, ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "./button-link";

type PaginationLinksProps = {
  /** "1–50 of 1,241", prepared by the caller. */
  shown: string;
  firstHref?: string;
  nextHref?: string;
};

/** Pages by cursor: onwards and back to the start; the browser's own Back steps back. */
export function PaginationLinks({ shown, firstHref, nextHref }: PaginationLinksProps) {
  const t = useTranslations("ui");
  return (
    <nav aria-label={t("pages")} className="mt-4 flex flex-wrap items-center gap-2 print:hidden">
      <p className="figures me-auto text-muted">{shown}</p>
      {firstHref ? (
        <ButtonLink href={firstHref} size="sm">
          <ArrowLeftToLine aria-hidden="true" />
          {t("firstPage")}
        </ButtonLink>
      ) : null}
      {nextHref ? (
        <ButtonLink href={nextHref} size="sm">
          {t("nextPage")}
          <ArrowRight aria-hidden="true" />
        </ButtonLink>
      ) : null}
    </nav>
  );
}
