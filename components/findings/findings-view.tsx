import { Lightbulb, SearchX } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { ActionForm } from "@/components/ui/action-form";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { FilterBar } from "@/components/ui/filter-bar";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { PageContext } from "@/lib/doors/define-page";
import {
  restoreFindingAction,
  retireFindingAction,
  takeNoteAction,
  takeNoteBackAction,
} from "@/lib/findings/actions";
import type { FindingRow, FindingsData } from "@/lib/findings/queries/list-findings";
import { viewAddress } from "@/lib/findings/rules";
import { type FindingsInput, weakPointStates } from "@/lib/findings/schema";
import { formatDay, formatInstant } from "@/lib/format/dates";
import { localDay } from "@/lib/period/local-day";
import { JudgeWeakPoint } from "./judge-weak-point";

type FindingsViewProps = { data: FindingsData; input: FindingsInput; page: PageContext };

/** What was found, by whom, for whom; who has taken note, and what came of it. */
export async function FindingsView({ data, input, page }: FindingsViewProps) {
  const t = await getTranslations("findings");
  const here = `/w/${page.workspace}/findings`;
  const { places, rows } = data;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={
          data.isEmpty
            ? t("empty.lead")
            : [t("lead", { n: rows.length }), data.mine ? t("waiting", { n: data.waiting }) : null]
                .filter((part) => part !== null)
                .join(" ")
        }
      />
      {data.isEmpty ? (
        <EmptyState
          icon={Lightbulb}
          title={t("empty.title")}
          text={t("empty.text")}
          actions={<ButtonLink href={`/w/${page.workspace}`}>{t("empty.overview")}</ButtonLink>}
        />
      ) : (
        <>
          <FilterBar
            filters={[
              {
                name: "department",
                label: t("departments"),
                kind: "multi",
                options: places.departments
                  .filter(({ key, retired }) => !retired || input.department?.includes(key))
                  .map(({ key, name }) => ({ value: key, label: name })),
                value: input.department ?? [],
              },
              {
                name: "state",
                label: t("weakPoint"),
                kind: "multi",
                options: weakPointStates.map((value) => ({ value, label: t(`states.${value}`) })),
                value: input.state ?? [],
              },
              {
                name: "seen",
                label: t("seen"),
                kind: "select",
                options: [{ value: "open", label: t("notSeen") }],
                value: input.seen === "open" ? ["open"] : [],
              },
              {
                name: "retired",
                label: t("retired"),
                kind: "select",
                options: [{ value: "true", label: t("retiredOnly") }],
                value: input.retired ? [input.retired] : [],
                isMore: true,
              },
            ]}
          >
            <ExportMenu href={`${here}/export`} />
          </FilterBar>
          {rows.length === 0 ? (
            <EmptyState
              icon={SearchX}
              title={t("nothing")}
              actions={<ButtonLink href={here}>{t("all")}</ButtonLink>}
            />
          ) : (
            <ol className="divide-y divide-separator">
              {rows.map((row) => (
                <Finding key={row.id} row={row} data={data} page={page} />
              ))}
            </ol>
          )}
        </>
      )}
    </>
  );
}

const tones = { suspected: "none", named: "caution", confirmed: "bad", refuted: "good" } as const;

async function Finding({ row, data, page }: { row: FindingRow; data: FindingsData; page: PageContext }) {
  const t = await getTranslations("findings");
  const { workspace, locale } = page;
  const mayWrite = page.can("measures:write");
  const { weakPoint } = row;
  const isMineOpen = row.departments.some(({ key, seenAt }) => key === data.mine && seenAt === null);
  return (
    <li className="py-5 first:pt-0">
      <p className="max-w-[72ch] text-[0.9375rem]/6 font-medium text-pretty">{row.sentence}</p>
      <p className="mt-0.5 text-xs text-muted">
        {[row.by, formatInstant(row.createdAt, locale, page.timeZone)]
          .filter((part) => part !== null)
          .join(", ")}
      </p>
      <ul className="mt-2 flex flex-wrap gap-1.5">
        {row.departments.map(({ key, seenAt }) => (
          <li key={key}>
            <Badge>
              {data.places.departments.find((one) => one.key === key)?.name ?? key}
              {": "}
              {seenAt
                ? t("seenOn", { day: formatDay(localDay(new Date(seenAt), page.timeZone), locale) })
                : t("notSeen")}
            </Badge>
          </li>
        ))}
      </ul>
      {weakPoint ? (
        <p className="mt-2 flex flex-wrap items-center gap-2">
          <VerdictChip word={t(`states.${weakPoint.state}`)} tone={tones[weakPoint.state]} />
          <span>{weakPoint.text}</span>
          {weakPoint.namedBy !== null && weakPoint.askedOf !== null ? (
            <span className="figures text-muted">
              {t("namedByOf", { named: weakPoint.namedBy, asked: weakPoint.askedOf })}
            </span>
          ) : null}
          {mayWrite ? <JudgeWeakPoint workspace={workspace} weakPoint={weakPoint} /> : null}
        </p>
      ) : null}
      {row.measures.length > 0 ? (
        <p className="mt-2">
          {t("measures")}{" "}
          {row.measures.map(({ id, name }) => (
            <Link key={id} href={`/w/${workspace}/measures/${id}`} className="me-3 text-link">
              {name}
            </Link>
          ))}
        </p>
      ) : null}
      <div className="mt-3 flex flex-wrap items-center gap-2">
        <ButtonLink href={`/w/${workspace}${viewAddress(row)}`} size="sm">
          {t("open")}
        </ButtonLink>
        {isMineOpen && data.mine ? (
          <ActionForm
            action={takeNoteAction}
            undo={takeNoteBackAction}
            workspace={workspace}
            hidden={{ id: row.id, department: data.mine }}
            success={t("noted")}
            className="contents"
          >
            <SubmitButton variant="primary">{t("take")}</SubmitButton>
          </ActionForm>
        ) : null}
        {mayWrite && !row.isRetired ? (
          <>
            <ButtonLink href={`/w/${workspace}/measures/new?finding=${row.id}`} size="sm" variant="outline">
              {t("makeMeasure")}
            </ButtonLink>
            <ActionForm
              action={retireFindingAction}
              undo={restoreFindingAction}
              workspace={workspace}
              hidden={{ id: row.id }}
              success={t("wasRetired")}
              className="contents"
            >
              <SubmitButton variant="ghost">{t("retire")}</SubmitButton>
            </ActionForm>
          </>
        ) : null}
      </div>
    </li>
  );
}
