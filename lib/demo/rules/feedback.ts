import type { AskedMetric, Dimension, Occasion, Technique } from "@/lib/feedback/rules/codes";
import type { Scale } from "@/lib/metrics/scales";
import type { Calendar, Day } from "./calendar";
import { drawComment } from "./comments";
import type { DemoCustomer } from "./customers";
import type { Draw } from "./draw";

export type DemoAnswer = {
  metric: AskedMetric;
  scale: Scale;
  dimension: Dimension;
  /** null: the question was shown and skipped. */
  value: number | null;
};

export type DemoFeedback = {
  /** null: nobody knows who it was. */
  customer: DemoCustomer | null;
  touchpoint: string | null;
  channel: string | null;
  occasion: Occasion;
  technique: Technique;
  day: Day;
  minute: number;
  answers: DemoAnswer[];
  comment: string | null;
  language: "de" | "en" | null;
  /** Name of the member of staff who wrote it down. */
  notedBy: string | null;
};

/** Answers come between seven in the morning and ten at night. */
export const anyMinute = (draw: Draw): number => draw.whole(7 * 60, 22 * 60);

type Said = {
  customer: DemoCustomer | null;
  touchpoint: string;
  day: Day;
  value: number | null;
  minute?: number;
  technique?: Technique;
  comment?: string | null;
};

/** Somebody was asked about a touchpoint: one question, from 1 to 5. */
export function experience(draw: Draw, said: Said): DemoFeedback {
  const language = said.customer?.language ?? (draw.chance(1 / 9) ? "en" : "de");
  const mood = said.value === null || said.value === 3 ? 0 : said.value > 3 ? 1 : -1;
  const comment =
    said.comment === undefined
      ? drawComment(draw, { touchpoint: said.touchpoint, mood, language })
      : said.comment;
  return {
    customer: said.customer,
    touchpoint: said.touchpoint,
    channel: null,
    occasion: "contact",
    technique: said.technique ?? "survey",
    day: said.day,
    minute: said.minute ?? anyMinute(draw),
    answers: [{ metric: "csat", scale: "1-5", dimension: "experience", value: said.value }],
    comment,
    language: comment === null ? null : language,
    notedBy: null,
  };
}

/** Somebody was asked whether they would recommend the company: twice a year, about no touchpoint. */
export function recommendation(
  draw: Draw,
  said: { customer: DemoCustomer; day: Day; value: number; comment?: string; isDearer?: boolean },
): DemoFeedback {
  const { customer, day, value } = said;
  const { language } = customer;
  const mood = value >= 9 ? 1 : value <= 6 ? -1 : 0;
  const isDearer = said.isDearer ?? false;
  const comment = said.comment ?? drawComment(draw, { touchpoint: null, mood, language, isDearer });
  return {
    customer,
    touchpoint: null,
    channel: "email",
    occasion: "relationship",
    technique: "survey",
    day,
    minute: anyMinute(draw),
    answers: [{ metric: "nps", scale: "0-10", dimension: "experience", value }],
    comment,
    language: comment === null ? null : language,
    notedBy: null,
  };
}

/** What every part of the story about answers needs to know. */
export type Telling = { calendar: Calendar; customers: readonly DemoCustomer[] };
