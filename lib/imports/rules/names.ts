/** Tables of what may be named by key. */
export type Catalogue =
  | "touchpoint"
  | "channel"
  | "department"
  | "phase"
  | "product_group"
  | "moment_of_truth";
