import { defineRoute } from "@/lib/doors/define-route";
import { undoImport } from "@/lib/imports/mutations/undo-import";
import { importIdInput } from "@/lib/imports/schema/requests";

export const POST = defineRoute({
  can: "imports:write",
  input: importIdInput,
  run: undoImport,
  // A million rows are taken back in one piece.
  timeoutMs: 300_000,
});
