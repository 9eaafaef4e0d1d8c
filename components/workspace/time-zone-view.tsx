import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ImportProgress } from "@/components/ui/import-progress";
import { Section } from "@/components/ui/section";
import type { PageContext } from "@/lib/doors/define-page";
import { formatInstant } from "@/lib/format/dates";
import { changeTimeZoneAction } from "@/lib/workspaces/actions";
import type { FactCounts } from "@/lib/workspaces/queries/days-moved";
import type { TimeZonePage } from "@/lib/workspaces/queries/load-time-zone";
import type { TimeZonePageInput } from "@/lib/workspaces/schema/time-zone";
import { RefreshedPage } from "./refreshed-page";
import { TimeZoneChoice } from "./time-zone-choice";

type TimeZoneViewProps = { data: TimeZonePage; input: TimeZonePageInput; page: PageContext };

const nameOf = (zone: string): string => zone.replaceAll("_", " ");

/** How many days would change is known before anybody decides; the days themselves are moved by the worker. */
export async function TimeZoneView({ data, input, page }: TimeZoneViewProps) {
  const t = await getTranslations("timeZone");
  const { timeZone, next, moved, last } = data;
  const zone = input.zone ?? timeZone;
  const sumOf = ({ feedback, contacts, orders, phaseMoves }: FactCounts) =>
    feedback + contacts + orders + phaseMoves;
  const listOf = (counts: FactCounts) =>
    new Intl.ListFormat(page.locale).format(
      (["feedback", "contacts", "orders", "phaseMoves"] as const)
        .filter((noun) => counts[noun] > 0)
        .map((noun) => t(`counts.${noun}`, { count: counts[noun] })),
    );
  const supported = Intl.supportedValuesOf("timeZone");
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead", { zone: nameOf(timeZone) })}
        back={{ href: `/w/${page.workspace}/admin/settings`, label: t("back") }}
      />
      <div className="max-w-2xl">
        {next ? (
          <>
            <ImportProgress
              label={t("running", { zone: nameOf(next) })}
              share={null}
              counts={t("runningHint", { zone: nameOf(timeZone) })}
            />
            <RefreshedPage everyMs={2_000} />
          </>
        ) : (
          <TimeZoneChoice
            zone={zone}
            zones={[...new Set([timeZone, zone, ...supported])].sort().map((value) => ({
              value,
              label: nameOf(value),
            }))}
          />
        )}
        {moved ? (
          <Section title={t("whatHappens", { zone: nameOf(zone) })}>
            <div className="flex max-w-prose flex-col gap-3 text-pretty">
              <p className="font-medium">
                {sumOf(moved) === 0 ? t("noneMoves") : t("moves", { counts: listOf(moved) })}
              </p>
              <p className="text-muted">{t("stays")}</p>
              <p className="text-muted">{t("meanwhile")}</p>
            </div>
            <div className="mt-5">
              <ConfirmDialog
                trigger={t("change")}
                title={t("confirmTitle", { zone: nameOf(zone) })}
                text={t("confirmText", { count: sumOf(moved) })}
                confirm={t("change")}
                action={changeTimeZoneAction}
                workspace={page.workspace}
                hidden={{ timeZone: zone, from: timeZone }}
                success={t("asked")}
              />
            </div>
          </Section>
        ) : null}
        {last && !next ? (
          <Section title={t("last")}>
            <p className="max-w-prose text-pretty text-muted">
              {t("lastText", {
                when: formatInstant(last.at, page.locale, page.timeZone),
                from: nameOf(last.from),
                to: nameOf(last.to),
                count: sumOf(last),
              })}
            </p>
          </Section>
        ) : null}
      </div>
    </>
  );
}
