import { Command } from "commander";
import { reconcile } from "@/scripts/reconcile/reconcile";
import { print, withLotse } from "./with-lotse";

export const reconcileCommand = new Command("reconcile")
  .description("Compare everything that is written down twice; fails when something does not agree.")
  .option("--repair", "make the copies follow the originals")
  .action((options: { repair?: boolean }) =>
    withLotse(async ({ database }) => {
      const repair = options.repair === true;
      const remaining = await reconcile({ ownerUrl: database.ownerUrl, repair, say: print });
      if (remaining === 0) return print("Everything agrees.");
      throw new Error(
        `${remaining} differences remain. ${repair ? "They need a look by hand." : "To mend them: npm run lotse -- reconcile --repair"}`,
      );
    }),
  );
