/** What every cell of the map needs to know. */
export type BoardContext = {
  workspace: string;
  canWrite: boolean;
  side: "as-is" | "to-be";
  /** Whose map is changed, as the actions take it. */
  whose: Record<string, string>;
};
