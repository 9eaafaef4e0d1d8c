import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { z } from "zod";
import type { Scope } from "@/lib/auth/scope";
import { countTry } from "@/lib/auth/throttle";
import { AppError } from "@/lib/errors/app-error";
import { sentenceOf } from "@/lib/language/translator";
import { type PageContext, pageContext } from "./define-page";
import { type Door, openDoor } from "./open-door";
import { isDatabaseAway, isFrameworkSignal, reportBug } from "./report-bug";
import { currentLocale, currentRequest } from "./visitor";

const nothing = z.object({});
type Nothing = typeof nothing;

type SharePageSpec<Data> = {
  load: (scope: Scope) => Promise<Data>;
  view: (props: { data: Data; page: PageContext }) => ReactNode | Promise<ReactNode>;
  /** A sentence in place of the page. */
  problem: (props: { sentence: string }) => ReactNode | Promise<ReactNode>;
};

/**
 * A page for whoever holds a link. The token is all that is read: what is shown was decided when the link was made, so
 * nothing else in the address has a meaning. It is throttled, and every wrong, ended or revoked link is not found.
 */
export function defineSharePage<Data>({ load, view, problem }: SharePageSpec<Data>) {
  const door: Door<Nothing, Data> = { can: "sharedView:read", input: nothing, run: (scope) => load(scope) };

  return async function page({ params }: { params: Promise<{ token: string }> }) {
    const { token } = await params;
    const opened = await open(door, token);
    if ("sentence" in opened) return problem({ sentence: opened.sentence });
    return view({ data: opened.result, page: pageContext(opened.admission) });
  };
}

async function open<Data>(door: Door<Nothing, Data>, token: string) {
  const locale = await currentLocale();
  const { address, requestId } = await currentRequest();
  try {
    await countTry("sharePerAddress", address);
    return await openDoor(door, { kind: "share", token: token.slice(0, 200), locale }, () => ({}));
  } catch (error) {
    if (isFrameworkSignal(error)) throw error;
    if (error instanceof AppError && ["notFound", "unauthenticated", "forbidden"].includes(error.code))
      notFound();
    if (error instanceof AppError) {
      const isOutdated = error.code === "invalid" || error.code === "malformed";
      return {
        sentence: sentenceOf(isOutdated ? new AppError("invalid", "viewOutdated") : error, locale).message,
      };
    }
    if (isDatabaseAway(error)) return { sentence: sentenceOf(new AppError("unavailable"), locale).message };
    const reference = reportBug(error, "share page", requestId);
    throw new Error(`reference ${reference}`, { cause: error });
  }
}
