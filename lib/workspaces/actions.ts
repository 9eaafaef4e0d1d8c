"use server";

import { defineAction } from "@/lib/doors/define-action";
import { changeSettings, undoSettings } from "./mutations/change-settings";
import { requestTimeZone } from "./mutations/change-time-zone";
import { changeSettingsInput, undoSettingsInput } from "./schema/settings";
import { changeTimeZoneInput } from "./schema/time-zone";

const can = "workspace:manage";

export const changeSettingsAction = defineAction({ can, input: changeSettingsInput, run: changeSettings });
export const changeTimeZoneAction = defineAction({ can, input: changeTimeZoneInput, run: requestTimeZone });
export const undoSettingsAction = defineAction({ can, input: undoSettingsInput, run: undoSettings });
