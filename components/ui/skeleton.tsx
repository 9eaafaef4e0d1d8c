const bar = "animate-pulse rounded-sm bg-default motion-reduce:animate-none";

/** Content that is on its way, in its own shape; screen readers hear one sentence instead. */
export function Skeleton({
  shape,
  label,
  count = 4,
}: {
  shape: "text" | "tiles" | "table" | "chart";
  label: string;
  count?: number;
}) {
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      <div aria-hidden="true">{shapes[shape](count)}</div>
    </div>
  );
}

const each = (count: number) => Array.from({ length: count }, (_, index) => index);

const shapes = {
  text: (count: number) => (
    <div className="flex flex-col gap-2">
      {each(count).map((index) => (
        <div key={index} className={`${bar} h-4 ${index === count - 1 ? "w-2/3" : "w-full"}`} />
      ))}
    </div>
  ),
  tiles: (count: number) => (
    <div className="grid gap-x-8 gap-y-6 sm:grid-cols-2 xl:grid-cols-4">
      {each(count).map((index) => (
        <div key={index} className="flex flex-col gap-3 py-4">
          <div className={`${bar} h-4 w-32`} />
          <div className={`${bar} h-8 w-20`} />
          <div className={`${bar} h-4 w-40`} />
        </div>
      ))}
    </div>
  ),
  table: (count: number) => (
    <div>
      {each(count).map((index) => (
        <div key={index} className="flex h-10 items-center gap-6 border-b border-separator">
          <div className={`${bar} h-4 flex-1`} />
          <div className={`${bar} hidden h-4 w-32 sm:block`} />
          <div className={`${bar} h-4 w-16`} />
        </div>
      ))}
    </div>
  ),
  chart: () => <div className={`${bar} h-64 w-full`} />,
};
