import { runStages } from "./testing/stages";

await runStages(process.argv.slice(2));
