"use server";

import { defineAction } from "@/lib/doors/define-action";
import { arrangeCards, hideCard, undoCards, wishMood } from "./mutations/arrange-cards";
import { deleteNote, saveNote, undoNote } from "./mutations/edit-notes";
import {
  restorePersona,
  retirePersona,
  savePersona,
  sortPersonas,
  takeQuote,
  undoPersona,
} from "./mutations/edit-personas";
import {
  arrangeCardsInput,
  hideCardInput,
  noteNamed,
  saveNoteInput,
  undoCardsInput,
  undoNoteInput,
  wishMoodInput,
} from "./schema/map";
import {
  personaNamed,
  savePersonaInput,
  sortPersonasInput,
  takeQuoteInput,
  undoPersonaInput,
} from "./schema/persona";

const can = "journeys:write";

export const savePersonaAction = defineAction({ can, input: savePersonaInput, run: savePersona });
export const retirePersonaAction = defineAction({ can, input: personaNamed, run: retirePersona });
export const restorePersonaAction = defineAction({ can, input: personaNamed, run: restorePersona });
export const takeQuoteAction = defineAction({ can, input: takeQuoteInput, run: takeQuote });
export const undoPersonaAction = defineAction({ can, input: undoPersonaInput, run: undoPersona });
export const sortPersonasAction = defineAction({ can, input: sortPersonasInput, run: sortPersonas });

export const arrangeCardsAction = defineAction({ can, input: arrangeCardsInput, run: arrangeCards });
export const hideCardAction = defineAction({ can, input: hideCardInput, run: hideCard });
export const wishMoodAction = defineAction({ can, input: wishMoodInput, run: wishMood });
export const undoCardsAction = defineAction({ can, input: undoCardsInput, run: undoCards });

export const saveNoteAction = defineAction({ can, input: saveNoteInput, run: saveNote });
export const deleteNoteAction = defineAction({ can, input: noteNamed, run: deleteNote });
export const undoNoteAction = defineAction({ can, input: undoNoteInput, run: undoNote });
