import { Command } from "commander";
import { createApiKey } from "@/lib/api-keys/mutations";
import { createApiKeyInput } from "@/lib/api-keys/schema";
import { roles } from "@/lib/auth/roles";
import { asSystem } from "@/lib/auth/system";
import { checked, print, requireWorkspace, withLotse } from "./with-lotse";

export const apiKeyCommand = new Command("api-key").description("Keys of the REST API.");

apiKeyCommand
  .command("create")
  .description("Create a key; it is the last line printed and is never shown again.")
  .requiredOption("--workspace <slug>")
  .requiredOption("--role <role>", roles.join(", "))
  .option("--name <name>", "what the key is for", "command line")
  .action(async (options: { workspace: string; role: string; name: string }) => {
    await withLotse(async () => {
      const input = checked(createApiKeyInput, options);
      const workspaceId = await requireWorkspace(options.workspace);
      const { key } = await asSystem(workspaceId, (scope) => createApiKey(scope, input));
      print(key);
    });
  });
