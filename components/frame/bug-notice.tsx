"use client";

import { useTranslations } from "next-intl";
import { PageTitle } from "./page-title";

/** A bug: the log has the stack, the reader gets a reference to quote. */
export function BugNotice({ reference, retry }: { reference: string | undefined; retry: () => void }) {
  const t = useTranslations("errors");
  return (
    <div role="alert" className="mx-auto grid min-h-[60dvh] max-w-md place-content-center px-4 text-center">
      <PageTitle title={t("title")} />
      <h1 className="text-xl/7 font-semibold tracking-tight">{t("title")}</h1>
      <p className="mt-2 text-pretty text-muted">{t("lead")}</p>
      {reference ? (
        <p className="mt-2 text-muted">
          {t("reference")}: <code>{reference}</code>
        </p>
      ) : null}
      <p className="mt-6">
        <button
          type="button"
          onClick={retry}
          className="font-medium text-accent-text underline underline-offset-4"
        >
          {t("retry")}
        </button>
      </p>
    </div>
  );
}
