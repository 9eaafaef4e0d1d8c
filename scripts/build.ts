import { buildIfNeeded } from "./server/build";

// `npm start` does this too; on its own it is for images, which are built where no database is.
try {
  await buildIfNeeded((line) => void process.stdout.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}
