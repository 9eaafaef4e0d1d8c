import { useTranslations } from "next-intl";
import type { FieldLine } from "@/lib/openapi/rules/reference";
import { RichText } from "./rich-text";

/** Fields with their type, one under the other: long names and types have room on a phone too. */
export function FieldLines({ title, lines }: { title: string; lines: readonly FieldLine[] }) {
  const t = useTranslations("apiDocs");
  if (lines.length === 0) return null;
  return (
    <section>
      <h4 className="mb-1 text-xs text-muted">{title}</h4>
      <dl className="divide-y divide-separator border-y border-separator">
        {lines.map(({ name, type, required, description }) => (
          <div key={name} className="py-1.5">
            <dt className="flex flex-wrap items-baseline gap-x-2">
              <code className="font-mono text-xs font-medium">{name}</code>
              <span className="min-w-0 font-mono text-xs break-words text-muted">{type}</span>
              {required ? <span className="text-xs text-caution-text">{t("required")}</span> : null}
            </dt>
            {description ? (
              <dd lang="en" className="text-muted">
                <RichText>{description}</RichText>
              </dd>
            ) : null}
          </div>
        ))}
      </dl>
    </section>
  );
}
