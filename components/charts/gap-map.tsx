import { Check, CircleDashed, CircleHelp, type LucideIcon, Minus, Star, X } from "lucide-react";
import { Link } from "@/components/ui/link";
import { CellLink, MapTable, RowHead } from "./map-parts";

/** What a cell says; the sign and the word tell it, the colour only repeats it. */
export type GapTone = "exceeded" | "met" | "open" | "missed" | "noExpectation" | "nobody";

export type GapMapCell = {
  key: string;
  tone: GapTone;
  /** The gap in points, or empty where there is none. */
  value: string;
  word: string;
  n: string;
  /** All of it in one sentence. */
  label: string;
  /** Nowhere for somebody who may go no further. */
  href?: string | undefined;
  isThin: boolean;
};

export type GapMapRow = { key: string; label: string; href?: string | undefined; cells: GapMapCell[] };

type GapMapProps = {
  caption: string;
  corner: string;
  columns: { key: string; label: string; href?: string | undefined }[];
  rows: GapMapRow[];
};

const marks: Record<GapTone, { icon: LucideIcon; style: string }> = {
  exceeded: { icon: Star, style: "bg-good-soft text-good-text" },
  met: { icon: Check, style: "bg-good-soft text-good-text" },
  open: { icon: CircleHelp, style: "bg-none-soft text-none-text" },
  missed: { icon: X, style: "bg-bad-soft text-bad-text" },
  noExpectation: { icon: CircleDashed, style: "border border-dashed border-border text-muted" },
  nobody: { icon: Minus, style: "border border-separator text-muted" },
};

/** Where expectations are met and where not, as a table: each cell with its sign, its word and its number of answers. */
export function GapMap({ caption, corner, columns, rows }: GapMapProps) {
  return (
    <MapTable
      caption={caption}
      corner={corner}
      isWhole
      head={
        <>
          <th scope="col" className="sticky start-0 z-1 min-w-32 bg-surface pe-3 text-start font-medium">
            {corner}
          </th>
          {columns.map(({ key, label, href }) => (
            <th key={key} scope="col" className="min-w-27 px-1 pb-1 text-start align-bottom font-medium">
              {href ? (
                <Link href={href} className="hyphens-auto hover:text-foreground hover:underline">
                  {label}
                </Link>
              ) : (
                <span className="hyphens-auto">{label}</span>
              )}
            </th>
          ))}
        </>
      }
    >
      {rows.map((row) => (
        <tr key={row.key}>
          <RowHead label={row.label} href={row.href} className="max-w-40 md:max-w-none" />
          {row.cells.map((cell) => (
            <td key={cell.key} className="h-px p-0">
              <Cell cell={cell} />
            </td>
          ))}
        </tr>
      ))}
    </MapTable>
  );
}

function Cell({ cell: { tone, value, word, n, label, href, isThin } }: { cell: GapMapCell }) {
  const { icon: Icon, style } = marks[tone];
  return (
    <CellLink href={href} label={label} className={`h-full px-1.5 py-1 ${style}`}>
      <span className="flex items-center gap-1 leading-4">
        <Icon aria-hidden="true" strokeWidth={2.25} className="size-3 shrink-0" />
        <span className={`figures ${isThin ? "" : "font-semibold"}`}>{value}</span>
      </span>
      <span className="block leading-4 text-pretty">{word}</span>
      <span className="figures block text-[0.6875rem] leading-4">{n}</span>
    </CellLink>
  );
}
