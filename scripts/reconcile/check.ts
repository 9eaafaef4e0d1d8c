import type pg from "pg";

export type Session = Pick<pg.ClientBase, "query">;

export type Finding = { workspaceId: number; count: number };

/** Something that is written down twice and has to agree. */
export type Check = {
  /** What is counted, in the plural: "answers that …". */
  what: string;
  find(session: Session): Promise<Finding[]>;
  /** Makes the copy follow the original. */
  mend(session: Session): Promise<void>;
};

/** A check whose differences are rows of one statement. @param from what follows SELECT … of a row's workspace */
export function rowCheck(what: string, workspace: string, from: string, mend: string): Check {
  return {
    what,
    async find(session) {
      const { rows } = await session.query<Finding>(
        `SELECT ${workspace} AS "workspaceId", count(*)::int AS count FROM ${from} GROUP BY 1`,
      );
      return rows;
    },
    async mend(session) {
      await session.query(mend);
    },
  };
}
