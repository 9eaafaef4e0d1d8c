import { AddressMenu } from "@/components/ui/address-menu";
import { DataTable } from "@/components/ui/data-table";
import { DefinitionPopover } from "@/components/ui/definition-popover";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import type { CompareData } from "@/lib/dashboards/queries/load-compare";
import { mixDimensions } from "@/lib/dashboards/rules/mix-groups";
import type { CompareSlicesInput } from "@/lib/dashboards/schema/compare-slices";
import { compareSearch } from "./compare-address";
import type { CompareWords } from "./prepare-compare";
import { byName, type MixCell, prepareMix } from "./prepare-mix";

type MixSectionProps = {
  data: CompareData;
  input: CompareSlicesInput;
  workspace: string;
  words: CompareWords;
};

/** A difference split in two: the same people fare differently, or other people answered. */
export function MixSection({ data, input, workspace, words }: MixSectionProps) {
  const { compare, t } = words;
  const { parts, sentence, rows } = prepareMix(data, workspace, words);
  const title = compare("mix.title");
  return (
    <Section
      title={title}
      lead={sentence}
      actions={
        <>
          <AddressMenu
            label={compare("mix.by")}
            choices={mixDimensions.map((by) => ({
              label: t(`filters.${by}`),
              href: compareSearch({ ...input, by }),
              isCurrent: by === data.by,
            }))}
          />
          <DefinitionPopover title={title} paragraphs={[compare("mix.how"), compare("mix.howThin")]} />
        </>
      }
    >
      {parts ? (
        <dl className="mb-6 grid gap-x-10 gap-y-4 sm:grid-cols-2">
          {(["experience", "mix"] as const).map((part) => (
            <div key={part}>
              <dt className="text-muted">{compare(`mix.${part}`)}</dt>
              <dd>
                <span className="figure-large">{parts[part]}</span>
                <span className="mt-0.5 block max-w-[48ch] text-pretty text-muted">
                  {compare(`mix.${part}Means`, { by: byName(data, words) })}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <DataTable
        caption={compare("mix.caption", { by: byName(data, words) })}
        empty={<p className="text-muted">{t("nobody")}</p>}
        columns={[
          { key: "name", label: byName(data, words) },
          { key: "a", label: "A", isNumeric: true, phone: "column" },
          { key: "b", label: "B", isNumeric: true, phone: "column" },
          { key: "shareA", label: compare("mix.shareOf", { side: "A" }), isNumeric: true },
          { key: "shareB", label: compare("mix.shareOf", { side: "B" }), isNumeric: true },
          { key: "experience", label: compare("mix.experience"), isNumeric: true, phone: "line" },
          { key: "mix", label: compare("mix.mix"), isNumeric: true, phone: "line" },
        ]}
        rows={rows.map(({ key, name, detail, a, b, isThin, experience, mix }) => ({
          key: key || "none",
          isPale: isThin,
          cells: {
            name: (
              <>
                {name}
                {detail ? (
                  <span className="block text-xs font-normal text-pretty text-muted">{detail}</span>
                ) : null}
              </>
            ),
            a: <Value cell={a} label={`A, ${name}`} />,
            b: <Value cell={b} label={`B, ${name}`} />,
            shareA: a.share,
            shareB: b.share,
            experience,
            mix,
          },
        }))}
      />
    </Section>
  );
}

/** The value, and under it how many gave it, with the way to them. */
function Value({ cell: { value, range, n, href }, label }: { cell: MixCell; label: string }) {
  return (
    <>
      <span className="font-semibold">{value}</span>
      <span className="block text-xs whitespace-nowrap text-muted">
        {range ? <span className="max-sm:hidden">{range} · </span> : null}
        {href ? (
          <Link href={href} aria-label={`${n}, ${label}`} className="text-link">
            n {n}
          </Link>
        ) : (
          `n ${n}`
        )}
      </span>
    </>
  );
}
