import { CircleCheck } from "lucide-react";

/** What has just been done, above what comes next. */
export function Notice({ children }: { children: string }) {
  return (
    <p role="status" className="mb-5 flex gap-2 rounded-md bg-default px-3 py-2">
      <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-good-text" />
      {children}
    </p>
  );
}
