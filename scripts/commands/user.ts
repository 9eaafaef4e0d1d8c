import { text } from "node:stream/consumers";
import { Command } from "commander";
import { z } from "zod";
import { addMember, beginPasswordReset, createUser, findUserIdByEmail } from "@/lib/auth/people";
import { roles } from "@/lib/auth/roles";
import { emailInput, passwordInput } from "@/lib/workspaces/schema";
import { checked, print, requireWorkspace, withLotse } from "./with-lotse";

export const userCommand = new Command("user").description("People who sign in.");

const createInput = z.object({
  email: emailInput,
  role: z.enum(roles),
  password: passwordInput.nullable(),
  name: z.string().trim().min(1).max(120),
});

userCommand
  .command("create")
  .description("Create a person and make them a member; an existing person only becomes a member.")
  .argument("<email>")
  .requiredOption("--workspace <slug>")
  .requiredOption("--role <role>", roles.join(", "))
  .option("--name <name>", "shown name (default: the part before @)")
  .option("--password-stdin", "read the password from standard input; without it a reset link is printed")
  .action(
    async (
      email: string,
      options: { workspace: string; role: string; name?: string; passwordStdin?: boolean },
    ) => {
      const password = options.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, "") : null;
      const name = options.name ?? email.split("@")[0];
      await withLotse(async ({ address }) => {
        const input = checked(createInput, { email, role: options.role, password, name });
        const workspaceId = await requireWorkspace(options.workspace);
        const existing = await findUserIdByEmail(input.email);
        const userId = existing ?? (await createUser(input));
        await addMember(workspaceId, userId, input.role);
        print(`${input.email} is ${input.role} of "${options.workspace}".`);
        if (existing !== null && password !== null)
          print("The person existed already; their password was not changed.");
        if (existing === null && password === null) await printResetLink(input.email, address);
      });
    },
  );

userCommand
  .command("reset-link")
  .description("Print a link with which a person sets a new password (once, within 24 hours).")
  .argument("<email>")
  .action(async (email: string) => {
    await withLotse(async ({ address }) => printResetLink(checked(emailInput, email), address));
  });

async function printResetLink(email: string, address: string): Promise<void> {
  const reset = await beginPasswordReset(email, 24);
  if (!reset) throw new Error(`There is nobody with the e-mail address ${email}.`);
  print(`${address}/reset-password/${reset.token}`);
}
