import { z } from "zod";
import { emailField } from "@/lib/customers/schema";
import { nameField, textField } from "@/lib/fields/text";
import { isOnScale } from "@/lib/metrics/scales";

/** Limits of the agent's form, named once for form and server. */
export const logLimits = { comment: 5_000, subject: 500, name: 200, phone: 50 } as const;

/** From angry to delighted, as the keys 1 to 5 say it. */
export const moods = [-2, -1, 0, 1, 2] as const;

/** What the customer was asked, where they said a number: the touchpoint's own question, or whether they recommend us. */
export const loggedQuestions = ["touchpoint", "nps"] as const;
export type LoggedQuestion = (typeof loggedQuestions)[number];

/** Who it was: somebody known, somebody new, or somebody who did not say. */
export const loggedWho = ["known", "new", "unnamed"] as const;

export const scaleOfQuestion = { touchpoint: "1-5", nps: "0-10" } as const;

const blank = (value: unknown) => (value === "" ? undefined : value);
const number = z.preprocess((value) => (value === "" ? undefined : Number(value)), z.int().optional());

/** A contact and what was felt and said in it, as the agent's form sends it. */
export const logFeedbackInput = z
  .object({
    submissionKey: z.uuid(),
    who: z.preprocess(blank, z.enum(loggedWho).optional()),
    customer: z.preprocess(blank, z.uuid().optional()),
    name: textField(logLimits.name).default(""),
    phone: textField(logLimits.phone).default(""),
    email: emailField.default(""),
    touchpoint: z.preprocess(blank, nameField(60).optional()),
    channel: z.preprocess(blank, nameField(60).optional()),
    direction: z.enum(["in", "out"]).default("in"),
    mood: number.pipe(z.int().min(-2).max(2).optional()),
    subject: textField(logLimits.subject).default(""),
    comment: textField(logLimits.comment).default(""),
    question: z.enum(loggedQuestions).default("touchpoint"),
    score: number,
  })
  .superRefine((input, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (!input.who || (input.who === "known" && !input.customer)) refuse("customer", "whoWasIt");
    if (input.who === "new" && !input.name && !input.phone && !input.email)
      refuse("name", "newCustomerNameless");
    if (!input.touchpoint) refuse("touchpoint", "whereWasIt");
    if (input.score !== undefined && !isOnScale(scaleOfQuestion[input.question], input.score))
      refuse("score", "valueOffScale");
    if (input.mood === undefined && input.score === undefined && !input.comment)
      refuse("mood", "nothingNoted");
  });
export type LogFeedbackInput = z.output<typeof logFeedbackInput>;

export const undoLogInput = z.object({ feedback: z.uuid() });

/** A telephone system opens the form with the number that calls, a customer's page with the customer. */
export const logFormInput = z.object({
  phone: z.preprocess(blank, nameField(50).optional().catch(undefined)),
  customer: z.preprocess(blank, z.uuid().optional().catch(undefined)),
});
export type LogFormInput = z.output<typeof logFormInput>;

export const findCallersInput = z.object({ q: nameField(200) });
