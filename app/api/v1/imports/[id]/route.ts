import { defineRoute } from "@/lib/doors/define-route";
import { getImport } from "@/lib/imports/queries/get-import";
import { importIdInput, importOut } from "@/lib/imports/schema/requests";

export const GET = defineRoute({
  path: "/imports/{id}",
  summary: "Read how far an import is",
  can: "imports:read",
  input: importIdInput,
  output: importOut,
  run: getImport,
});
