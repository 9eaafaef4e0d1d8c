import { buttonVariants } from "@heroui/styles";
import { CalendarDays, CalendarPlus, ChevronLeft, ChevronRight, Plus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { prepareFilters } from "@/components/dashboards/prepare-filters";
import { PageHeader } from "@/components/frame/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import type { Filter } from "@/components/ui/filter-address";
import { FilterBar } from "@/components/ui/filter-bar";
import { NewKey } from "@/components/ui/new-key";
import { Section } from "@/components/ui/section";
import type { PageContext } from "@/lib/doors/define-page";
import { translator } from "@/lib/language/translator";
import type { CalendarData } from "@/lib/planned-contacts/queries/load-calendar";
import { monthOf, otherMonth } from "@/lib/planned-contacts/rules/month-grid";
import { standings } from "@/lib/planned-contacts/rules/standing";
import type { CalendarInput } from "@/lib/planned-contacts/schema/pages";
import { AgendaList } from "./agenda-list";
import { ContactDrawers } from "./contact-drawers";
import { ContactList } from "./contact-list";
import { MonthCalendar } from "./month-calendar";
import {
  type ContactWords,
  calendarAddress,
  calendarLead,
  filterSearch,
  monthName,
} from "./prepare-calendar";

type CalendarViewProps = { data: CalendarData; input: CalendarInput; page: PageContext };

/** So many of those that wait stand above the calendar; the others are in it. */
const mostWaiting = 12;

/** The contact calendar: what waits today, then month by month what is planned with whom, and what became of it. */
export async function CalendarView({ data, input, page }: CalendarViewProps) {
  const t = await getTranslations("plannedContacts");
  const { locale, workspace } = page;
  const words: ContactWords = { t: translator(locale, "plannedContacts"), locale };
  const { month, waiting } = data;
  const mayWrite = page.can("contacts:write");
  const newHref = calendarAddress(workspace, input, { open: "new" });
  const toMonth = (other: string) => calendarAddress(workspace, { ...input, month: other });
  const filter = filterSearch(input);
  const state: Filter = {
    name: "state",
    label: t("fields.state"),
    kind: "multi",
    options: standings.map((value) => ({ value, label: t(`standings.${value}`) })),
    value: input.state ?? [],
  };
  const add = mayWrite ? (
    <ButtonLink href={newHref} scroll={false} variant="primary">
      <Plus aria-hidden="true" />
      {t("new")}
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={data.isEmpty ? undefined : calendarLead(data, words)}
        actions={add}
      />
      {mayWrite ? <NewKey href={newHref} label={t("new")} /> : null}
      {data.isEmpty ? (
        <EmptyState icon={CalendarDays} title={t("empty.title")} text={t("empty.text")} actions={add} />
      ) : (
        <>
          <FilterBar
            filters={[
              ...prepareFilters(
                data.places,
                { segment: input.segment, department: input.department },
                { t: translator(locale, "overview"), locale },
                { only: ["segment", "department"] },
              ),
              state,
            ]}
          >
            <a
              href={`/w/${workspace}/contacts/calendar${filter.size > 0 ? `?${filter}` : ""}`}
              download
              aria-label={t("ics")}
              className={buttonVariants({ variant: "outline" })}
            >
              <CalendarPlus aria-hidden="true" />
              <span className="max-sm:sr-only">{t("icsShort")}</span>
            </a>
            <ExportMenu
              href={`/w/${workspace}/contacts/export`}
              query={{ segment: input.segment, department: input.department, state: input.state, month }}
            />
          </FilterBar>
          {waiting.length > 0 ? (
            <Section
              title={t("waiting.title")}
              lead={
                waiting.length > mostWaiting
                  ? t("waiting.more", { shown: mostWaiting, n: waiting.length })
                  : undefined
              }
            >
              <ContactList
                contacts={waiting.slice(0, mostWaiting)}
                input={input}
                workspace={workspace}
                words={words}
              />
            </Section>
          ) : null}
          <Section
            title={monthName(month, locale)}
            actions={
              <>
                <ButtonLink
                  href={toMonth(otherMonth(month, -1))}
                  scroll={false}
                  isIconOnly
                  aria-label={t("month.before")}
                >
                  <ChevronLeft aria-hidden="true" />
                </ButtonLink>
                <ButtonLink href={toMonth(monthOf(data.today))} scroll={false}>
                  {t("month.today")}
                </ButtonLink>
                <ButtonLink
                  href={toMonth(otherMonth(month, 1))}
                  scroll={false}
                  isIconOnly
                  aria-label={t("month.after")}
                >
                  <ChevronRight aria-hidden="true" />
                </ButtonLink>
              </>
            }
          >
            <MonthCalendar data={data} input={input} workspace={workspace} words={words} />
            <AgendaList data={data} input={input} workspace={workspace} words={words} />
          </Section>
          {data.cancelled.length > 0 ? (
            <Section title={t("cancel.title")} lead={t("cancel.lead")}>
              <ContactList contacts={data.cancelled} input={input} workspace={workspace} words={words} />
            </Section>
          ) : null}
        </>
      )}
      <ContactDrawers data={data} input={input} page={page} words={words} />
    </>
  );
}
