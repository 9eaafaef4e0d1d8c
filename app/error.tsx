"use client";

import { BugNotice } from "@/components/frame/bug-notice";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main>
      <BugNotice reference={error.digest} retry={reset} />
    </main>
  );
}
