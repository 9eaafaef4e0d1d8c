import { CheckCircle2, Circle, Compass, MapPin, Upload } from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/frame/page-header";
import { StartButton } from "@/components/touchpoints/start-button";
import { ButtonLink } from "@/components/ui/button-link";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import type { Permission } from "@/lib/auth/roles";
import type { PageContext } from "@/lib/doors/define-page";
import { type Start, type StartStep, startSteps } from "@/lib/workspaces/queries/find-start";

type StartViewProps = { data: Start & { demoHref: string | null }; page: PageContext };

const paths: Record<StartStep, { path: string; can: Permission }> = {
  touchpoints: { path: "/admin/touchpoints", can: "touchpoints:write" },
  responsible: { path: "/admin/touchpoints?lacks=department", can: "touchpoints:write" },
  customers: { path: "/imports", can: "imports:write" },
  feedback: { path: "/log", can: "feedback:write" },
  people: { path: "/admin/members", can: "members:manage" },
};

/** The first page of an empty workspace: three doors, and what is left to do until numbers appear. */
export async function StartView({ data, page }: StartViewProps) {
  const t = await getTranslations("start");
  const at = (path: string) => `/w/${page.workspace}${path}`;
  const left = startSteps.filter((step) => !data.done[step]);
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={
          left.length === 0
            ? t("allDone")
            : t(data.isEmpty ? "lead" : "leadUnderWay", { name: page.workspaceName })
        }
      />
      <div className="grid gap-4 lg:grid-cols-3">
        <Door
          icon={<Upload aria-hidden="true" className="size-5" />}
          title={t("import.title")}
          text={t("import.text")}
          action={
            page.can("imports:write") ? (
              <ButtonLink href={at("/imports")} variant="primary">
                {t("import.action")}
              </ButtonLink>
            ) : (
              t("askAdmin")
            )
          }
        />
        {data.demoHref ? (
          <Door
            icon={<Compass aria-hidden="true" className="size-5" />}
            title={t("demo.title")}
            text={t("demo.text")}
            action={<ButtonLink href={data.demoHref}>{t("demo.action")}</ButtonLink>}
          />
        ) : null}
        <Door
          icon={<MapPin aria-hidden="true" className="size-5" />}
          title={t("touchpoints.title")}
          text={t("touchpoints.text")}
          action={
            page.can("touchpoints:write") ? (
              <div className="flex flex-wrap gap-2">
                <ButtonLink href={at("/admin/touchpoints?open=new")}>{t("touchpoints.action")}</ButtonLink>
                {page.can("catalogue:manage") && !data.done.touchpoints ? (
                  <StartButton workspace={page.workspace} />
                ) : null}
              </div>
            ) : (
              t("askAdmin")
            )
          }
        />
      </div>
      {left.length > 0 ? (
        <Section
          title={t("checklist")}
          lead={t("checklistLead", { done: startSteps.length - left.length, all: startSteps.length })}
        >
          <ol className="flex max-w-2xl flex-col">
            {startSteps.map((step) => (
              <li
                key={step}
                className="flex min-h-11 items-center gap-3 border-b border-separator last:border-0"
              >
                {data.done[step] ? (
                  <CheckCircle2 aria-label={t("done")} className="size-5 shrink-0 text-good-text" />
                ) : (
                  <Circle aria-label={t("open")} className="size-5 shrink-0 text-muted" />
                )}
                {data.done[step] || !page.can(paths[step].can) ? (
                  <span className={data.done[step] ? "text-muted" : ""}>{t(`steps.${step}`)}</span>
                ) : (
                  <Link href={at(paths[step].path)} className="text-accent-text underline underline-offset-4">
                    {t(`steps.${step}`)}
                  </Link>
                )}
              </li>
            ))}
          </ol>
        </Section>
      ) : (
        <p className="mt-8">
          <ButtonLink href={at("")} variant="primary">
            {t("overview")}
          </ButtonLink>
        </p>
      )}
    </>
  );
}

function Door({
  icon,
  title,
  text,
  action,
}: {
  icon: ReactNode;
  title: string;
  text: string;
  action: ReactNode;
}) {
  return (
    <section className="flex flex-col gap-2 rounded-lg border border-separator bg-surface p-5">
      <span className="text-accent-text">{icon}</span>
      <h2 className="text-[0.9375rem]/6 font-semibold">{title}</h2>
      <p className="flex-1 text-pretty text-muted">{text}</p>
      <div className="mt-2">{action}</div>
    </section>
  );
}
