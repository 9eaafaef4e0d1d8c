"use server";

import { defineAction } from "@/lib/doors/define-action";
import { saveEntryRule, undoEntryRule } from "./mutations/edit-entry-rule";
import { removeGoal, saveGoal, undoGoals } from "./mutations/edit-goals";
import { saveMindset, undoMindset } from "./mutations/edit-mindset";
import { removeWeakPoint, saveWeakPoint, undoWeakPoints } from "./mutations/edit-weak-points";
import { pickEntries } from "./mutations/pick-entries";
import { sortLines } from "./mutations/sort-lines";
import {
  entryNamed,
  pickInput,
  saveEntryRuleInput,
  saveGoalInput,
  saveMindsetInput,
  saveWeakPointInput,
  sortLinesInput,
  undoEntryRuleInput,
  undoGoalsInput,
  undoMindsetInput,
  undoWeakPointsInput,
} from "./schema/edit";

const can = "journeys:write";

export const saveMindsetAction = defineAction({ can, input: saveMindsetInput, run: saveMindset });
export const undoMindsetAction = defineAction({ can, input: undoMindsetInput, run: undoMindset });
export const saveEntryRuleAction = defineAction({ can, input: saveEntryRuleInput, run: saveEntryRule });
export const undoEntryRuleAction = defineAction({ can, input: undoEntryRuleInput, run: undoEntryRule });
export const saveGoalAction = defineAction({ can, input: saveGoalInput, run: saveGoal });
export const removeGoalAction = defineAction({ can, input: entryNamed, run: removeGoal });
export const undoGoalsAction = defineAction({ can, input: undoGoalsInput, run: undoGoals });
export const saveWeakPointAction = defineAction({ can, input: saveWeakPointInput, run: saveWeakPoint });
export const removeWeakPointAction = defineAction({ can, input: entryNamed, run: removeWeakPoint });
export const undoWeakPointsAction = defineAction({ can, input: undoWeakPointsInput, run: undoWeakPoints });
export const pickEntriesAction = defineAction({ can, input: pickInput, run: pickEntries });
export const sortLinesAction = defineAction({ can, input: sortLinesInput, run: sortLines });
