import { Command } from "commander";
import { createWorkspace } from "@/lib/workspaces/mutations";
import { createWorkspaceInput } from "@/lib/workspaces/schema";
import { checked, print, withLotse } from "./with-lotse";

export const workspaceCommand = new Command("workspace").description("Workspaces: one company each.");

workspaceCommand
  .command("create")
  .description("Create an empty workspace.")
  .argument("<slug>", "its address: 2 to 40 of a-z, 0-9 and -; never given away again")
  .option("--name <name>", "shown name (default: the slug)")
  .option("--time-zone <zone>", "decides what a day is", "Europe/Berlin")
  .option("--currency <code>", "ISO 4217; fixed once there are orders", "EUR")
  .option("--locale <locale>", "language of its names: de or en", "de")
  .action(
    async (slug: string, options: { name?: string; timeZone: string; currency: string; locale: string }) => {
      const input = { slug, ...options, name: options.name ?? slug };
      await withLotse(async ({ address }) => {
        await createWorkspace(checked(createWorkspaceInput, input));
        print(`Workspace "${slug}" created: ${address}/w/${slug}`);
      });
    },
  );
