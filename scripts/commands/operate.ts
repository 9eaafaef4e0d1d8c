import { Command } from "commander";
import { plantDemo, printSignIns } from "../server/demo";
import { note, print, withLotse } from "./with-lotse";

export const migrateCommand = new Command("migrate")
  .description("Bring the database to this version; nothing happens if it is.")
  .action(() => withLotse(async () => print("The database is up to date.")));

export const seedCommand = new Command("seed")
  .description(
    "Plant the invented demo company Wellanda anew, as it is today; what was changed in it is lost.",
  )
  .option("--demo", "the demo company; there is nothing else to plant")
  .action(() =>
    withLotse(async ({ dataDir }) => {
      const signIns = await plantDemo({ wanted: "1", embedded: true, dataDir, say: note, anew: true });
      if (signIns) printSignIns(signIns, print);
    }),
  );
