import { Pencil, Quote, RotateCcw, Route } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { touchpointAddress } from "@/components/inventory/inventory-address";
import { NeedsSection } from "@/components/needs/needs-section";
import { ActionForm } from "@/components/ui/action-form";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import type { PageContext } from "@/lib/doors/define-page";
import { formatDay } from "@/lib/format/dates";
import {
  restorePersonaAction,
  retirePersonaAction,
  takeQuoteAction,
  undoPersonaAction,
} from "@/lib/journeys/actions";
import type { PersonaData } from "@/lib/journeys/queries/load-persona";
import type { PersonaPageInput } from "@/lib/journeys/schema/persona";
import { localDay } from "@/lib/period/local-day";
import { PersonaDrawer } from "./persona-drawer";

type PersonaViewProps = { data: PersonaData; input: PersonaPageInput; page: PageContext };

export async function PersonaView({ data, input, page }: PersonaViewProps) {
  const t = await getTranslations("personas");
  const { persona } = data;
  const here = `/w/${page.workspace}/personas/${persona.key}`;
  const canWrite = page.can("journeys:write");
  const needs = (persona.needs ?? "")
    .split(/[;\n]/)
    .map((one) => one.trim())
    .filter(Boolean);
  return (
    <>
      <PageHeader
        back={{ href: `/w/${page.workspace}/personas`, label: t("title") }}
        title={persona.name}
        lead={persona.who}
        actions={
          <>
            {canWrite ? <Actions data={data} page={page} editHref={`${here}?open=edit`} /> : null}
            <ButtonLink href={`/w/${page.workspace}/journey/map?persona=${persona.key}`} variant="primary">
              <Route aria-hidden="true" />
              {t("toMap")}
            </ButtonLink>
          </>
        }
      />
      <div className="mb-6 flex flex-wrap items-center gap-2">
        {persona.isRetired ? <Badge>{t("isRetired")}</Badge> : null}
        {persona.segment ? (
          <Link href={`/w/${page.workspace}/segments/${persona.segment.id}`} className="text-link">
            {persona.segment.name}
          </Link>
        ) : (
          <span className="text-muted">{t("noSegment")}</span>
        )}
      </div>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="min-w-0">
          {persona.quote ? (
            <figure className="mb-8 flex gap-3">
              <Quote aria-hidden="true" className="mt-1 size-5 shrink-0 text-accent-text" />
              <div>
                <blockquote className="text-lg/7 text-pretty">{persona.quote}</blockquote>
                {persona.quoteFeedback ? (
                  <figcaption className="mt-1 text-xs">
                    <Link
                      href={`/w/${page.workspace}/feedback/${persona.quoteFeedback}`}
                      className="text-link"
                    >
                      {t("reallySaid")}
                    </Link>
                  </figcaption>
                ) : null}
              </div>
            </figure>
          ) : null}
          <NeedsSection title={t("matters")} about="persona" of={persona.id} needs={data.needs} page={page}>
            {needs.length > 0 ? (
              <ul className="mb-3 flex max-w-[68ch] list-disc flex-col gap-1 ps-4">
                {needs.map((need) => (
                  <li key={need}>{need}</li>
                ))}
              </ul>
            ) : null}
          </NeedsSection>
        </div>
        <div className="min-w-0">
          <Section title={t("touchpoints")}>
            {persona.touchpoints.length === 0 ? <p className="text-muted">{t("noTouchpoints")}</p> : null}
            <ul>
              {persona.touchpoints.map(({ key, name }) => (
                <li key={key} className="border-b border-separator py-2 last:border-0">
                  <Link href={touchpointAddress(page.workspace, key)} className="text-link">
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </Section>
          {data.comments.length > 0 ? <Quotes data={data} page={page} /> : null}
        </div>
      </div>
      {input.open === "edit" && canWrite ? (
        <PersonaDrawer
          key={persona.version}
          persona={persona}
          choices={data.choices}
          workspace={page.workspace}
          closeHref={here}
        />
      ) : null}
    </>
  );
}

type ActionsProps = { data: PersonaData; page: PageContext; editHref: string };

async function Actions({ data: { persona }, page, editHref }: ActionsProps) {
  const t = await getTranslations("personas");
  const form = { workspace: page.workspace, hidden: { id: persona.id }, undo: undoPersonaAction };
  if (persona.isRetired)
    return (
      <ActionForm action={restorePersonaAction} {...form} success={t("wasRestored", { name: persona.name })}>
        <SubmitButton variant="outline">
          <RotateCcw aria-hidden="true" />
          {t("restore")}
        </SubmitButton>
      </ActionForm>
    );
  return (
    <>
      <ConfirmDialog
        trigger={t("retire")}
        triggerVariant="ghost"
        title={t("retireTitle", { name: persona.name })}
        text={t("retireText")}
        confirm={t("retire")}
        action={retirePersonaAction}
        {...form}
        success={t("wasRetired", { name: persona.name })}
      />
      <ButtonLink href={editHref} scroll={false}>
        <Pencil aria-hidden="true" />
        {t("edit")}
      </ButtonLink>
    </>
  );
}

/** What people of the segment really said, to be taken as the quote. */
async function Quotes({ data: { persona, comments }, page }: { data: PersonaData; page: PageContext }) {
  const t = await getTranslations("personas");
  const canWrite = page.can("journeys:write");
  return (
    <Section title={t("said")} lead={t("saidLead")}>
      <ul>
        {comments.map(({ id, comment, touchpoint, answeredAt }) => (
          <li key={id} className="border-b border-separator py-2.5 last:border-0">
            <p className="line-clamp-4 text-pretty">{comment}</p>
            <div className="mt-1 flex items-center justify-between gap-x-3 text-xs text-muted">
              <Link href={`/w/${page.workspace}/feedback/${id}`} className="hover:underline">
                {[touchpoint, formatDay(localDay(answeredAt, page.timeZone), page.locale)]
                  .filter(Boolean)
                  .join(" · ")}
              </Link>
              {canWrite && persona.quoteFeedback !== id ? (
                <ActionForm
                  action={takeQuoteAction}
                  undo={undoPersonaAction}
                  success={t("quoted")}
                  workspace={page.workspace}
                  hidden={{ id: persona.id, feedback: id }}
                >
                  <span className="block shrink-0">
                    <SubmitButton variant="ghost">{t("takeQuote")}</SubmitButton>
                  </span>
                </ActionForm>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
