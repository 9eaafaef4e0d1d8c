import { peopleById } from "@/lib/auth/people";
import type { Scope } from "@/lib/auth/scope";
import { listCatalogue, listTouchpointChoices } from "@/lib/touchpoints/queries";
import type { LogFormInput } from "../schema/log-feedback";
import { type Caller, findCallers, getCaller } from "./find-callers";
import { countNotedToday, listRecentTouchpoints } from "./noted-by-me";

export type LogForm = {
  /** Whose drafts these are. */
  person: string;
  caller: Caller | null;
  touchpoints: { key: string; name: string; group?: string; channel: string | null }[];
  channels: { key: string; name: string }[];
  recent: string[];
  notedToday: number;
};

/** What the agent's form offers; with a telephone number that belongs to one customer only, the customer too. */
export async function loadLogForm(scope: Scope, input: LogFormInput): Promise<LogForm> {
  const channels = (await listCatalogue(scope, "channel")).filter(({ retired }) => !retired);
  const keyOf = new Map(channels.map(({ id, key }) => [id, key]));
  const touchpoints = (await listTouchpointChoices(scope)).filter(({ retired }) => !retired);
  const [me] = (await peopleById([scope.actor.id])).values();
  return {
    person: me?.publicId ?? "",
    caller: await whoCalls(scope, input),
    touchpoints: touchpoints.map(({ key, name, group, channelId }) => ({
      key,
      name,
      ...(group ? { group } : {}),
      channel: channelId === null ? null : (keyOf.get(channelId) ?? null),
    })),
    channels: channels.map(({ key, name }) => ({ key, name })),
    recent: await listRecentTouchpoints(scope),
    notedToday: await countNotedToday(scope),
  };
}

async function whoCalls(scope: Scope, { phone, customer }: LogFormInput): Promise<Caller | null> {
  if (customer) return getCaller(scope, customer);
  if (!phone) return null;
  const found = await findCallers(scope, { q: phone });
  return found.length === 1 ? (found[0] ?? null) : null;
}
