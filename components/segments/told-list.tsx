import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ToldGroup, ToldPart } from "@/lib/segments/queries/explain-customer";
import { actualInWords, conditionInWords, type RuleWords } from "./rule-words";

/** A rule told for one customer: each sentence with whether it holds, and what is really there. */
export function ToldList({ told, words }: { told: ToldGroup; words: RuleWords }) {
  const t = useTranslations("segments");
  return (
    <div>
      <p className="flex items-center gap-2 text-muted">
        <Mark holds={told.holds} />
        {t(`modes.${told.mode}`)}
      </p>
      <ul className="mt-1 ms-2 flex flex-col gap-1.5 border-s border-border ps-4">
        {told.parts.map((part, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order of a rule is what tells its parts apart
          <li key={n}>
            <Part part={part} words={words} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Part({ part, words }: { part: ToldPart; words: RuleWords }) {
  if ("parts" in part) return <ToldList told={part} words={words} />;
  const actual = actualInWords(part.condition, part.actual, words);
  return (
    <div className="flex items-start gap-2">
      <Mark holds={part.holds} />
      <span className="min-w-0">
        {conditionInWords(part.condition, words)}
        {actual ? (
          <span className="block text-xs text-muted">{words.t("actual", { value: actual })}</span>
        ) : null}
      </span>
    </div>
  );
}

function Mark({ holds }: { holds: boolean }) {
  const t = useTranslations("segments");
  const Icon = holds ? Check : X;
  return (
    <span className={`mt-0.5 shrink-0 ${holds ? "text-good-text" : "text-bad-text"}`}>
      <Icon aria-hidden="true" className="size-4" />
      <span className="sr-only">{t(holds ? "holds" : "holdsNot")}</span>
    </span>
  );
}
