import type { LoggedQuestion, loggedWho } from "@/lib/feedback/schema/log-feedback";
import type { NeedKind } from "@/lib/needs/schema";

export type Caller = { id: string; label: string; detail: string };

/** The agent's form as far as it was filled in; kept in the browser until it has been saved. */
export type Draft = {
  submissionKey: string;
  who: (typeof loggedWho)[number] | "";
  caller: Caller | null;
  search: string;
  name: string;
  phone: string;
  email: string;
  touchpoint: string;
  /** Empty: the touchpoint's own. */
  channel: string;
  direction: "in" | "out";
  mood: string;
  subject: string;
  comment: string;
  /** What matters to the customer, in a sentence; null while nobody has asked for the field. */
  matters: string | null;
  mattersKind: NeedKind;
  question: LoggedQuestion;
  score: string;
};

export const newDraft = (touchpoint: string): Draft => ({
  submissionKey: crypto.randomUUID(),
  who: "",
  caller: null,
  search: "",
  name: "",
  phone: "",
  email: "",
  touchpoint,
  channel: "",
  direction: "in",
  mood: "",
  subject: "",
  comment: "",
  matters: null,
  mattersKind: "need",
  question: "touchpoint",
  score: "",
});

/** A touchpoint alone is where the agent sits, not something that somebody said. */
export const isWorthKeeping = (draft: Draft): boolean =>
  Boolean(
    draft.who ||
      draft.search ||
      draft.mood ||
      draft.subject ||
      draft.comment ||
      draft.matters ||
      draft.score ||
      draft.name,
  );

/** One draft for each person and workspace on this device. */
export const draftPlace = (workspace: string, person: string): string => `lotse.log.${workspace}.${person}`;

/** Null where there is none, or where the browser keeps nothing. */
export function readDraft(place: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(place) ?? "null") as Partial<Draft> | null;
    return draft?.submissionKey ? { ...newDraft(""), ...draft } : null;
  } catch {
    return null;
  }
}

export function keepDraft(place: string, draft: Draft | null): void {
  try {
    if (draft && isWorthKeeping(draft)) localStorage.setItem(place, JSON.stringify(draft));
    else localStorage.removeItem(place);
  } catch {
    // A browser that keeps nothing still saves what is sent.
  }
}
