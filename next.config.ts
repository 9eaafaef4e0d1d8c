import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/doors/request-language.ts");

const config: NextConfig = {
  distDir: process.env.LOTSE_BUILD_DIR || ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  typescript: { ignoreBuildErrors: process.env.LOTSE_SKIP_TYPES === "1" },
  serverExternalPackages: [
    "@node-rs/argon2",
    "pg",
    "pino",
    "graphile-worker",
    "pg-copy-streams",
    "nodemailer",
  ],
  experimental: {
    // forbidden() gives a refused page its own status, 403.
    authInterrupts: true,
    serverActions: {
      bodySizeLimit: "1mb",
      allowedOrigins: process.env.LOTSE_URL ? [new URL(process.env.LOTSE_URL).host] : undefined,
    },
  },
};

export default withNextIntl(config);
