import { Pencil, RotateCcw, Users } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { NeedsSection } from "@/components/needs/needs-section";
import { ActionForm } from "@/components/ui/action-form";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PaginationLinks } from "@/components/ui/pagination-links";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import { formatCount, formatShare } from "@/lib/format/numbers";
import { translator } from "@/lib/language/translator";
import type { SegmentPage } from "@/lib/needs/queries/load-segment-page";
import { restoreSegmentAction, retireSegmentAction } from "@/lib/segments/actions";
import type { Members, SegmentData } from "@/lib/segments/queries/load-segment";
import type { ShowSegmentInput } from "@/lib/segments/schema/edit";
import { SplitSection } from "../splits/split-section";
import { ChangesFigure } from "./changes-figure";
import { ExplainPanel } from "./explain-panel";
import { RetireDialog } from "./retire-dialog";
import { RuleList } from "./rule-list";
import { type RuleWords, ruleInWords } from "./rule-words";

type SegmentViewProps = { data: SegmentPage; input: ShowSegmentInput; page: PageContext };

export async function SegmentView({ data, input, page }: SegmentViewProps) {
  const t = await getTranslations("segments");
  const { segment, members } = data;
  const { locale, currency, workspace } = page;
  const words: RuleWords = { t: translator(locale, "segments"), locale, currency, names: data.names };
  return (
    <>
      <PageHeader
        title={segment.name}
        lead={leadOf(data, t, locale)}
        back={{ href: `/w/${workspace}/segments`, label: t("title") }}
        actions={page.can("segments:write") ? <Actions data={data} page={page} /> : null}
      />
      <div className="mb-6 flex flex-wrap items-center gap-2">
        {segment.leading ? <Badge>{t("leading")}</Badge> : null}
        {segment.retired ? <Badge>{t("isRetired")}</Badge> : null}
        {segment.description ? <p className="max-w-[72ch] text-muted">{segment.description}</p> : null}
      </div>
      <Section title={t("rule")}>
        {segment.rule ? (
          <RuleList rule={ruleInWords(segment.rule, words)} />
        ) : (
          <p className="text-muted">{t("noRule")}</p>
        )}
      </Section>
      <SplitSection segment={segment} spreads={data.spreads} page={page} />
      <NeedsSection title={t("matters")} about="segment" of={segment.id} needs={data.needs} page={page} />
      <Section title={t("why.title")} lead={t("why.lead")}>
        <ExplainPanel who={input.who} explanation={data.explanation} words={words} />
      </Section>
      <Section title={t("changes.title")}>
        <ChangesFigure changes={data.changes} page={page} segmentKey={segment.key} />
      </Section>
      {members ? <MemberList members={members} segmentKey={segment.key} input={input} page={page} /> : null}
    </>
  );
}

type Translator = Awaited<ReturnType<typeof getTranslations<"segments">>>;

function leadOf({ members, problem, segment }: SegmentData, t: Translator, locale: string): string {
  if (problem) return problem;
  if (segment.retired) return t("retiredLead");
  if (!members) return t("noRule");
  return t("memberLead", {
    n: members.members,
    shown: formatCount(members.members, locale),
    customers: formatCount(members.customers, locale),
    share: members.customers === 0 ? "–" : formatShare(members.members / members.customers, locale),
  });
}

async function Actions({ data: { segment }, page }: { data: SegmentData; page: PageContext }) {
  const t = await getTranslations("segments");
  if (segment.retired)
    return (
      <ActionForm
        action={restoreSegmentAction}
        undo={retireSegmentAction}
        workspace={page.workspace}
        hidden={{ id: segment.id }}
        success={t("wasRestored", { name: segment.name })}
      >
        <SubmitButton variant="outline">
          <RotateCcw aria-hidden="true" />
          {t("restore")}
        </SubmitButton>
      </ActionForm>
    );
  return (
    <>
      <RetireDialog workspace={page.workspace} id={segment.id} name={segment.name} />
      <ButtonLink href={`/w/${page.workspace}/segments/${segment.id}/edit`} variant="primary">
        <Pencil aria-hidden="true" />
        {t("edit")}
      </ButtonLink>
    </>
  );
}

async function MemberList({
  members,
  segmentKey,
  input,
  page,
}: {
  members: Members;
  segmentKey: string;
  input: ShowSegmentInput;
  page: PageContext;
}) {
  const t = await getTranslations("segments");
  const { locale } = page;
  const address = (after: number | null) => {
    const search = new URLSearchParams();
    if (after !== null) search.set("after", String(after));
    if (input.who) search.set("who", input.who);
    return `?${search}`;
  };
  return (
    <Section
      title={t("members")}
      actions={
        page.can("customers:read") ? (
          <ButtonLink
            href={`/w/${page.workspace}/customers?segment=${encodeURIComponent(segmentKey)}`}
            size="sm"
          >
            {t("asCustomers")}
          </ButtonLink>
        ) : null
      }
    >
      <DataTable
        caption={t("members")}
        empty={<EmptyState icon={Users} title={t("nobody.title")} text={t("nobody.text")} />}
        columns={[
          { key: "name", label: t("customer") },
          { key: "kind", label: t("kind"), phone: "line", width: "8rem" },
          { key: "externalId", label: t("externalId"), phone: "line", width: "12rem" },
          { key: "email", label: t("email"), phone: "line" },
          { key: "joinedOn", label: t("joinedOn"), width: "9rem" },
        ]}
        rows={members.rows.map((row) => ({
          key: row.id,
          ...(page.can("customers:read") ? { href: `/w/${page.workspace}/customers/${row.id}` } : {}),
          cells: {
            name: row.name ?? row.externalId ?? row.email ?? "–",
            kind: t(`kinds.${row.kind}`),
            externalId: row.externalId,
            email: row.email,
            joinedOn: row.joinedOn ? formatDay(row.joinedOn, locale) : null,
          },
        }))}
      />
      <PaginationLinks
        shown={t("shown", {
          shown: formatCount(members.rows.length, locale),
          total: formatCount(members.members, locale),
        })}
        firstHref={input.after ? address(null) : undefined}
        nextHref={members.nextAfter === null ? undefined : address(members.nextAfter)}
      />
    </Section>
  );
}
