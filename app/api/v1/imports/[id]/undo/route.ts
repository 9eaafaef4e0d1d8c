import { defineRoute } from "@/lib/doors/define-route";
import { undoImport } from "@/lib/imports/mutations/undo-import";
import { importIdInput, importOut } from "@/lib/imports/schema/requests";

export const POST = defineRoute({
  path: "/imports/{id}/undo",
  summary: "Take an import back",
  description: "As a whole, and only as long as nothing else builds on what it brought.",
  can: "imports:write",
  input: importIdInput,
  output: importOut,
  run: undoImport,
  // A million rows are taken back in one piece.
  timeoutMs: 300_000,
});
