import type { MapColumnView } from "./prepare-map";

/** The name of a lane, at its left end; on a phone each cell says it. */
export function LaneLabel({ label }: { label: string }) {
  return (
    <div className="sticky left-0 z-10 hidden bg-surface pe-3 pt-2.5 text-xs/4 font-medium text-muted lg:block">
      <p className="hyphens-auto">{label}</p>
    </div>
  );
}

/** Main phases over their sub-phases. */
export function MapHead({ columns }: { columns: MapColumnView[] }) {
  const runs: { name: string; span: number }[] = [];
  for (const { parent, name } of columns) {
    const last = runs.at(-1);
    if (last && last.name === (parent ?? name)) last.span++;
    else runs.push({ name: parent ?? name, span: 1 });
  }
  return (
    <>
      <LaneLabel label="" />
      {runs.map(({ name, span }) => (
        <div
          key={name}
          className="hidden border-b-2 border-series-1 px-1.5 pb-1 lg:block"
          style={{ gridColumn: `span ${span}` }}
        >
          <p className="eyebrow truncate">{name}</p>
        </div>
      ))}
      <LaneLabel label="" />
      {columns.map(({ key, name, parent }) => (
        <div
          key={key}
          className="snap-start border-b border-separator px-1.5 pt-2 pb-1.5 lg:border-s lg:border-s-separator lg:first:border-s-0"
        >
          <p className="eyebrow lg:hidden">{parent}</p>
          <h2 className="font-semibold text-pretty hyphens-auto">{name}</h2>
        </div>
      ))}
    </>
  );
}
