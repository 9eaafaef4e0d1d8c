import type { Attributes } from "@/lib/fields/attributes";
import type { Calendar } from "./calendar";
import { type Cast, type CastName, peopleOfKornblum, roles } from "./cast";
import type { DemoCustomer } from "./customers";
import { type Draw, drawOf } from "./draw";
import { companyName, familyName, mailAddress, type Named, personName, phoneNumbers } from "./names";
import { type Group, type Region, regions } from "./story";

const regionWeights = [22, 30, 23, 25];

/** The plans of a group with the price level that belongs to them. */
const plans: Record<Group, [plan: string, level: string, weight: number][]> = {
  families: [
    ["Internet 100", "Standard", 25],
    ["Internet 250", "Standard", 50],
    ["Internet 1000", "Premium", 25],
  ],
  digital: [
    ["Internet 100", "Standard", 45],
    ["Internet 250", "Standard", 40],
    ["Internet 1000", "Premium", 15],
  ],
  seniors: [
    ["Internet Spar 50", "Spar", 40],
    ["Internet 100", "Standard", 60],
  ],
  price_old: [["Internet Spar 50", "Spar", 1]],
  price_new: [["Internet Spar 50", "Spar", 1]],
  business: [["Business 500", "Standard", 1]],
  rest: [
    ["Internet 250", "Standard", 60],
    ["Internet 1000", "Premium", 40],
  ],
};

/** One in nine writes English. */
const englishShare = 1 / 9;

export type Founder = ReturnType<typeof customerFounder>;

/** Makes customers one after the other, each with a number, a name and what the segments are told apart by. */
export function customerFounder() {
  const draw = drawOf("customers");
  const customers: DemoCustomer[] = [];
  const phones = draw.shuffled(phoneNumbers(Object.values(roles).map(({ phone }) => phone)));

  function add(
    given: Pick<DemoCustomer, "kind" | "name" | "group" | "attributes" | "region"> & Partial<DemoCustomer>,
  ): DemoCustomer {
    const n = customers.length;
    const customer: DemoCustomer = {
      n,
      externalId: `W-${10_001 + n}`,
      company: null,
      email: null,
      phone: null,
      language: "de",
      joinedOn: null,
      temper: draw.normal(),
      lines: [],
      extras: [],
      isCast: false,
      ...given,
    };
    customers.push(customer);
    return customer;
  }

  const anybody = (named: Named): Pick<DemoCustomer, "name" | "email" | "phone" | "language"> => ({
    name: named.name,
    email: draw.chance(0.82) ? mailAddress(named, customers.length) : null,
    phone: draw.chance(0.36) ? (phones.pop() ?? null) : null,
    language: draw.chance(englishShare) ? "en" : "de",
  });

  const region = (): Region => regions[draw.weighted(regionWeights)] ?? "Nord";

  return {
    customers,
    /** Somebody of a group; their contract is told elsewhere. */
    member(group: Group): { customer: DemoCustomer; plan: string } {
      const where = region();
      const large = group === "rest" && draw.chance(0.06);
      const isCompany = group === "business" || large;
      const named = isCompany
        ? companyName(draw)
        : group === "families"
          ? familyName(draw)
          : personName(draw);
      const [plan, level] = planOf(draw, large ? "business" : group);
      const attributes = isCompany
        ? { mitarbeiter: large ? draw.whole(50, 400) : draw.whole(1, 49), tarifstufe: level, region: where }
        : attributesOf(draw, group, level, where);
      const kind = isCompany ? "company" : "person";
      return { customer: add({ kind, ...anybody(named), group, attributes, region: where }), plan };
    },
    /** Somebody who never had a contract. */
    buyer(): DemoCustomer {
      const where = region();
      return add({
        kind: "person",
        ...anybody(personName(draw)),
        group: null,
        attributes: { region: where },
        region: where,
      });
    },
    /** Somebody who works for a customer. */
    employee(company: DemoCustomer): DemoCustomer {
      const { attributes, region: where } = {
        attributes: { region: company.region },
        region: company.region,
      };
      const person = anybody(personName(draw));
      return add({ kind: "person", ...person, group: null, attributes, region: where, company });
    },
    cast(name: CastName): DemoCustomer {
      const { group, phone, region: where, temper, language = "de", employees, ...role } = roles[name];
      const attributes: Attributes = employees
        ? { mitarbeiter: employees, tarifstufe: "Standard", region: where }
        : attributesOf(draw, group, group === "price_old" ? "Spar" : "Standard", where);
      return add({
        kind: employees ? "company" : "person",
        name: role.name,
        group,
        phone,
        region: where,
        temper,
        language,
        email: mailAddress({ name: role.name, local: name }, customers.length),
        attributes,
        isCast: true,
      });
    },
    peopleOf(company: DemoCustomer): Pick<Cast, "grete" | "yusuf"> {
      const [grete, yusuf] = peopleOfKornblum.map(({ name, role }) =>
        add({
          kind: "person",
          name,
          group: null,
          region: company.region,
          attributes: { funktion: role, region: company.region },
          company,
          isCast: true,
        }),
      );
      if (!grete || !yusuf) throw new Error("The bakery lacks its people.");
      return { grete, yusuf };
    },
  };
}

function planOf(draw: Draw, group: Group): [plan: string, level: string] {
  const choices = plans[group];
  const [plan, level] = choices[draw.weighted(choices.map(([, , weight]) => weight))] ?? ["", ""];
  return [plan, level];
}

/** What the rules of the segments ask about; the groups do not overlap. */
function attributesOf(draw: Draw, group: Group, level: string, region: Region): Attributes {
  const age = (): string => {
    if (group === "digital") return "unter 30";
    if (group === "seniors") return "ab 60";
    return group === "families" && draw.chance(0.25) ? "unter 30" : "30-59";
  };
  const isGuaranteed = (): boolean => {
    if (group === "price_old") return false;
    return group !== "seniors" || draw.chance(0.4);
  };
  return {
    kinderImHaushalt: group === "families",
    altersgruppe: age(),
    tarifstufe: level,
    preisgarantie: isGuaranteed(),
    region,
  };
}

/** The first day of the contract of a member of the cast. */
export function castStart(name: CastName, calendar: Calendar): number {
  const { since } = roles[name];
  return Array.isArray(since) ? calendar.day(since[0], since[1]) : calendar.from(-8) - since.before;
}
