"use client";

import { BugNotice } from "@/components/frame/bug-notice";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

/** Inside the frame, so that the way on is still there. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return <BugNotice reference={error.digest} retry={reset} />;
}
