import Link from "next/link";
import { useTranslations } from "next-intl";
import { Logo } from "@/components/frame/logo";
import { PageTitle } from "@/components/frame/page-title";
import type { OperationGroup } from "@/lib/openapi/rules/reference";
import { CodeBlock } from "./code-block";
import { OperationSection } from "./operation-section";
import { RichText } from "./rich-text";

const rules = ["key", "dates", "money", "names", "lists", "writing", "retries", "errors"] as const;

const errorExample = `{
  "error": {
    "code": "invalid",
    "message": "Please check the marked fields. Nothing was saved and nothing you typed is lost.",
    "fields": { "total.currency": "Amounts are in the currency of the workspace." }
  }
}`;

type ApiReferenceProps = { groups: readonly OperationGroup[] };

/** The REST API on one page: how it works, then every operation. */
export function ApiReference({ groups }: ApiReferenceProps) {
  const t = useTranslations("apiDocs");
  const app = useTranslations("app");
  return (
    <div className="mx-auto max-w-6xl px-4 pb-24 sm:px-6">
      <header className="flex flex-wrap items-center gap-3 py-6">
        <Link href="/" className="flex items-center gap-2.5 rounded-md">
          <Logo className="size-7" />
          <span className="text-lg font-semibold tracking-tight">{app("name")}</span>
        </Link>
        <a href="/api/v1/openapi.json" className="ml-auto text-link hover:underline">
          {t("document")}
        </a>
      </header>
      <div className="gap-10 lg:grid lg:grid-cols-[12rem_minmax(0,1fr)]">
        <Contents groups={groups} />
        <main className="min-w-0">
          <PageTitle title={t("title")} />
          <h1 className="text-xl font-semibold tracking-tight">{t("title")}</h1>
          <p className="mt-2 max-w-prose text-muted">{t("lead")}</p>
          <section id="rules" aria-labelledby="rules-title" className="scroll-mt-6 py-8">
            <h2 id="rules-title" className="text-lg font-semibold tracking-tight">
              {t("rulesTitle")}
            </h2>
            <dl className="mt-3 grid gap-x-8 gap-y-4 sm:grid-cols-2">
              {rules.map((rule) => (
                <div key={rule}>
                  <dt className="font-medium">{t(`rules.${rule}.title`)}</dt>
                  <dd className="mt-0.5 text-muted">
                    <RichText>{t(`rules.${rule}.text`)}</RichText>
                  </dd>
                </div>
              ))}
            </dl>
            <div className="mt-4 max-w-prose">
              <CodeBlock label={t("errorExample")} code={errorExample} />
            </div>
          </section>
          {groups.map(({ tag, operations }) => (
            <section key={tag} id={tag} aria-labelledby={`${tag}-title`} className="scroll-mt-6 pt-8">
              <h2 id={`${tag}-title`} className="pb-3 text-lg font-semibold tracking-tight">
                <a href={`#${tag}`} className="hover:underline">
                  /{tag}
                </a>
              </h2>
              {operations.map((operation) => (
                <OperationSection key={operation.anchor} operation={operation} />
              ))}
            </section>
          ))}
        </main>
      </div>
    </div>
  );
}

function Contents({ groups }: ApiReferenceProps) {
  const t = useTranslations("apiDocs");
  return (
    <nav
      aria-label={t("contents")}
      className="mb-8 lg:sticky lg:top-6 lg:mb-0 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto"
    >
      <ul className="flex flex-wrap gap-x-3 gap-y-1 lg:flex-col">
        <li>
          <a href="#rules" className="hover:underline">
            {t("rulesTitle")}
          </a>
        </li>
        {groups.map(({ tag }) => (
          <li key={tag}>
            <a
              href={`#${tag}`}
              className="font-mono text-xs text-muted hover:text-foreground hover:underline"
            >
              /{tag}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
