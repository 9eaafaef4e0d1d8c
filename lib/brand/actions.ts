"use server";

import { defineAction } from "@/lib/doors/define-action";
import { deleteRatings, rateBrand, undoRatings } from "./mutations/rate-brand";
import { rateBrandInput, ratingsNamed, undoRatingsInput } from "./schema";

const can = "touchpoints:write";

export const rateBrandAction = defineAction({ can, input: rateBrandInput, run: rateBrand });
export const deleteRatingsAction = defineAction({ can, input: ratingsNamed, run: deleteRatings });
export const undoRatingsAction = defineAction({ can, input: undoRatingsInput, run: undoRatings });
