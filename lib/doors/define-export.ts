import type { z } from "zod";
import type { Visitor } from "@/lib/auth/admission";
import { type Scope, withScope } from "@/lib/auth/scope";
import { AppError } from "@/lib/errors/app-error";
import { localDay } from "@/lib/period/local-day";
import { mediaTypes, type SheetFormat, sheetFormats } from "@/lib/sheets/sheet";
import { writeCsv } from "@/lib/sheets/write-csv";
import { writeXlsx } from "@/lib/sheets/write-xlsx";
import { refusal } from "./answer";
import { type RouteFacts, requestIdOf } from "./define-route";
import { type ListExport, sheetOf } from "./list-export";
import { type Door, localeOf, parseInput, passDoor } from "./open-door";
import { isFrameworkSignal, reportBug } from "./report-bug";
import { searchValues } from "./route-values";
import { currentLocale, sessionVisitor } from "./visitor";

type ExportSpec<Schema extends z.ZodType, Row> = Pick<Door<Schema, unknown>, "can" | "input"> &
  ListExport<z.output<Schema>, Row>;

/** A connection is busy as long as an export runs: so many at once, so long, and nobody is waited for longer than that. */
const most = { atOnce: 4, milliseconds: 60 * 60_000, waiting: 60_000 };
let running = 0;

/**
 * A list as a file, behind the list's own door: `GET …/export?format=csv` or `xlsx`, with the filter of the list in the
 * address. Rows go from a cursor into the answer as fast as the reader takes them; whatever their number, a few
 * thousand are in memory. What goes wrong after the first byte breaks the download off: a file is whole or none.
 */
export function defineExport<Schema extends z.ZodType, Row>(spec: ExportSpec<Schema, Row>) {
  async function handle(request: Request, { params }: { params: Promise<Record<string, string>> }) {
    try {
      const { workspace = "", ...inPath } = await params;
      return await openExport(spec, await sessionVisitor(workspace), request, inPath);
    } catch (error) {
      if (isFrameworkSignal(error)) throw error;
      return refusal(error, whereOf(request), requestIdOf(request), await currentLocale());
    }
  }
  const door: Door<Schema, string> = {
    can: spec.can,
    input: spec.input,
    run: async (scope, input) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of writeCsv(sheetOf(spec, scope, input))) pieces.push(piece);
      return Buffer.concat(pieces).toString();
    },
  };
  const facts: RouteFacts = { kind: "route", can: spec.can, input: spec.input };
  return Object.assign(handle, { facts, door });
}

const whereOf = (request: Request): string => `${request.method} ${new URL(request.url).pathname}`;

function formatOf(wanted: unknown): SheetFormat {
  const format = sheetFormats.find((one) => one === (wanted ?? "csv"));
  if (!format) throw new AppError("malformed", "exportFormat", { fields: { format: "exportFormat" } });
  return format;
}

/** @throws AppError before the first byte; what fails later breaks the answer off */
export async function openExport<Schema extends z.ZodType, Row>(
  spec: ExportSpec<Schema, Row>,
  visitor: Visitor,
  request: Request,
  inPath: Record<string, string> = {},
): Promise<Response> {
  const admission = await passDoor(spec.can, visitor);
  const { format: asked, ...search } = searchValues(request);
  const format = formatOf(asked);
  const input = parseInput(spec.input, { ...search, ...inPath }, localeOf(admission), "malformed");
  if (running >= most.atOnce) throw new AppError("unavailable", "exportsBusy", { retryAfterSeconds: 10 });
  running++;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  writer.closed.catch(() => {});
  await new Promise<void>((hasBegun, refuse) => {
    const write = format === "csv" ? writeCsv : writeXlsx;
    const send = async (scope: Scope) => {
      for await (const piece of write(sheetOf(spec, scope, input))) {
        hasBegun();
        await taken(writer.write(piece));
      }
    };
    withScope(admission, send, most.milliseconds)
      .then(() => taken(writer.close()))
      .catch((error: unknown) => {
        refuse(error);
        breakOff(writer, error, request);
      })
      .finally(() => {
        running--;
      });
  });
  const day = localDay(new Date(), admission.timeZone);
  return new Response(readable, {
    headers: {
      "Content-Type": mediaTypes[format],
      "Content-Disposition": `attachment; filename="${admission.slug}-${spec.name}-${day}.${format}"`,
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
    },
  });
}

/** The reader has left, or takes nothing any more. */
class NobodyReads extends Error {}

/** Waits until the reader has taken a piece. */
async function taken(piece: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NobodyReads()), most.waiting);
  });
  try {
    await Promise.race([piece, tooLate]);
  } catch (error) {
    throw new NobodyReads("Nobody reads this export any more.", { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

function breakOff(writer: WritableStreamDefaultWriter, error: unknown, request: Request): void {
  const isExpected = error instanceof NobodyReads || error instanceof AppError;
  if (!isExpected) reportBug(error, whereOf(request), requestIdOf(request));
  writer.abort(error).catch(() => {});
}
