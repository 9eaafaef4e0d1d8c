import { useTranslations } from "next-intl";
import type { WordedGroup } from "./rule-words";

/** A rule as nested sentences. */
export function RuleList({ rule }: { rule: WordedGroup }) {
  const t = useTranslations("segments.modes");
  return (
    <div>
      <p className="text-muted">{t(rule.mode)}</p>
      <ul className="mt-1 flex flex-col gap-1 border-s border-border ps-4">
        {rule.parts.map((part) => (
          <li key={part.key}>{"text" in part ? part.text : <RuleList rule={part} />}</li>
        ))}
      </ul>
    </div>
  );
}
