"use server";

import { defineAction } from "@/lib/doors/define-action";
import { changeSettings, undoSettings } from "./mutations/change-settings";
import { changeSettingsInput, undoSettingsInput } from "./schema/settings";

const can = "workspace:manage";

export const changeSettingsAction = defineAction({ can, input: changeSettingsInput, run: changeSettings });
export const undoSettingsAction = defineAction({ can, input: undoSettingsInput, run: undoSettings });
