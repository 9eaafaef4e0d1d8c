import path from "node:path";
import { Command } from "commander";
import { readBackupFile } from "@/scripts/backup/backup-file";
import { restoreBackup } from "@/scripts/backup/restore-backup";
import { eraseAgain } from "@/scripts/backup/returned-people";
import { claimServer } from "@/scripts/postgres/claim";
import { note, print, withDatabase } from "./with-lotse";

export const restoreCommand = new Command("restore")
  .description(
    "Put the database into the state of a backup. Nothing changes unless all of it can be restored.",
  )
  .argument("<file>", "written by the command backup, of this version or an older one")
  .option("--replace", "delete what the database holds")
  .option("--yes", "confirm that it is to be deleted")
  .action(async (name: string, options: { replace?: boolean; yes?: boolean }) => {
    const file = path.resolve(name);
    note("Checking the backup …");
    const contents = await readBackupFile(file);
    await withDatabase(async ({ database, dataDir }) => {
      // As a server would, so that none is running and none starts meanwhile.
      const claim = await claimServer({ url: database.claimUrl, dataDir });
      try {
        note("Restoring …");
        const replace = options.replace === true && options.yes === true;
        const { ownerUrl, appUrl } = database;
        const { jobs, returned } = await restoreBackup({
          ...{ ownerUrl, appUrl, file, contents, replace },
          say: note,
        });
        const rows = Object.values(contents.rows).reduce((sum, count) => sum + count, 0);
        print(`Restored ${rows} rows as of ${contents.header.madeAt}. Everybody signs in anew.`);
        if (jobs > 0)
          print(`${jobs} unfinished ${jobs === 1 ? "job goes" : "jobs go"} on with the next start.`);
        if (returned.length > 0) {
          await eraseAgain(returned);
          print(`Erased again, as they had been since the backup was made: ${returned.length} people.`);
        }
      } finally {
        await claim.leave();
      }
    });
  });
