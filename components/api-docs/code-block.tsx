/** Code that may be wider than the page: it scrolls by itself, with the keyboard too. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 text-xs text-muted">{label}</figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto rounded-md border border-separator bg-surface-secondary p-3 font-mono text-xs/5"
      >
        <code>{code}</code>
      </pre>
    </figure>
  );
}
