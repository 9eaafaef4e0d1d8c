import type { Day } from "./calendar";

/** Notice and end are two dates. */
export const noticeDays = 30;

export const lastNotice = (endsOn: Day): { endsOn: Day; cancelledOn: Day } => ({
  endsOn,
  cancelledOn: endsOn - noticeDays,
});
