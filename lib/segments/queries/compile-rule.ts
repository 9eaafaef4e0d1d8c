import { Prisma } from "@/lib/db/generated/client";
import { type GroupMode, groupOf, isGroup } from "../rules/walk";
import type { Condition } from "../schema/condition";
import type { Rule, RuleNode } from "../schema/rule";
import { attributeOf, compareAttribute, compareDay, compareIds, compareNumber, compareText } from "./compare";
import {
  answersColumn,
  contactsColumn,
  contractsColumn,
  type Meaning,
  ordersColumn,
  phaseColumn,
} from "./fact-columns";
import type { FactTables } from "./fact-tables";

/** A condition as SQL over a customer `c` and the joined facts: whether it holds, and what is compared. */
export type CompiledCondition = { condition: Condition; test: Prisma.Sql; actual: Prisma.Sql };
export type CompiledGroup = { mode: GroupMode; parts: CompiledPart[] };
export type CompiledPart = CompiledCondition | CompiledGroup;

/** Customers under the alias `c` with all facts that compiled rules look at. */
export const customersWith = (workspaceId: number, facts: FactTables): Prisma.Sql => Prisma.sql`
  customer c ${facts.joins()} where c."workspaceId" = ${workspaceId} and c."erasedAt" is null`;

/**
 * The one meaning of a rule. Rules that are compiled with the same facts can be asked in one statement, which reads
 * every kind of fact once.
 * @throws AppError `invalid` for what a rule names and is not there
 */
export function compileRule(facts: FactTables, meaning: Meaning, rule: Rule): CompiledGroup {
  const { mode, nodes } = groupOf(rule);
  return { mode, parts: nodes.map((node) => compileNode(facts, meaning, node)) };
}

const compileNode = (facts: FactTables, meaning: Meaning, node: RuleNode): CompiledPart =>
  isGroup(node) ? compileRule(facts, meaning, node) : compileCondition(facts, meaning, node);

/** True or false for every customer, never neither. */
export function testOf(part: CompiledPart): Prisma.Sql {
  if ("test" in part) return part.test;
  const tests = part.parts.map(testOf);
  if (part.mode === "all") return Prisma.sql`(${Prisma.join(tests, " and ")})`;
  const any = Prisma.sql`(${Prisma.join(tests, " or ")})`;
  return part.mode === "any" ? any : Prisma.sql`(not ${any})`;
}

const nothing = Prisma.sql`null::text`;

function compileCondition(facts: FactTables, meaning: Meaning, condition: Condition): CompiledCondition {
  const { today, names } = meaning;
  const number = (sql: Prisma.Sql) => ({ condition, test: compareNumber(sql, condition), actual: sql });
  const day = (sql: Prisma.Sql) => ({ condition, test: compareDay(sql, condition, today), actual: sql });
  switch (condition.about) {
    case "customer": {
      if (condition.measure === "joinedOn") return day(facts.own(Prisma.sql`c."joinedOn"`));
      const column = condition.measure === "company" ? "companyId" : condition.measure;
      const sql = facts.own(Prisma.sql`${Prisma.raw(`c."${column}"`)}::text`);
      return { condition, test: compareText(sql, condition), actual: sql };
    }
    case "attribute": {
      const { entry, own } = attributeOf(facts, condition.key);
      return { condition, test: compareAttribute(own, condition, today), actual: entry };
    }
    case "orders": {
      const sql = ordersColumn(facts, meaning, condition);
      return isDay(condition.measure) ? day(sql) : number(sql);
    }
    case "contracts": {
      const sql = contractsColumn(facts, meaning, condition);
      return isDay(condition.measure) ? day(sql) : number(sql);
    }
    case "contacts": {
      const sql = contactsColumn(facts, meaning, condition);
      return isDay(condition.measure) ? day(sql) : number(sql);
    }
    case "answers": {
      const sql = answersColumn(facts, meaning, condition);
      return isDay(condition.measure) ? day(sql) : number(sql);
    }
    case "phase": {
      const sql = phaseColumn(facts, meaning, condition);
      if (condition.measure === "enteredOn") return day(sql);
      const keys = Array.isArray(condition.value) ? condition.value : [];
      return { condition, test: compareIds(sql, condition.op, names.phases(keys)), actual: sql };
    }
    case "segment": {
      const tests = condition.value.map((key) => testOf(compileRule(facts, meaning, names.segment(key))));
      const isMember = Prisma.sql`(${Prisma.join(tests, " or ")})`;
      return {
        condition,
        test: condition.op === "oneOf" ? isMember : Prisma.sql`(not ${isMember})`,
        actual: nothing,
      };
    }
  }
}

const isDay = (measure: string): boolean => measure.endsWith("On");
