"use server";

import { defineAction } from "@/lib/doors/define-action";
import { retireNeed, saveNeed, sortNeeds, undoNeeds } from "./mutations/edit-needs";
import { deleteOffer, saveOffer, undoOffers } from "./mutations/edit-offers";
import {
  entryNamed,
  saveNeedInput,
  saveOfferInput,
  sortNeedsInput,
  undoNeedsInput,
  undoOffersInput,
} from "./schema/edit";

const can = "journeys:write";

export const saveInformationNeedAction = defineAction({ can, input: saveNeedInput, run: saveNeed });
export const retireInformationNeedAction = defineAction({ can, input: entryNamed, run: retireNeed });
export const undoInformationNeedsAction = defineAction({ can, input: undoNeedsInput, run: undoNeeds });
export const sortInformationNeedsAction = defineAction({ can, input: sortNeedsInput, run: sortNeeds });
export const saveInformationOfferAction = defineAction({ can, input: saveOfferInput, run: saveOffer });
export const deleteInformationOfferAction = defineAction({ can, input: entryNamed, run: deleteOffer });
export const undoInformationOffersAction = defineAction({ can, input: undoOffersInput, run: undoOffers });
