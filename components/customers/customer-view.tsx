import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { NeedsSection } from "@/components/needs/needs-section";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { TabsLinks } from "@/components/ui/tabs-links";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { CustomerData, CustomerFacts } from "@/lib/dashboards/queries/load-customer";
import { type CustomerPageInput, timelineKinds } from "@/lib/dashboards/schema/customer-pages";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import { formatCount } from "@/lib/format/numbers";
import { localName } from "@/lib/language/locale";
import { translator } from "@/lib/language/translator";
import { dayNumber } from "@/lib/metrics/day";
import { eraseCustomerAction } from "@/lib/privacy/actions";
import { AttributeDialog } from "./attribute-dialog";
import { CustomerDialog } from "./customer-dialog";
import { MoveDialog } from "./move-dialog";
import { contractInWords, nameOf, scoreOf, type Words, whatMatters, worthOf } from "./prepare-customer";
import { prepareTimeline } from "./prepare-timeline";
import { ScoresChart } from "./scores-chart";
import { Timeline } from "./timeline";

type CustomerViewProps = { data: CustomerData; input: CustomerPageInput; page: PageContext };

export async function CustomerView({ data, input, page }: CustomerViewProps) {
  const t = await getTranslations("customers");
  const { customer, today, scores } = data;
  const words: Words = {
    t: translator(page.locale, "customers"),
    locale: page.locale,
    currency: page.currency,
  };
  const title = nameOf(customer, words.t);
  const matters = whatMatters(customer, scores, today, words);
  return (
    <>
      <title>{title}</title>
      <PageHeader
        back={{ href: `/w/${page.workspace}/customers`, label: t("title") }}
        title={title}
        lead={<Standing customer={customer} today={today} page={page} words={words} />}
        actions={
          <>
            {page.can("customers:write") ? (
              <CustomerDialog workspace={page.workspace} customer={customer} />
            ) : null}
            {page.can("customers:write") && data.phases.length > 0 ? (
              <MoveDialog
                workspace={page.workspace}
                customer={customer.id}
                phases={data.phases.map(({ key, name }) => ({ value: key, label: name }))}
                today={today}
              />
            ) : null}
            {page.can("customers:erase") ? (
              <EraseDialog customer={customer} name={title} page={page} />
            ) : null}
            {page.can("feedback:write") ? (
              <ButtonLink href={`/w/${page.workspace}/log?customer=${customer.id}`} variant="primary">
                {t("logFeedback")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="min-w-0">
          <NeedsSection
            title={t("matters.title")}
            about="customer"
            of={customer.id}
            needs={data.needs}
            page={page}
          >
            {matters.length > 0 ? (
              <ul className="mb-3 flex max-w-[68ch] flex-col gap-1">
                {matters.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            ) : null}
          </NeedsSection>
          <Scores data={data} page={page} words={words} />
          {customer.kind === "company" ? <People customer={customer} page={page} words={words} /> : null}
          <History data={data} input={input} page={page} words={words} />
        </div>
        <div className="min-w-0">
          <Contracts customer={customer} today={today} words={words} />
          <Contact customer={customer} page={page} />
          <Attributes customer={customer} page={page} />
        </div>
      </div>
    </>
  );
}

/** Names what goes and what stays. */
async function EraseDialog({
  customer,
  name,
  page,
}: {
  customer: CustomerFacts;
  name: string;
  page: PageContext;
}) {
  const t = await getTranslations("customers.erase");
  return (
    <ConfirmDialog
      trigger={t("open")}
      triggerVariant="ghost"
      title={t("title", { name })}
      text={
        <>
          <p>{t("goes")}</p>
          <p className="mt-2">{t("stays")}</p>
          <p className="mt-2 font-medium text-foreground">{t("final")}</p>
        </>
      }
      confirm={t("confirm")}
      isDestructive
      action={eraseCustomerAction}
      workspace={page.workspace}
      hidden={{ id: customer.id }}
      success={t("done")}
    />
  );
}

type PartProps = { page: PageContext; words: Words };

function Standing({ customer, today, page, words }: PartProps & { customer: CustomerFacts; today: string }) {
  const { t, locale } = words;
  const value = worthOf(customer, today, words);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <Badge>{t(`kinds.${customer.kind}`)}</Badge>
      {customer.company ? (
        <Link href={`/w/${page.workspace}/customers/${customer.company.id}`} className="text-link">
          {customer.company.name ?? t("nameless")}
        </Link>
      ) : null}
      {customer.phase ? (
        <span>
          {t("phaseSince", {
            phase: localName(customer.phase, locale),
            day: formatDay(customer.phase.since, locale),
          })}
        </span>
      ) : (
        <span>{t("noPhase")}</span>
      )}
      {value.map(({ label, value: amount }) => (
        <span key={label}>
          {label} <span className="figures font-medium text-foreground">{amount}</span>
        </span>
      ))}
      <span>
        {customer.lastContactOn
          ? t("lastContact", { day: formatDay(customer.lastContactOn, locale) })
          : t("noContact")}
      </span>
    </div>
  );
}

async function Scores({ data: { scores }, page, words }: PartProps & { data: CustomerData }) {
  const t = await getTranslations("customers.scores");
  const [first, last] = [scores[0], scores.at(-1)];
  if (!first || !last) return null;
  const span = Math.max(1, dayNumber(last.day) - dayNumber(first.day));
  return (
    <Section title={t("title")} lead={t("lead", { n: scores.length })}>
      <ScoresChart
        caption={t("title")}
        high={t("high")}
        low={t("low")}
        from={formatDay(first.day, page.locale)}
        to={formatDay(last.day, page.locale)}
        dots={scores.map((score, index) => {
          const { text, metric, height } = scoreOf(score, words.t);
          const place = score.touchpoint
            ? localName(score.touchpoint, page.locale)
            : words.t(`metrics.${metric}`);
          return {
            key: `${score.feedback} ${index}`,
            x: first === last ? 0.5 : (dayNumber(score.day) - dayNumber(first.day)) / span,
            y: height,
            href: `/w/${page.workspace}/feedback/${score.feedback}`,
            label: `${text}, ${place}, ${formatDay(score.day, page.locale)}`,
            tone: height >= 0.75 ? "good" : height <= 0.4 ? "bad" : "none",
          };
        })}
      />
    </Section>
  );
}

async function History({
  data,
  input,
  page,
  words,
}: PartProps & { data: CustomerData; input: CustomerPageInput }) {
  const t = await getTranslations("customers.timeline");
  const { entries, nextCursor } = data.timeline;
  const only = input.kinds?.length === 1 ? input.kinds[0] : undefined;
  const address = (kind: string | undefined, after?: string) => {
    const search = new URLSearchParams();
    if (kind) search.set("kinds", kind);
    if (after) search.set("after", after);
    return `?${search}`;
  };
  return (
    <Section title={t("title")}>
      <TabsLinks
        label={t("kinds")}
        tabs={[
          { label: t("all"), href: address(undefined), isCurrent: !only },
          ...timelineKinds.map((kind) => ({
            label: t(`kind.${kind}`),
            href: address(kind),
            isCurrent: only === kind,
          })),
        ]}
      />
      {entries.length > 0 ? (
        <Timeline
          months={prepareTimeline(entries, { ...words, timeZone: page.timeZone, workspace: page.workspace })}
        />
      ) : (
        <p className="text-muted">{t("nothing")}</p>
      )}
      <div className="mt-4 flex gap-2">
        {input.after ? <ButtonLink href={address(only)}>{t("latest")}</ButtonLink> : null}
        {nextCursor ? <ButtonLink href={address(only, nextCursor)}>{t("more")}</ButtonLink> : null}
      </div>
    </Section>
  );
}

async function Contracts({
  customer,
  today,
  words,
}: {
  customer: CustomerFacts;
  today: string;
  words: Words;
}) {
  const t = await getTranslations("customers.contract");
  const contracts = customer.contracts ?? [];
  return (
    <Section title={t("title")}>
      {contracts.length === 0 ? <p className="text-muted">{t("none")}</p> : null}
      <ul>
        {contracts.map((contract) => {
          const state = contractInWords(contract, today, words);
          return (
            <li key={contract.id} className="border-b border-separator py-2 last:border-0">
              <p className="font-medium">{contract.plan}</p>
              <p className="mt-1">
                <VerdictChip word={state.word} tone={state.tone} />
              </p>
              <p className="mt-1 text-xs text-muted">
                {t("since", { day: formatDay(contract.startedOn, words.locale) })}
                {contract.reason && contract.cancelledOn && !contract.withdrawn
                  ? ` · ${t("reason", { reason: contract.reason })}`
                  : ""}
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

async function Contact({ customer, page }: { customer: CustomerFacts; page: PageContext }) {
  const t = await getTranslations("customers");
  const facts: [string, React.ReactNode][] = [
    [
      t("columns.phone"),
      customer.phone ? (
        <a key="phone" href={`tel:${customer.phone}`} className="text-link figures">
          {customer.phone}
        </a>
      ) : null,
    ],
    [
      t("columns.email"),
      customer.email ? (
        <a key="email" href={`mailto:${customer.email}`} className="text-link">
          {customer.email}
        </a>
      ) : null,
    ],
    [t("columns.externalId"), customer.externalId],
    [t("language"), customer.language],
    [t("columns.country"), customer.country],
    [t("columns.joined"), customer.joinedOn && formatDay(customer.joinedOn, page.locale)],
  ];
  return (
    <Section title={t("contactData")}>
      <Facts facts={facts} />
    </Section>
  );
}

async function Attributes({ customer, page }: { customer: CustomerFacts; page: PageContext }) {
  const t = await getTranslations("customers");
  const entries = Object.entries(customer.attributes).sort(([a], [b]) => a.localeCompare(b, page.locale));
  return (
    <Section
      title={t("attributes")}
      actions={
        page.can("customers:write") ? (
          <AttributeDialog workspace={page.workspace} customer={customer} />
        ) : null
      }
    >
      {entries.length === 0 ? <p className="text-muted">{t("noAttributes")}</p> : null}
      <Facts
        facts={entries.map(([key, value]) => [
          key,
          <span key={key} className="inline-flex items-center gap-1">
            <Link
              href={`/w/${page.workspace}/customers?attribute=${encodeURIComponent(`${key}:${value}`)}`}
              className="hover:underline"
            >
              {typeof value === "boolean" ? t(value ? "yes" : "no") : String(value)}
            </Link>
            {page.can("customers:write") ? (
              <AttributeDialog
                workspace={page.workspace}
                customer={customer}
                attribute={{ key, value: String(value) }}
              />
            ) : null}
          </span>,
        ])}
      />
    </Section>
  );
}

function Facts({ facts }: { facts: [string, React.ReactNode][] }) {
  return (
    <dl>
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div
            key={label}
            className="flex justify-between gap-6 border-b border-separator py-2 last:border-0"
          >
            <dt className="min-w-0 break-words text-muted">{label}</dt>
            <dd className="min-w-0 text-end break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

async function People({ customer, page, words }: PartProps & { customer: CustomerFacts }) {
  const t = await getTranslations("customers.people");
  const people = customer.people ?? [];
  return (
    <Section
      title={t("title")}
      lead={t("lead", { n: customer.peopleCount, shown: formatCount(customer.peopleCount, page.locale) })}
    >
      <DataTable
        caption={t("title")}
        empty={<p className="text-muted">{t("none")}</p>}
        columns={[
          { key: "name", label: t("name") },
          { key: "answers", label: t("answers"), isNumeric: true },
          { key: "last", label: t("last"), phone: "line" },
        ]}
        rows={people.map(({ id, name, answers, last }) => ({
          key: id,
          href: `/w/${page.workspace}/customers/${id}`,
          cells: {
            name: name ?? words.t("nameless"),
            answers: formatCount(answers, page.locale),
            last: last
              ? [
                  scoreOf(last, words.t).text,
                  last.touchpoint
                    ? localName(last.touchpoint, page.locale)
                    : words.t(`metrics.${scoreOf(last, words.t).metric}`),
                  formatDay(last.day, page.locale),
                ].join(", ")
              : t("silent"),
          },
        }))}
      />
    </Section>
  );
}
