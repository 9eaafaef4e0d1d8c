import type { AppError } from "@/lib/errors/app-error";
import { missing, refuse, saidOr } from "@/lib/fields/refusals";
import { orNull } from "@/lib/fields/text";
import { movedMoment } from "@/lib/period/local-day";
import type { ContactInput } from "./schema";

export type ContactState = {
  externalId: string | null;
  customerId: number;
  touchpointId: number | null;
  channelId: number | null;
  at: string;
  day: string;
  dayOnly: boolean;
  direction: "in" | "out";
  planned: boolean | null;
  by: string | null;
  outcome: string | null;
  durationSeconds: number | null;
  subject: string | null;
};

type Found = {
  customerId: number | undefined;
  touchpoint: { id: number; channelId: number | null } | null | undefined;
  channelId: number | null | undefined;
};

/** A contact with what was said put in. Without a channel of its own a new one happened where its touchpoint stands. */
export function changedContact(
  before: ContactState | null,
  said: ContactInput,
  { touchpoint, ...found }: Found,
  timeZone: string,
): ContactState | AppError {
  const lacking = before
    ? null
    : missing({
        customer: said.customer,
        at: said.at,
        direction: said.direction,
        channel: said.channel ?? touchpoint?.channelId,
      });
  if (lacking) return lacking;
  const moment = movedMoment(said.at, before, timeZone);
  const customerId = found.customerId ?? before?.customerId;
  const direction = said.direction ?? before?.direction;
  if (moment === null) return refuse({ at: "notAMoment" });
  if (customerId === undefined || direction === undefined)
    throw new Error("A new contact lacks what it needs.");
  const text = (value: string | null | undefined, old: string | null | undefined) =>
    orNull(value === undefined ? old : value);
  return {
    externalId: saidOr(said.externalId, before?.externalId ?? null),
    customerId,
    touchpointId: touchpoint === undefined ? (before?.touchpointId ?? null) : (touchpoint?.id ?? null),
    channelId: before
      ? saidOr(found.channelId, before.channelId)
      : (found.channelId ?? touchpoint?.channelId ?? null),
    at: moment.at,
    day: moment.day,
    dayOnly: moment.dayOnly,
    direction,
    planned: saidOr(said.planned, before?.planned ?? null),
    by: text(said.by, before?.by),
    outcome: text(said.outcome, before?.outcome),
    durationSeconds: saidOr(said.durationSeconds, before?.durationSeconds ?? null),
    subject: text(said.subject, before?.subject),
  };
}
