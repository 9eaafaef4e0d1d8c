import { runBuild } from "@/scripts/server/build";
import { serve } from "@/scripts/server/serve";

// `npm start` with everything that is real except Next.js, whose build would take a minute.

await serve({
  web: "tests/support/small-web.ts",
  build: async (say, stopped) => {
    if (process.env.LOTSE_TEST_BUILD !== "endless") return;
    say("Building without end …");
    await runBuild("tests/support/endless-build.mjs", stopped);
  },
});
