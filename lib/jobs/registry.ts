import type { Job } from "@/lib/doors/define-job";
import { changeTimeZone } from "./change-time-zone";
import { countLeadingSoon } from "./count-leading";
import { countOrdersSoon } from "./count-orders";
import { countScores } from "./count-scores";
import { mailOnMonday } from "./mail-on-monday";
import { recordMembershipsDaily } from "./record-memberships";
import { replantDemo } from "./replant-demo";
import { runImport } from "./run-import";

/** Every kind of job there is. */
export const jobs: readonly Job[] = [
  runImport,
  replantDemo,
  recordMembershipsDaily,
  mailOnMonday,
  changeTimeZone,
  countScores,
  countOrdersSoon,
  countLeadingSoon,
];
