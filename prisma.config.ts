import { defineConfig } from "prisma/config";

// Prisma's command line insists on a schema engine binary that it would download. Generating the client does not
// use it; it only checks that the file exists.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
});
