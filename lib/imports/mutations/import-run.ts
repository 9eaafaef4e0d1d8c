import { setImmediate as nextTurn } from "node:timers/promises";
import type { PoolClient } from "pg";
import { AppError } from "@/lib/errors/app-error";
import { OccurrenceCounter } from "../rules/identity";
import { LineProblems } from "../rules/line-problems";
import type { Plan } from "../rules/plan";
import { type ByteSource, type Position, RecordReader } from "../rules/read-records";
import { isBlank } from "../rules/split-records";
import { type Batch, newBatch } from "./batch";

/** A step ends after so many lines or characters, whichever comes first. */
const stepLines = 20_000;
const stepCharacters = 4 * 1024 * 1024;
/** Enough for one step and one record more, whatever the encoding. */
const stepBytes = 4 * stepCharacters;

/** Lines read before others have their turn: some milliseconds. */
const linesPerTurn = 200;

/** Reading a step takes less than a second, others' turns aside; a file made to be slow is not waited for. */
const longestMs = 60_000;

/** What a step is made of: lines read, judged as far as they can be without the database. */
export type StepOfLines = {
  batch: Batch;
  problems: LineProblems;
  skipped: number;
  /** Where the next step begins. */
  next: Position;
  isLast: boolean;
  /** Lines so far that have no key of their own. */
  identities: number;
};

/** A stored file through the connection of the current step. */
export function storedBytes(
  client: PoolClient,
  workspaceId: number,
  fileId: number,
  size: number,
): ByteSource {
  return {
    size,
    async read(offset) {
      const { rows } = await client.query<{ start: string; bytes: Buffer }>(
        `select "offset" as start, "bytes" from file_chunk
         where "workspaceId" = $1 and "fileId" = $2 and "offset" <= $3 order by "offset" desc limit 1`,
        [workspaceId, fileId, offset],
      );
      const chunk = rows[0];
      return chunk ? chunk.bytes.subarray(offset - Number(chunk.start)) : Buffer.alloc(0);
    },
  };
}

/**
 * An import on its way through a file. It lives in memory between the steps of one process and can be made anew at
 * any checkpoint, so nothing is lost with it; what it saves is looking at lines twice, and it reads the next lines
 * while the database stores the last ones.
 */
export class ImportRun {
  private readonly reader: RecordReader;
  private readonly occurrences = new OccurrenceCounter();
  private upcoming: Promise<StepOfLines> | null = null;

  private constructor(
    readonly plan: Plan,
    source: ByteSource,
    start: Position,
    private readonly mostLines = stepLines,
  ) {
    this.reader = new RecordReader(source, plan.form, start);
  }

  /**
   * @param identities how many lines before the checkpoint had no key: their occurrences are counted again
   */
  static async at(
    plan: Plan,
    source: ByteSource,
    checkpoint: Position,
    identities: number,
    mostLines = stepLines,
  ): Promise<ImportRun> {
    if (identities === 0) return new ImportRun(plan, source, checkpoint, mostLines);
    const run = new ImportRun(plan, source, plan.form.start);
    while (run.reader.position().offset < checkpoint.offset) {
      await run.load(source);
      await run.read();
    }
    return run;
  }

  /** Loads what the next step needs. No other query of this connection may be under way. */
  async load(source: ByteSource): Promise<void> {
    this.reader.readFrom(source);
    await this.reader.load(stepBytes);
  }

  /** Begins to read the next lines; they must be loaded. */
  readAhead(): void {
    this.upcoming ??= this.read();
    // An error is for the step that takes these lines.
    this.upcoming.catch(() => {});
  }

  /** The lines of the next step. */
  take(): Promise<StepOfLines> {
    const step = this.upcoming ?? this.read();
    this.upcoming = null;
    return step;
  }

  private async read(): Promise<StepOfLines> {
    const { plan, reader } = this;
    const { width, headers } = plan.form;
    const problems = new LineProblems();
    const batch = newBatch(plan, this.occurrences);
    const started = reader.charactersRead();
    let turn = performance.now();
    let spentMs = 0;
    let skipped = 0;
    for (
      let lines = 0;
      lines < this.mostLines && reader.charactersRead() - started < stepCharacters;
      lines++
    ) {
      // Others must get their turn too, the connection of the database above all.
      if (lines % linesPerTurn === linesPerTurn - 1) {
        spentMs += performance.now() - turn;
        await nextTurn();
        turn = performance.now();
        if (spentMs > longestMs)
          throw new AppError("invalid", "importTooSlow", { values: { line: reader.line } });
      }
      const cells = reader.next();
      if (cells === null) break;
      if (isBlank(cells)) continue;
      problems.begin(reader.line);
      if (plan.skipWhen?.(cells)) skipped++;
      else if (width !== null && headers.length > 0 && cells.length > width && !isBlank(cells.slice(width))) {
        problems.add("", cells.slice(width).join(plan.form.delimiter), "importTooManyCells");
      } else batch.read(cells, reader.line, problems);
    }
    return {
      batch,
      problems,
      skipped,
      next: reader.position(),
      isLast: reader.isAtEnd(),
      identities: this.occurrences.total,
    };
  }
}
