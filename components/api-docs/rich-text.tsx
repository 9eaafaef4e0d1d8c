/** A sentence in which `backticks` mark what a program reads. */
export function RichText({ children }: { children: string }) {
  return children.split("`").map((part, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never change their places
      <code key={i} className="rounded-sm bg-default px-1 py-px font-mono text-[0.85em] break-words">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
