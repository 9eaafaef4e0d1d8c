import { setTimeout as sleep } from "node:timers/promises";
import { endWhenTold, report } from "@/scripts/server/child";
import { type HttpServer, listen } from "@/scripts/server/http";

// Stands in for the web process where starting and ending is the matter and not what is answered.

let server: HttpServer | undefined;
endWhenTold(async () => server?.end());

try {
  if (process.env.LOTSE_TEST_WEB === "late") await sleep(60_000);
  if (process.env.LOTSE_TEST_WEB === "dying") throw new Error("This web process never comes up.");
  server = await listen(Number(process.env.PORT), async (request, response) => {
    if (request.url === "/crash") process.exit(7);
    if (request.url === "/slow") await sleep(1_500);
    response.end(String(process.pid));
  });
  await report({ ready: true });
  if (process.env.LOTSE_TEST_WEB === "short-lived") setTimeout(() => process.exit(7), 100);
} catch (error) {
  await report({ failed: (error as Error).message });
  process.exit(1);
}
