import readline from "node:readline";
import { claimServer } from "@/scripts/postgres/claim";
import { openCluster } from "@/scripts/postgres/cluster";
import { migrate } from "@/scripts/postgres/migrate";

// A Lotse process of its own, for tests that kill one: node --import tsx cluster-holder.ts <data directory> [<state folder>].
// Commands on stdin, one answer per line on stdout.

const [dataDir = "", stateFolder] = process.argv.slice(2);
const answer = (kind: string, value: unknown = null) => console.log(JSON.stringify({ kind, value }));
const say = (line: string) => answer("said", line);

try {
  const cluster = await openCluster({ dataDir, say, throwaway: true, stateFolder });
  answer("open", cluster.port);
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [command, ...words] = line.split(" ");
    if (command === "leave") break;
    if (command === "claim") await claimServer({ url: cluster.ownerUrl("postgres"), dataDir });
    if (command === "migrate") {
      await migrate({ ownerUrl: cluster.ownerUrl(words[0] ?? ""), folder: words[1], say });
    }
    answer("done", command);
  }
  await cluster.leave();
  answer("left");
} catch (error) {
  answer("failed", error instanceof Error ? error.message : String(error));
}
process.exit();
