"use server";

import { defineAction } from "@/lib/doors/define-action";
import { endExpectation, setExpectation, undoExpectation } from "./mutations/set-expectation";
import { endExpectationInput, setExpectationInput, undoExpectationInput } from "./schema";

const can = "expectations:write";

export const setExpectationAction = defineAction({ can, input: setExpectationInput, run: setExpectation });
export const endExpectationAction = defineAction({ can, input: endExpectationInput, run: endExpectation });
export const undoExpectationAction = defineAction({ can, input: undoExpectationInput, run: undoExpectation });
