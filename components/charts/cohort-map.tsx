import { CellLink, MapTable, RowHead } from "./map-parts";

export type CohortCell = {
  key: string;
  /** "34 %" */
  text: string;
  /** "41 of 120 customers" */
  n: string;
  label: string;
  href: string;
  /** 0–1: how strong the colour is. */
  strength: number;
};

export type CohortRow = {
  key: string;
  label: string;
  size: string;
  href: string;
  isYoung: boolean;
  cells: CohortCell[];
};

type CohortMapProps = {
  caption: string;
  labels: { cohort: string; size: string };
  ages: string[];
  rows: CohortRow[];
};

/** Cohorts as a heat map that is a table: a row for each, a column for each month after the first purchase. */
export function CohortMap({ caption, labels, ages, rows }: CohortMapProps) {
  return (
    <MapTable
      caption={caption}
      corner={labels.cohort}
      head={
        <>
          <th
            scope="col"
            className="sticky start-0 z-1 bg-surface pe-3 text-start font-medium whitespace-nowrap"
          >
            {labels.cohort}
          </th>
          <th scope="col" className="pe-2 text-end font-medium">
            {labels.size}
          </th>
          {ages.map((age) => (
            <th key={age} scope="col" className="figures min-w-14 px-1 text-center font-medium">
              {age}
            </th>
          ))}
        </>
      }
    >
      {rows.map((row) => (
        <tr key={row.key}>
          <RowHead label={row.label} href={row.href} className="whitespace-nowrap" />
          <td className="figures pe-2 text-end text-muted">{row.size}</td>
          {row.cells.map((cell) => (
            <td key={cell.key} className="p-0">
              <CellLink
                href={cell.href}
                label={cell.label}
                style={{
                  backgroundColor: `color-mix(in oklab, var(--series-1) ${Math.round(cell.strength * (row.isYoung ? 25 : 55))}%, var(--surface))`,
                }}
                className="px-1 py-1 text-center"
              >
                <span className="figures block font-medium text-foreground">{cell.text}</span>
                <span className="figures block text-[0.6875rem] text-foreground">{cell.n}</span>
              </CellLink>
            </td>
          ))}
        </tr>
      ))}
    </MapTable>
  );
}
