import { useTranslations } from "next-intl";
import type { OperationView } from "@/lib/openapi/rules/reference";
import { CodeBlock } from "./code-block";
import { FieldLines } from "./field-lines";
import { MethodMark } from "./method-mark";
import { RichText } from "./rich-text";

/** One operation: what it does and takes on the left, how it is called and what comes back on the right. */
export function OperationSection({ operation }: { operation: OperationView }) {
  const t = useTranslations("apiDocs");
  const { anchor, method, path, summary, description, parameters, body, takesList, curl, answer } = operation;
  return (
    <section
      id={anchor}
      aria-labelledby={`${anchor}-title`}
      className="scroll-mt-6 border-t border-separator py-8"
    >
      <h3 id={`${anchor}-title`} lang="en" className="font-semibold">
        <a href={`#${anchor}`} className="hover:underline">
          {summary}
        </a>
      </h3>
      <p className="mt-1 flex flex-wrap items-center gap-2">
        <MethodMark method={method} />
        <code className="min-w-0 font-mono text-xs break-all">{path}</code>
      </p>
      {description ? (
        <p lang="en" className="mt-2 max-w-prose whitespace-pre-line text-muted">
          <RichText>{description}</RichText>
        </p>
      ) : null}
      <div className="mt-4 grid gap-6 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <FieldLines title={t("parameters")} lines={parameters} />
          <FieldLines title={t("fields")} lines={body} />
          {takesList ? (
            <p className="text-muted">
              <RichText>{t("listToo")}</RichText>
            </p>
          ) : null}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <CodeBlock label={t("request")} code={curl} />
          {answer.example ? (
            <CodeBlock label={t("answer", { status: answer.status })} code={answer.example} />
          ) : (
            <p className="text-xs text-muted">
              {t(answer.mediaType ? "answerFile" : "answerEmpty", { status: answer.status })}
            </p>
          )}
        </div>
      </div>
    </section>
  );
}
