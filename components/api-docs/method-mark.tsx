const tones: Record<string, string> = {
  GET: "bg-accent-soft text-accent-text",
  POST: "bg-good-soft text-good-text",
  PATCH: "bg-caution-soft text-caution-text",
  DELETE: "bg-bad-soft text-bad-text",
};

export function MethodMark({ method }: { method: string }) {
  return (
    <span
      className={`inline-block rounded-sm px-1.5 py-px font-mono text-xs font-medium ${tones[method] ?? "bg-default"}`}
    >
      {method}
    </span>
  );
}
