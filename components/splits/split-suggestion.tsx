import { Split } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PageContext } from "@/lib/doors/define-page";
import { translator } from "@/lib/language/translator";
import { splitSegmentAction, undoSplitAction } from "@/lib/splits/actions";
import type { SplitSegment } from "@/lib/splits/queries/load-cell-page";
import type { Spread } from "@/lib/splits/queries/read-spreads";
import { prepareSplit } from "./prepare-split";

type SplitSuggestionProps = { segment: SplitSegment; spread: Spread; page: PageContext };

/** What a group wants of one touchpoint, the attribute that tells who wants which, and the button that splits it. */
export async function SplitSuggestion({ segment, spread, page }: SplitSuggestionProps) {
  const t = await getTranslations("splits");
  const words = { t: translator(page.locale, "splits"), locale: page.locale };
  const { sentence, sides, explained } = prepareSplit(spread, words);
  return (
    <>
      <p className="max-w-[72ch] font-medium text-pretty">{sentence}</p>
      {sides.length > 0 ? (
        <dl className="mt-3 grid max-w-[44rem] gap-x-8 gap-y-3 sm:grid-cols-2">
          {sides.map(({ key, name, mean, n, spread: after }) => (
            <div key={key} className="border-s-2 border-border ps-3">
              <dt className="text-muted">{name}</dt>
              <dd>
                <span className="figures text-xl/7 font-semibold">{mean}</span>
                <span className="figures ms-2 text-xs text-muted">{`${n} · ${after}`}</span>
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {explained ? <p className="mt-3 max-w-[72ch] text-muted">{explained}</p> : null}
      {spread.split && page.can("segments:write") ? (
        <ActionForm
          action={splitSegmentAction}
          undo={undoSplitAction}
          success={t("done", { name: segment.name })}
          workspace={page.workspace}
          hidden={{
            id: segment.id,
            version: String(segment.version),
            touchpoint: spread.touchpoint.key,
            rule: JSON.stringify(spread.split.rule),
          }}
          className="mt-3"
        >
          <SubmitButton variant="outline">
            <Split aria-hidden="true" />
            {t("split")}
          </SubmitButton>
        </ActionForm>
      ) : null}
    </>
  );
}
