import { Prisma } from "@/lib/db/generated/client";

/** Where facts about customers lie: `from` with its conditions, and the column that holds the customer. */
export type FactSource = { name: string; from: Prisma.Sql; where: Prisma.Sql; customer: Prisma.Sql };

/** A column of `own`, and what it is of a customer `c`. */
export type OwnColumn = { name: Prisma.Sql; value: Prisma.Sql };

/** An aggregate; a list stands for the first of its entries. */
type Aggregate = { sql: Prisma.Sql; isList: boolean; filter: Prisma.Sql | null };
type Table = { alias: string; source: FactSource; aggregates: Map<string, Aggregate> };

/**
 * The facts that rules ask about, added up by customer: each source is read once, however many conditions look at it,
 * and joined to the customers by a hash. Nothing is looked up per customer.
 */
export class FactTables {
  readonly #tables = new Map<string, Table>();
  readonly #own: (OwnColumn & { key: string })[] = [];

  /**
   * What the customer's own row says, under the alias `own`: taken out of it once for each customer, however many
   * conditions look at it.
   */
  own(value: Prisma.Sql): Prisma.Sql {
    const key = textOf(value);
    const known = this.#own.find((one) => one.key === key);
    if (known) return Prisma.sql`own.${known.name}`;
    const name = Prisma.raw(`o${this.#own.length}`);
    this.#own.push({ key, name, value });
    return Prisma.sql`own.${name}`;
  }

  /** The columns of `own` where nothing else is asked about: equal ones need to be asked only once. Null elsewhere. */
  ownOnly(): OwnColumn[] | null {
    return this.#tables.size === 0 ? this.#own : null;
  }

  /**
   * A column of what is added up; null for customers without such facts.
   * @param filter which of the facts; null: all
   * @param isList the aggregate is an array, of which the first entry is meant
   */
  column(source: FactSource, aggregate: Prisma.Sql, filter: Prisma.Sql | null, isList = false): Prisma.Sql {
    const table = this.#tables.get(source.name) ?? {
      alias: `f${this.#tables.size}`,
      source,
      aggregates: new Map<string, Aggregate>(),
    };
    this.#tables.set(source.name, table);
    const key = textOf(aggregate) + textOf(filter);
    if (!table.aggregates.has(key)) table.aggregates.set(key, { sql: aggregate, isList, filter });
    return Prisma.raw(`${table.alias}.a${[...table.aggregates.keys()].indexOf(key)}`);
  }

  joins(): Prisma.Sql {
    const values = this.#own.map(({ name, value }) => Prisma.sql`${value} as ${name}`);
    // `offset 0` keeps PostgreSQL from taking it out anew for every condition.
    const own =
      values.length > 0
        ? [Prisma.sql`cross join lateral (select ${Prisma.join(values, ", ")} offset 0) own`]
        : [];
    const joins = [...own, ...[...this.#tables.values()].map(joined)];
    return joins.length > 0 ? Prisma.join(joins, " ") : Prisma.empty;
  }
}

const textOf = (sql: Prisma.Sql | null): string => (sql ? JSON.stringify([sql.sql, sql.values]) : "");

function joined({ alias, source, aggregates }: Table): Prisma.Sql {
  const list = [...aggregates.values()];
  const columns = list.map(({ sql, isList, filter }, n) => {
    const filtered = filter ? Prisma.sql`${sql} filter (where ${filter})` : sql;
    const column = isList ? Prisma.sql`(${filtered})[1]` : filtered;
    return Prisma.sql`${column} as ${Prisma.raw(`a${n}`)}`;
  });
  // Where every column wants some of the facts only, the others need not be read.
  const filters = list.map(({ filter }) => filter).filter((filter) => filter !== null);
  const narrowed =
    filters.length === list.length ? Prisma.sql`and (${Prisma.join(filters, " or ")})` : Prisma.empty;
  return Prisma.sql`
    left join (
      select ${source.customer} as c, ${Prisma.join(columns, ", ")}
      from ${source.from} where ${source.where} ${narrowed}
      group by 1) ${Prisma.raw(alias)} on ${Prisma.raw(alias)}.c = c."id"`;
}
