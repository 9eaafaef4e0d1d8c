import { recordedPost } from "@/lib/audit/mutations";
import { defineRoute } from "@/lib/doors/define-route";
import { statusOfSaved } from "@/lib/doors/post-items";
import { postPhaseMoves } from "@/lib/lifecycle/mutations";
import { listPhaseMoves } from "@/lib/lifecycle/queries";
import {
  listPhaseMovesInput,
  phaseMovePage,
  postPhaseMovesInput,
  savedPhaseMoves,
} from "@/lib/lifecycle/schema";

export const GET = defineRoute({
  path: "/phase-moves",
  summary: "List phase moves",
  can: "customers:read",
  input: listPhaseMovesInput,
  output: phaseMovePage,
  run: listPhaseMoves,
});

export const POST = defineRoute({
  path: "/phase-moves",
  summary: "Create or update one or many phase moves",
  can: "customers:write",
  input: postPhaseMovesInput,
  output: savedPhaseMoves,
  statuses: [200, 201],
  status: statusOfSaved,
  run: recordedPost("phaseMove", postPhaseMoves),
});
