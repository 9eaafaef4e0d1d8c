import path from "node:path";
import { Command } from "commander";
import { writeBackup } from "@/scripts/backup/write-backup";
import { note, print, withDatabase } from "./with-lotse";

export const backupCommand = new Command("backup")
  .description("Copy everything into one file, as it is at this moment, while the server goes on working.")
  .argument("<file>", "where to; an older backup of that name is replaced once the new one is complete")
  .action((file: string) =>
    withDatabase(async ({ database, stopped }) => {
      note("Writing the backup …");
      const rows = await writeBackup({ ownerUrl: database.ownerUrl, file: path.resolve(file), stopped });
      const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
      print(`${path.resolve(file)}: ${total} rows of ${Object.keys(rows).length} tables.`);
    }),
  );
