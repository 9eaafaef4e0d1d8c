import { measureHistories } from "./measure-histories";
import { measureImport } from "./measure-import";
import { measureIngest } from "./measure-ingest";
import { measureKills } from "./measure-kills";
import { measureCustomers, measureMetrics } from "./measure-metrics";
import { measureMaps, measurePages } from "./measure-pages";
import { measureSegments } from "./measure-segments";
import { countMonths, measureTallies } from "./measure-tallies";
import { type Options, type Part, readOptions } from "./options";
import { plantFeedback, planting, plantOrders, plantPlaces, segments, touchpoints } from "./plant";
import { count, DifferentResults, printTable, progress } from "./report";
import { onStage, type Stage } from "./stage";

/**
 * `npm run bench`: everything that PERFORMANCE promises, measured beside its opponents in one run on one server, with equal
 * results on both sides. Times are printed and never judged; the exit code is 1 only if results differ.
 */
export async function runBench(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  if (typeof options === "string") {
    process.stderr.write(`${options}\n`);
    process.exit(2);
  }
  try {
    await onStage((stage) => perform(stage, options));
  } catch (error) {
    if (!(error instanceof DifferentResults)) throw error;
    progress(`DIFFERENT RESULTS: ${error.message}`);
    process.exit(1);
  }
  process.exit(0);
}

async function perform(stage: Stage, { size, small, seconds, parts }: Options): Promise<void> {
  const does = (part: Part) => parts.includes(part);
  const sides: [string, string] = ["ours", "opponent"];
  if (does("import")) printTable("Import", sides, await measureImport(stage, size));
  if (does("kills")) printTable("Kills", ["with kills", "without"], await measureKills(stage, size));
  if (does("ingest")) printTable("Ingest", sides, await measureIngest(stage, seconds));
  if (worldParts.some(does)) {
    const many = await plantWorld(stage, "many", size);
    const few =
      does("metrics") || does("maps") || does("pages") ? await plantWorld(stage, "few", small) : many;
    if (does("metrics")) {
      printTable(
        `The one reader of scores, ${count(size)} answers, against a plain GROUP BY`,
        sides,
        await measureTallies(stage, few, many),
      );
      printTable(
        `Scores, ${count(size)} answers, against a plain GROUP BY`,
        sides,
        await measureMetrics(stage, many),
      );
    }
    if (does("customers"))
      printTable(
        `Customers, ${count(size)} orders, against a query for this figure alone`,
        sides,
        await measureCustomers(stage, many),
      );
    if (does("segments"))
      printTable(
        `Who a rule means, ${count(customersOf(size))} customers, against a query for this rule alone`,
        sides,
        await measureSegments(stage, many),
      );
    if (does("maps") || does("pages")) {
      const sizes: [string, string] = [`at ${count(size)}`, `at ${count(small)}`];
      if (does("maps"))
        printTable(
          `${touchpoints} touchpoints × ${segments} segments: time inside load`,
          sizes,
          await measureMaps(few, many),
        );
      if (does("pages")) printTable("Pages: time inside load", sizes, await measurePages(few, many));
    }
  }
  if (does("histories")) {
    const buyers = await stage.foundWorkspace("buyers");
    progress(`Planting ${count(2 * size)} orders of ${count(size)} customers …`);
    await planting(stage, () => plantOrders(stage, buyers, { orders: 2 * size, customers: size }));
    printTable("Model of buying", sides, await measureHistories(stage, buyers));
  }
}

/** What is asked of a company with many records. */
const worldParts: readonly Part[] = ["metrics", "customers", "segments", "maps", "pages"];

const customersOf = (size: number): number => Math.ceil(size * 0.3);

/** A company with so many records, and three customers for ten of them. */
async function plantWorld(stage: Stage, slug: string, size: number): Promise<number> {
  const workspaceId = await stage.foundWorkspace(slug);
  const customers = customersOf(size);
  progress(`Planting ${count(size)} feedback records and as many orders …`);
  await planting(stage, async () => {
    await plantPlaces(stage, workspaceId, customers);
    await plantFeedback(stage, workspaceId, size);
    await plantOrders(stage, workspaceId, { orders: size, customers });
    await countMonths(workspaceId);
  });
  return workspaceId;
}
