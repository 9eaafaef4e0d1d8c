import { AppError, type FieldErrors } from "@/lib/errors/app-error";

/** A refusal that names its fields, each with its reason. */
export const refuse = (fields: FieldErrors): AppError => new AppError("invalid", undefined, { fields });

/** What a new row cannot do without. Null when all of it is there. */
export function missing(said: Record<string, unknown>): AppError | null {
  const absent = Object.entries(said).filter(([, value]) => value === undefined || value === null);
  return absent.length === 0 ? null : refuse(Object.fromEntries(absent.map(([name]) => [name, "fillIn"])));
}

/** Looks names up and keeps what is unknown; one of it for every item. */
export class Lookup {
  readonly #unknown: FieldErrors = {};

  /** Undefined where nothing was said, null where null was. */
  find<T>(
    known: ReadonlyMap<string, T>,
    name: string | null | undefined,
    field: string,
    reason: string,
  ): T | null | undefined {
    if (name === undefined || name === null) return name;
    const found = known.get(name);
    if (found === undefined) this.#unknown[field] = reason;
    return found ?? null;
  }

  refuse(field: string, reason: string): void {
    this.#unknown[field] ??= reason;
  }

  refusal(): AppError | null {
    return Object.keys(this.#unknown).length === 0 ? null : refuse(this.#unknown);
  }
}

/** Said, or else what is there. */
export const saidOr = <T>(said: T | undefined, before: T): T => (said === undefined ? before : said);
