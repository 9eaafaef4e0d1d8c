import { buildContacts, type DemoContact, type DemoContactCount } from "./build-contacts";
import { buildContracts } from "./build-contracts";
import { customerFounder } from "./build-customers";
import { buildExperiences } from "./build-experiences";
import { buildMalfunctions } from "./build-malfunctions";
import { buildOrders, type DemoOrder } from "./build-orders";
import { buildPhaseMoves, type DemoPhaseMove } from "./build-phase-moves";
import { buildRecommendations } from "./build-recommendations";
import { type Calendar, calendarAt, dayText } from "./calendar";
import type { Cast } from "./cast";
import type { DemoCustomer } from "./customers";
import { drawOf } from "./draw";
import type { DemoFeedback } from "./feedback";
import { Respondents } from "./respondents";
import { notedByStaff } from "./script";

/** The history of the demo company as plain data: the same for the same day. */
export type DemoHistory = {
  calendar: Calendar;
  cast: Cast;
  customers: readonly DemoCustomer[];
  orders: readonly DemoOrder[];
  phaseMoves: readonly DemoPhaseMove[];
  feedback: readonly DemoFeedback[];
  contacts: readonly DemoContact[];
  contactCounts: readonly DemoContactCount[];
};

/** Companies in which we know people by name. */
const knownPeople = 160;

export function buildWellanda(now: Date, timeZone: string): DemoHistory {
  const calendar = calendarAt(now, timeZone);
  const founder = customerFounder();
  const cast = buildContracts(calendar, founder);
  const draw = drawOf("people of companies");
  const companies = founder.customers.filter(({ kind, isCast }) => kind === "company" && !isCast);
  for (const company of draw.shuffled(companies).slice(0, knownPeople)) founder.employee(company);
  const orders = buildOrders(calendar, founder, cast);
  const phaseMoves = buildPhaseMoves(calendar, founder, orders);
  const { customers } = founder;
  for (const customer of customers) {
    if (customer.joinedOn !== null) customer.attributes.kundeSeit = dayText(customer.joinedOn);
  }
  const respondents = new Respondents(calendar, customers, orders);
  const feedback = [
    ...buildRecommendations({ calendar, customers }, cast),
    ...buildExperiences(calendar, respondents, cast),
    ...buildMalfunctions(calendar, customers),
    ...notedByStaff(cast, calendar),
  ].sort((a, b) => a.day - b.day || a.minute - b.minute);
  const { contacts, counts } = buildContacts(calendar, respondents, feedback, cast);
  return { calendar, cast, customers, orders, phaseMoves, feedback, contacts, contactCounts: counts };
}
