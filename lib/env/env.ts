import { z } from "zod";

const url = (protocols: string[], example: string) =>
  z.string().refine(
    (value) => {
      try {
        return protocols.includes(new URL(value).protocol);
      } catch {
        return false;
      }
    },
    { message: `must be an address like ${example}` },
  );

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const environment = z
  .object({
    DATABASE_URL: optional(url(["postgres:", "postgresql:"], "postgresql://user:password@host:5432/lotse")),
    DATABASE_OWNER_URL: optional(
      url(["postgres:", "postgresql:"], "postgresql://owner:password@host:5432/lotse"),
    ),
    PORT: z.preprocess(
      (value) => (value === undefined || value === "" ? "3000" : value),
      z
        .string()
        .regex(/^\d{1,5}$/, "must be a port number between 1 and 65535")
        .transform(Number)
        .refine((port) => port >= 1 && port <= 65535, "must be a port number between 1 and 65535"),
    ),
    LOTSE_DATA_DIR: z.preprocess((value) => value || ".data", z.string()),
    LOTSE_URL: optional(url(["http:", "https:"], "https://lotse.example.com")),
    LOTSE_SECRET: optional(z.string().min(32, "must have at least 32 characters")),
    LOTSE_DEMO: optional(z.enum(["0", "1"], { message: "must be 0 or 1" })),
    SMTP_URL: optional(url(["smtp:", "smtps:"], "smtp://user:password@mail.example.com:587")),
    MAIL_FROM: optional(z.string().max(320)),
    LOG_LEVEL: z.preprocess(
      (value) => value || "info",
      z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
        message: "must be one of fatal, error, warn, info, debug, trace, silent",
      }),
    ),
  })
  .superRefine((env, context) => {
    if (!env.DATABASE_URL) return;
    for (const name of ["LOTSE_URL", "LOTSE_SECRET"] as const) {
      if (!env[name]) {
        context.addIssue({ code: "custom", path: [name], message: "is required when DATABASE_URL is set" });
      }
    }
  });

export type Environment = z.infer<typeof environment>;

/** The only reader of the process's environment. Throws one error that names every mistake, a sentence each. */
export function readEnvironment(source: Record<string, string | undefined> = process.env): Environment {
  const result = environment.safeParse(source);
  if (result.success) return result.data;
  const sentences = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`);
  throw new Error(sentences.join("\n"));
}

let cached: Environment | undefined;

/** The environment of this process, read once. */
export function env(): Environment {
  cached ??= readEnvironment();
  return cached;
}
