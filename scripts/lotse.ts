import { Command } from "commander";
import { apiKeyCommand } from "./commands/api-key";
import { backupCommand } from "./commands/backup";
import { importCommand } from "./commands/import";
import { migrateCommand, seedCommand } from "./commands/operate";
import { reconcileCommand } from "./commands/reconcile";
import { restoreCommand } from "./commands/restore";
import { userCommand } from "./commands/user";
import { workspaceCommand } from "./commands/workspace";

const program = new Command("lotse")
  .description("The operator's command line. It works whether the server is up or down.")
  .showHelpAfterError()
  .addCommand(workspaceCommand)
  .addCommand(userCommand)
  .addCommand(apiKeyCommand)
  .addCommand(migrateCommand)
  .addCommand(seedCommand)
  .addCommand(importCommand)
  .addCommand(backupCommand)
  .addCommand(restoreCommand)
  .addCommand(reconcileCommand);

try {
  await program.parseAsync(process.argv.slice(2), { from: "user" });
  process.exit(process.exitCode ?? 0);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
