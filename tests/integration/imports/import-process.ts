import { admit } from "@/lib/auth/admission";
import { withScope } from "@/lib/auth/scope";
import { performImportStep } from "@/lib/imports/mutations/perform-step";

// A worker of its own, for the test that kills one: node --import tsx import-process.ts <workspace> <import>.
// One line on stdout per step.

const [workspaceId = 0, importId = 0] = process.argv.slice(2).map(Number);
for (;;) {
  const outcome = await withScope(
    await admit({ kind: "job", workspaceId }),
    (scope) => performImportStep(scope, importId),
    300_000,
  );
  console.log(outcome);
  if (outcome === "done") break;
}
process.exit();
