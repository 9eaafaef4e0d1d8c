import { Plus, UsersRound } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/frame/page-header";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { ExportMenu } from "@/components/ui/export-menu";
import { Link } from "@/components/ui/link";
import { NewKey } from "@/components/ui/new-key";
import { Section } from "@/components/ui/section";
import type { PageContext } from "@/lib/doors/define-page";
import type { Persona, PersonaList } from "@/lib/journeys/queries/list-personas";
import type { PersonaListInput } from "@/lib/journeys/schema/persona";
import { PersonaDrawer } from "./persona-drawer";
import { PersonaSorter } from "./persona-sorter";

type PersonaListViewProps = { data: PersonaList; input: PersonaListInput; page: PageContext };

/** People who do not exist and stand for those who do. */
export async function PersonaListView({ data, input, page }: PersonaListViewProps) {
  const t = await getTranslations("personas");
  const here = `/w/${page.workspace}/personas`;
  const canWrite = page.can("journeys:write");
  const inUse = data.personas.filter(({ isRetired }) => !isRetired);
  const retired = data.personas.filter(({ isRetired }) => isRetired);
  const items = inUse.map((persona) => ({
    key: persona.key,
    name: persona.name,
    href: `${here}/${persona.key}`,
    content: <PersonaLine persona={persona} />,
  }));
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead", { n: inUse.length })}
        actions={
          <>
            <ExportMenu href={`${here}/export`} />
            {canWrite ? (
              <ButtonLink href={`${here}?open=new`} variant="primary" scroll={false}>
                <Plus aria-hidden="true" />
                {t("new")}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {canWrite ? <NewKey href={`${here}?open=new`} label={t("new")} /> : null}
      {inUse.length === 0 ? (
        <EmptyState
          icon={UsersRound}
          title={t("empty.title")}
          text={t("empty.text")}
          actions={canWrite ? <ButtonLink href={`${here}?open=new`}>{t("new")}</ButtonLink> : null}
        />
      ) : canWrite ? (
        <PersonaSorter label={t("title")} workspace={page.workspace} items={items} />
      ) : (
        <ul>
          {items.map(({ key, name, href, content }) => (
            <li
              key={key}
              className="relative border-b border-separator py-2 last:border-0 hover:bg-surface-secondary"
            >
              <Link href={href} className="absolute inset-0" aria-label={name} />
              {content}
            </li>
          ))}
        </ul>
      )}
      {retired.length > 0 ? (
        <Section title={t("retired")}>
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {retired.map(({ key, name }) => (
              <li key={key}>
                <Link href={`${here}/${key}`} className="text-link">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {input.open === "new" && canWrite ? (
        <PersonaDrawer persona={null} choices={data.choices} workspace={page.workspace} closeHref={here} />
      ) : null}
    </>
  );
}

function PersonaLine({ persona: { name, segment, who, quote } }: { persona: Persona }) {
  return (
    <div className="grid items-start gap-x-6 gap-y-1 py-1 md:grid-cols-[minmax(0,15rem)_minmax(0,1fr)_minmax(0,1fr)]">
      <div className="min-w-0">
        <p className="font-medium">{name}</p>
        {segment ? (
          <p className="mt-1">
            <Badge>{segment.name}</Badge>
          </p>
        ) : null}
      </div>
      <p className="text-pretty text-muted">{who}</p>
      <p className="text-pretty italic">{quote}</p>
    </div>
  );
}
