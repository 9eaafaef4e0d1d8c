"use server";

import { defineAction } from "@/lib/doors/define-action";
import { splitSegment, undoSplit } from "./mutations/split-segment";
import { splitSegmentInput, undoSplitInput } from "./schema";

const can = "segments:write";

export const splitSegmentAction = defineAction({ can, input: splitSegmentInput, run: splitSegment });
export const undoSplitAction = defineAction({ can, input: undoSplitInput, run: undoSplit });
