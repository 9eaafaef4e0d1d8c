import { forbidden, notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import type { z } from "zod";
import { may, type Permission } from "@/lib/auth/roles";
import type { Admission } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import type { Locale } from "@/lib/language/locale";
import { sentenceOf, translator } from "@/lib/language/translator";
import { AddressProblem } from "./address-problem";
import { type Door, type DoorFacts, localeOf, openDoor } from "./open-door";
import { isDatabaseAway, isFrameworkSignal, reportBug } from "./report-bug";
import { currentLocale, currentRequest, sessionVisitor } from "./visitor";

/** What a view may know besides its data; no database handle ever gets here. */
export type PageContext = {
  workspace: string;
  workspaceName: string;
  role: Admission["role"];
  locale: Locale;
  timeZone: string;
  currency: string;
  can: (permission: Permission) => boolean;
};

type Search = Record<string, string | string[] | undefined>;
type PageProps = { params: Promise<Record<string, string>>; searchParams: Promise<Search> };

type PageSpec<Schema extends z.ZodType, Data> = {
  can: Permission;
  input: Schema;
  load: Door<Schema, Data>["run"];
  view: (props: { data: Data; input: z.output<Schema>; page: PageContext }) => ReactNode | Promise<ReactNode>;
};

/**
 * A page behind the door: one short transaction loads plain data and is committed before anything is drawn. The input
 * is what stands in the address.
 */
export function definePage<Schema extends z.ZodType, Data>(spec: PageSpec<Schema, Data>) {
  const door: Door<Schema, Data> = { can: spec.can, input: spec.input, run: spec.load };

  async function page({ params, searchParams }: PageProps) {
    const [{ workspace = "", ...rest }, search] = await Promise.all([params, searchParams]);
    const opened = await open(door, workspace, { ...search, ...rest }, search);
    if ("problem" in opened) {
      const t = translator(await currentLocale());
      return (
        <AddressProblem sentence={opened.problem} back={t("errors.resetAddress")} product={t("app.name")} />
      );
    }
    const { result, admission, input } = opened;
    return spec.view({ data: result, input, page: pageContext(admission) });
  }

  const facts: DoorFacts = { kind: "page", can: spec.can, input: spec.input };
  return Object.assign(page, { facts, door });
}

export function pageContext(admission: Admission): PageContext {
  return {
    workspace: admission.slug,
    workspaceName: admission.workspaceName,
    role: admission.role,
    locale: localeOf(admission),
    timeZone: admission.timeZone,
    currency: admission.currency,
    can: (permission) => may(admission.role, permission),
  };
}

async function open<Schema extends z.ZodType, Data>(
  door: Door<Schema, Data>,
  workspace: string,
  raw: unknown,
  search: Search,
) {
  const visitor = await sessionVisitor(workspace);
  try {
    return await openDoor(door, visitor, () => raw, "malformed");
  } catch (error) {
    if (isFrameworkSignal(error)) throw error;
    if (error instanceof AppError) return refuse(error, workspace, search);
    if (isDatabaseAway(error)) return { problem: sentenceOf(new AppError("unavailable"), "en").message };
    const { requestId } = await currentRequest();
    const reference = reportBug(error, `page ${workspace}`, requestId);
    throw new Error(`reference ${reference}`, { cause: error });
  }
}

async function refuse(error: AppError, workspace: string, search: Search): Promise<{ problem: string }> {
  if (error.code === "unauthenticated") {
    const query = new URLSearchParams(
      Object.entries(search).flatMap(([key, value]) => [value ?? []].flat().map((one) => [key, one])),
    ).toString();
    redirect(`/sign-in?next=${encodeURIComponent(`/w/${workspace}${query ? `?${query}` : ""}`)}`);
  }
  if (error.code === "notFound") notFound();
  if (error.code === "forbidden") forbidden();
  const { message, fields } = sentenceOf(error, await currentLocale());
  return { problem: [...new Set([message, ...Object.values(fields ?? {})])].join(" ") };
}
