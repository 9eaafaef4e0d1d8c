import { asSystem } from "@/lib/auth/system";
import { performImportStep } from "@/lib/imports/mutations/perform-step";

// A worker of its own, for those who kill one: node --import tsx import-process.ts <workspace> <import>.
// One line on stdout per step.

const [workspaceId = 0, importId = 0] = process.argv.slice(2).map(Number);
for (;;) {
  const outcome = await asSystem(workspaceId, (scope) => performImportStep(scope, importId), 300_000);
  console.log(outcome);
  if (outcome === "done") break;
}
process.exit();
