import type { ReactNode } from "react";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import type { EntryRule } from "@/lib/phasebook/queries/load-phase-page";
import type { BookWords } from "./book-words";

type PhaseEntryProps = {
  entry: EntryRule;
  workspace: string;
  words: BookWords;
  /** The people who are in the phase; null: not for this reader. */
  peopleHref: string | null;
  change: ReactNode;
};

/** How customers come into this phase. */
export function PhaseEntry({
  entry: { segment },
  workspace,
  words: { t },
  peopleHref,
  change,
}: PhaseEntryProps) {
  return (
    <Section
      title={t("entry.title")}
      actions={
        <>
          {change}
          <DefinitionPopover title={t("entry.title")} paragraphs={[t("entry.how"), t("entry.later")]} />
        </>
      }
    >
      <p className="max-w-[72ch] text-pretty">
        {segment
          ? t(segment.isRetired ? "entry.stopped" : "entry.bySegment", { segment: segment.name })
          : t("entry.noRule")}
      </p>
      <p className="mt-1.5 flex flex-wrap gap-x-4 print:hidden">
        {peopleHref ? (
          <Link href={peopleHref} className="text-link">
            {t("entry.people")}
          </Link>
        ) : null}
        {segment ? (
          <Link href={`/w/${workspace}/segments/${segment.id}`} className="text-link">
            {t("entry.toSegment")}
          </Link>
        ) : null}
      </p>
    </Section>
  );
}
