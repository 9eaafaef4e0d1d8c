import { Command } from "commander";
import { plantDemo, printSignIns } from "../server/demo";
import { print, withLotse } from "./with-lotse";

export const migrateCommand = new Command("migrate")
  .description("Bring the database to this version; nothing happens if it is.")
  .action(() => withLotse(async () => print("The database is up to date.")));

export const seedCommand = new Command("seed")
  .description("Plant the invented demo company Wellanda in a workspace of its own.")
  .action(() =>
    withLotse(async ({ dataDir }) => {
      const signIns = await plantDemo({ wanted: "1", embedded: true, dataDir, say: print });
      if (signIns) printSignIns(signIns, print);
    }),
  );
