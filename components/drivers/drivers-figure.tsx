import { ChartScatter } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ImportanceMap } from "@/components/charts/importance-map";
import { RankedBars } from "@/components/charts/ranked-bars";
import { DataTable } from "@/components/ui/data-table";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { VerdictChip } from "@/components/ui/verdict-chip";
import type { PageContext } from "@/lib/doors/define-page";
import type { DriversData } from "@/lib/drivers/queries/load-drivers";
import type { DriversInput } from "@/lib/drivers/schema";
import { formatCount } from "@/lib/format/numbers";
import { translator } from "@/lib/language/translator";
import { howComputed } from "./how-computed";
import { type DriverLine, type PreparedDrivers, prepareDrivers } from "./prepare-drivers";

type DriversFigureProps = { data: DriversData; input: DriversInput; page: PageContext };

export async function DriversFigure({ data, input, page }: DriversFigureProps) {
  const t = await getTranslations("drivers");
  // The page around this is sent first; only then the cases are drawn anew, which keeps the server busy for a moment.
  await new Promise((resolve) => setImmediate(resolve));
  const words = { t: translator(page.locale, "drivers"), locale: page.locale };
  const prepared = prepareDrivers(data, input, page.workspace, words);
  const { analysis, lines } = prepared;
  if (!analysis.result)
    return <EmptyState icon={ChartScatter} title={t("empty")} text={prepared.lead.join(" ")} />;
  return (
    <>
      <p className="mb-2 max-w-[68ch] text-base/7 font-medium text-pretty">{prepared.lead.join(" ")}</p>
      <p className="mb-8 max-w-[72ch] text-pretty text-muted">
        <Basis data={data} n={analysis.n} page={page} />
      </p>
      <Section
        title={t("ranking.title")}
        lead={t("ranking.lead")}
        actions={<DefinitionPopover {...howComputed(data, analysis, words)} />}
      >
        <RankedBars
          caption={t("ranking.title")}
          bars={prepared.bars.map((bar, index) => ({ ...bar, verdict: <Mark line={lines[index]} /> }))}
        />
        <Notes prepared={prepared} />
      </Section>
      {prepared.map ? (
        <Section title={t("map.title")} lead={t("map.lead")}>
          <ImportanceMap
            caption={t("map.title")}
            axes={{ x: t("map.x"), y: t("map.y"), left: t("map.weaker"), right: t("map.better") }}
            fields={{
              topLeft: t("map.improve"),
              topRight: t("map.keep"),
              bottomLeft: t("map.watch"),
              bottomRight: t("map.enough"),
            }}
            {...prepared.map}
          />
        </Section>
      ) : null}
      <Section title={t("stated.title")} lead={t("stated.lead")}>
        <DataTable
          caption={t("stated.title")}
          columns={[
            { key: "name", label: t("touchpoint") },
            { key: "stated", label: t("stated.stated"), isNumeric: true, phone: "line" },
            { key: "derived", label: t("stated.derived"), isNumeric: true, phone: "column" },
            { key: "range", label: t("range"), isNumeric: true, phone: "line" },
            { key: "mean", label: t("mean"), isNumeric: true, phone: "line" },
          ]}
          rows={lines.map((line) => ({
            key: line.key,
            href: line.href,
            isPale: line.driver.significant !== true,
            cells: {
              name: line.name,
              stated: line.stated,
              derived: line.driver.significant ? line.share : t("notYetCertain"),
              range: line.range,
              mean: line.mean,
            },
          }))}
        />
      </Section>
    </>
  );
}

/** How many cases, what made them belong together, and who is not among the touchpoints. */
async function Basis({ data, n, page }: { data: DriversData; n: number; page: PageContext }) {
  const t = await getTranslations("drivers");
  const { cases, places } = data;
  const names = new Map(places.touchpoints.map(({ id, name }) => [id, name]));
  const left = cases.leftOut.map(({ touchpointId }) => names.get(touchpointId) ?? "");
  return [
    t(`basis.${cases.together}`, {
      n,
      shown: formatCount(n, page.locale),
      answered: formatCount(cases.answered, page.locale),
    }),
    ...(left.length > 0
      ? [
          t("basis.leftOut", {
            count: left.length,
            names: left.slice(0, 3).join(", "),
            more: Math.max(0, left.length - 3),
          }),
        ]
      : []),
  ].join(" ");
}

async function Mark({ line }: { line: DriverLine | undefined }) {
  const t = await getTranslations("drivers");
  if (!line) return null;
  const { driver } = line;
  if (driver.suppressor) return <VerdictChip word={t("suppressor")} icon="same" tone="caution" />;
  if (driver.significant !== true) return <VerdictChip word={t("notYetCertain")} icon="open" tone="none" />;
  return driver.beta < 0 ? (
    <VerdictChip word={t("against")} icon="down" tone="none" />
  ) : (
    <VerdictChip word={t("along")} icon="up" tone="none" />
  );
}

/** What a number alone would be misread as. */
async function Notes({ prepared }: { prepared: PreparedDrivers }) {
  const t = await getTranslations("drivers");
  const sure = prepared.lines.filter(({ driver }) => driver.significant).length;
  const notes = [
    ...(sure < prepared.lines.length ? [t("unsure", { count: prepared.lines.length - sure })] : []),
    ...prepared.suppressors.map((name) => t("suppressorSaid", { name })),
    ...prepared.reversed.map((name) => t("againstSaid", { name })),
  ];
  return (
    <ul className="mt-4 flex max-w-[76ch] flex-col gap-2 text-pretty text-muted">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
