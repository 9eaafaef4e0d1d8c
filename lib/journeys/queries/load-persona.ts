import type { Scope } from "@/lib/auth/scope";
import { AppError, notFound } from "@/lib/errors/app-error";
import { type Comment, listComments } from "@/lib/feedback/queries/list-comments";
import { resolveFilter } from "@/lib/filters/queries/resolve-filter";
import { listNeeds, type Need } from "@/lib/needs/queries/list-needs";
import { addMonths, localDay } from "@/lib/period/local-day";
import type { PersonaPageInput } from "../schema/persona";
import { listPersonas, type Persona, type PersonaChoices, personaChoices } from "./list-personas";

export type PersonaData = {
  persona: Persona;
  needs: Need[];
  /** What people of the segment said lately, to be quoted. */
  comments: Comment[];
  choices: PersonaChoices;
};

const offered = 6;
const shortestQuote = 20;

/** @throws AppError `notFound` */
export async function loadPersona(scope: Scope, { key }: PersonaPageInput): Promise<PersonaData> {
  const [persona] = await listPersonas(scope, { key });
  if (!persona) throw notFound();
  return {
    persona,
    needs: await listNeeds(scope, { about: "persona", of: persona.id }),
    comments: await commentsToQuote(scope, persona),
    choices: await personaChoices(scope),
  };
}

/** The latest comments of the persona's segment at the touchpoints that matter to it. */
async function commentsToQuote(scope: Scope, { segment, touchpoints }: Persona): Promise<Comment[]> {
  if (!segment) return [];
  const today = localDay(new Date(), scope.timeZone);
  try {
    const slice = await resolveFilter(scope, {
      from: addMonths(today, -24),
      segment: [segment.key],
      ...(touchpoints.length > 0 ? { touchpoint: touchpoints.map((one) => one.key) } : {}),
    });
    const scores = Array.from({ length: 13 }, (_, index) => index - 2);
    const found = await listComments(scope, { slice, view: "all", scores, limit: offered * 2 });
    return found.filter(({ comment }) => comment.length >= shortestQuote).slice(0, offered);
  } catch (error) {
    // A segment that cannot be told has no comments to offer; the rest of the page is there all the same.
    if (error instanceof AppError) return [];
    throw error;
  }
}
