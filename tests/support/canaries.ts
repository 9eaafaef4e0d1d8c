import pg from "pg";
import type { Scope } from "@/lib/auth/scope";
import { Prisma } from "@/lib/db/generated/client";
import { countNextMonth } from "@/lib/feedback/mutations/count-scores";
import type { TestWorkspace } from "./world";

export const canary = "CANARY-7f3a";

/** The external id of every row over there; asked for by name, so it may come back in a refusal. */
export const foreignName = "foreign-1";

/** Under which something was changed over there. */
export const foreignBatch = "0190a000-0000-7000-8000-00000000ba7c";

export type ForeignIds = {
  member: string;
  invitation: string;
  apiKey: string;
  feedback: string;
  customer: string;
  customerExternalId: string;
  touchpoint: string;
  touchpointKey: string;
  order: string;
  contract: string;
  contact: string;
  phaseMove: string;
  marker: string;
  segment: string;
  import: string;
  importDraft: string;
  savedView: string;
  savedMapping: string;
  tag: string;
  expectation: string;
  promise: string;
  needStatement: string;
  persona: string;
  brandValue: string;
  brandRating: string;
  goal: string;
  weakPoint: string;
  finding: string;
  measure: string;
  journey: string;
  journeyNote: string;
  informationNeed: string;
  informationOffer: string;
  plannedContact: string;
  shareLink: string;
  channelKey: string;
  departmentKey: string;
  productGroupKey: string;
  productKey: string;
};

/** One row of every kind, each with a word that must never be seen from another workspace. */
export async function plantCanaries(workspace: TestWorkspace): Promise<ForeignIds> {
  const day = new Date("2026-03-01");
  const ids = await workspace.asSystem(async (scope) => {
    const { db, workspaceId } = scope;
    const named = (kind: string) => ({ workspaceId, key: `canary-${kind}`, name: `${canary} ${kind}` });
    const department = await db.department.create({ data: named("department") });
    const channel = await db.channel.create({ data: named("channel") });
    const productGroup = await db.productGroup.create({ data: named("group") });
    const product = await db.product.create({
      data: { ...named("product"), productGroupId: productGroup.id },
    });
    const phase = await db.phase.create({ data: named("phase") });
    await db.momentOfTruth.create({ data: named("moment") });
    const touchpoint = await db.touchpoint.create({
      data: { ...named("touchpoint"), channelId: channel.id, departmentId: department.id, phaseId: phase.id },
    });
    const segment = await db.segment.create({ data: { ...named("segment"), rule: {} } });
    const marker = await db.marker.create({ data: { workspaceId, on: day, title: canary } });
    const customer = await db.customer.create({
      data: {
        workspaceId,
        externalId: foreignName,
        name: canary,
        email: `${canary}@x.example`,
        attributes: { word: canary },
      },
    });
    await db.segmentMembership.create({
      data: { workspaceId, segmentId: segment.id, customerId: customer.id, enteredOn: day },
    });
    const order = await db.order.create({
      data: {
        workspaceId,
        externalId: foreignName,
        customerId: customer.id,
        orderedAt: day,
        day,
        totalMinor: 4711n,
      },
    });
    await db.orderLine.create({
      data: {
        workspaceId,
        orderId: order.id,
        position: 0,
        productId: product.id,
        quantity: 1,
        amountMinor: 4711n,
      },
    });
    const contract = await db.contract.create({
      data: {
        workspaceId,
        externalId: foreignName,
        customerId: customer.id,
        plan: canary,
        startedOn: day,
        monthlyRevenueMinor: 1n,
      },
    });
    const contact = await db.contact.create({
      data: {
        workspaceId,
        externalId: foreignName,
        customerId: customer.id,
        at: day,
        day,
        direction: "in",
        subject: canary,
      },
    });
    const phaseMove = await db.phaseMove.create({
      data: { workspaceId, customerId: customer.id, phaseId: phase.id, at: day, day, reason: canary },
    });
    const feedback = await db.feedback.create({
      data: {
        workspaceId,
        submissionKey: canary,
        contentHash: new Uint8Array(32),
        customerId: customer.id,
        touchpointId: touchpoint.id,
        channelId: channel.id,
        occasion: 2,
        technique: 1,
        answeredAt: day,
        day,
        comment: canary,
      },
    });
    await db.answer.create({
      data: {
        workspaceId,
        feedbackId: feedback.id,
        position: 0,
        day,
        customerId: customer.id,
        touchpointId: touchpoint.id,
        metric: 1,
        scale: 9,
        dimension: 1,
        occasion: 2,
        technique: 1,
        score: 3,
        hasComment: true,
      },
    });
    await countNextMonth(scope, "0 seconds");
    await scope.db.$executeRaw(Prisma.sql`
      insert into score_mark ("workspaceId", "month", "transaction") values (${workspaceId}, '2026-03-01', 1)`);
    const span = { workspaceId, months: 1, from: day };
    await db.scoreLatest.create({ data: { ...span, groupBy: 0, groupId: 0, metric: 1, scale: 9, n3: 4711 } });
    const bought = { buyers: 4711, twice: 0, onTwoDays: 0 };
    await db.orderSpan.create({
      data: { ...span, ...bought, inactivityDays: 90, start: 0, lost: 0, new: 0, earlyLost: 0, back: 0 },
    });
    await db.orderMark.create({ data: { workspaceId, month: day, transaction: 1n } });
    await db.leadingPage.create({ data: { workspaceId, page: 4711, marks: [1n] } });
    await db.leadingCount.create({ data: { workspaceId, rules: canary.slice(0, 64), countedOn: day } });
    await db.customerMark.create({ data: { workspaceId, customerId: customer.id, transaction: 1n } });
    const tag = await db.tag.create({ data: { workspaceId, name: canary } });
    await db.feedbackTag.create({ data: { workspaceId, feedbackId: feedback.id, tagId: tag.id } });
    await db.feedbackChange.create({
      data: {
        workspaceId,
        batchId: foreignBatch,
        feedbackId: feedback.id,
        actorKind: "user",
        kind: "tagged",
        after: { tag: canary },
      },
    });
    await db.contactCount.create({
      data: { workspaceId, touchpointId: touchpoint.id, month: day, contacts: 4711 },
    });
    const owner = { workspaceId, userId: workspace.people.admin.userId };
    const savedView = await db.savedView.create({
      data: { ...owner, name: canary, page: "feedback", query: `word=${canary}`, shared: true },
    });
    await db.acknowledgement.create({ data: { ...owner, subject: canary } });
    const savedMapping = await db.savedMapping.create({
      data: {
        workspaceId,
        kind: "feedback",
        name: canary,
        mapping: { word: canary },
        options: {},
        columns: [canary],
      },
    });
    const view = await plantCustomersView(db, workspaceId, {
      segment: segment.id,
      touchpoint: touchpoint.id,
      customer: customer.id,
      phase: phase.id,
      department: department.id,
    });
    const file = await db.storedFile.create({
      data: { workspaceId, name: canary, bytes: 1n, sha256: new Uint8Array(32) },
    });
    await db.fileChunk.create({
      data: { workspaceId, fileId: file.id, offset: 0n, bytes: new TextEncoder().encode(canary) },
    });
    const found = await db.import.create({
      data: {
        workspaceId,
        kind: "feedback",
        fileId: file.id,
        mapping: { word: canary },
        options: {},
        status: "done",
      },
    });
    const waiting = await db.storedFile.create({
      data: { workspaceId, name: `${canary}.csv`, bytes: 20n, sha256: new Uint8Array(32) },
    });
    await db.fileChunk.create({
      data: {
        workspaceId,
        fileId: waiting.id,
        offset: 0n,
        bytes: new TextEncoder().encode(`id,name\n1,${canary}\n`),
      },
    });
    const importDraft = await db.importDraft.create({
      data: {
        workspaceId,
        fileId: waiting.id,
        facts: { isWorkbook: false, isUtf8: true },
        kind: "customers",
        mapping: { externalId: "id", name: "name" },
      },
    });
    await db.importChange.create({
      data: {
        workspaceId,
        importId: found.id,
        entity: "customer",
        rowId: customer.id,
        before: { name: canary },
      },
    });
    await db.importOrderLine.create({
      data: {
        workspaceId,
        importId: found.id,
        key: canary,
        line: 2,
        isIdentity: false,
        rejected: false,
        customerId: customer.id,
      },
    });
    await db.importError.create({
      data: {
        workspaceId,
        importId: found.id,
        line: 1,
        position: 0,
        column: canary,
        value: canary,
        reason: canary,
      },
    });
    const apiKey = await db.apiKey.create({
      data: {
        workspaceId,
        name: canary,
        prefix: "lotse_canary",
        keyHash: new Uint8Array(32).fill(7),
        role: "admin",
      },
    });
    await db.idempotencyKey.create({
      data: {
        workspaceId,
        apiKeyId: apiKey.id,
        key: canary,
        requestHash: new Uint8Array(32),
        status: 200,
        response: JSON.stringify({ word: canary }),
      },
    });
    const invitation = await db.invitation.create({
      data: {
        workspaceId,
        tokenHash: new Uint8Array(32).fill(8),
        email: `${canary}@invited.example`,
        role: "admin",
        invitedById: workspace.people.admin.userId,
        expiresAt: new Date(Date.now() + 86_400_000),
      },
    });
    return {
      invitation: invitation.publicId,
      apiKey: apiKey.publicId,
      feedback: feedback.publicId,
      customer: customer.publicId,
      customerExternalId: foreignName,
      touchpoint: touchpoint.publicId,
      touchpointKey: touchpoint.key,
      order: order.publicId,
      contract: contract.publicId,
      contact: contact.publicId,
      phaseMove: phaseMove.publicId,
      marker: marker.publicId,
      segment: segment.publicId,
      import: found.publicId,
      importDraft: importDraft.publicId,
      savedView: savedView.publicId,
      savedMapping: savedMapping.publicId,
      tag: tag.publicId,
      ...view,
      channelKey: channel.key,
      departmentKey: department.key,
      productGroupKey: productGroup.key,
      productKey: product.key,
    };
  });
  const { peopleById } = await import("@/lib/auth/people");
  const member = (await peopleById([workspace.people.agent.userId])).get(workspace.people.agent.userId);
  if (!member) throw new Error("The agent is gone.");
  return { ...ids, member: member.publicId };
}

/** What the company expects, promises and plans. */
async function plantCustomersView(
  db: Scope["db"],
  workspaceId: number,
  ids: { segment: number; touchpoint: number; customer: number; phase: number; department: number },
) {
  const [on, later] = [new Date("2026-03-01"), new Date("2026-04-01")];
  const atPhase = { workspaceId, phaseId: ids.phase };
  const expectation = await db.expectation.create({
    data: {
      workspaceId,
      segmentId: ids.segment,
      touchpointId: ids.touchpoint,
      metric: 2,
      scale: 3,
      expected: 4.711,
      validFrom: on,
      source: canary,
    },
  });
  const promise = await db.promise.create({
    data: { workspaceId, touchpointId: ids.touchpoint, text: canary },
  });
  await db.promiseCount.create({
    data: { workspaceId, promiseId: promise.id, fromOn: on, toOn: later, kept: 4711, cases: 4712 },
  });
  const persona = await db.persona.create({ data: { workspaceId, key: "canary-persona", name: canary } });
  await db.personaTouchpoint.create({
    data: { workspaceId, personaId: persona.id, touchpointId: ids.touchpoint },
  });
  const needStatement = await db.needStatement.create({
    data: { workspaceId, kind: "wish", text: canary, customerId: ids.customer, on },
  });
  const brandValue = await db.brandValue.create({ data: { workspaceId, key: "canary-value", name: canary } });
  const brandRating = await db.brandRating.create({
    data: { workspaceId, touchpointId: ids.touchpoint, on, by: "mystery", score: 4, note: canary },
  });
  await db.phasePage.create({ data: { ...atPhase, moves: canary } });
  const goal = await db.goal.create({ data: { ...atPhase, text: canary } });
  const weakPoint = await db.weakPoint.create({ data: { ...atPhase, text: canary } });
  const finding = await db.finding.create({
    data: { workspaceId, sentence: canary, page: "feedback", query: canary },
  });
  await db.findingDepartment.create({
    data: { workspaceId, findingId: finding.id, departmentId: ids.department },
  });
  const measure = await db.measure.create({ data: { ...atPhase, name: canary } });
  await db.measureEffort.create({
    data: { workspaceId, measureId: measure.id, departmentId: ids.department, personDays: 47.1 },
  });
  const journey = await db.journey.create({ data: { workspaceId, name: canary } });
  const inJourney = { ...atPhase, journeyId: journey.id };
  const journeyNote = await db.journeyNote.create({ data: { ...inJourney, lane: "thinks", text: canary } });
  await db.journeyCard.create({ data: { ...inJourney, touchpointId: ids.touchpoint } });
  const informationNeed = await db.informationNeed.create({ data: { ...atPhase, text: canary } });
  const informationOffer = await db.informationOffer.create({
    data: { workspaceId, needId: informationNeed.id, kind: "content", name: canary },
  });
  const plannedContact = await db.plannedContact.create({
    data: { workspaceId, segmentId: ids.segment, on, purpose: canary },
  });
  const shareLink = await db.shareLink.create({
    data: { workspaceId, tokenHash: new Uint8Array(32).fill(9), name: canary, page: "", query: canary },
  });
  const outside = {
    expectation,
    promise,
    needStatement,
    persona,
    brandValue,
    brandRating,
    goal,
    weakPoint,
    finding,
    measure,
    journey,
    journeyNote,
    informationNeed,
    informationOffer,
    plannedContact,
    shareLink,
  };
  return Object.fromEntries(
    Object.entries(outside).map(([name, { publicId }]) => [name, publicId]),
  ) as Record<keyof typeof outside, string>;
}

/** A fingerprint of everything that a workspace owns, table by table, as the owner of the database sees it. */
export async function fingerprint(ownerUrl: string, workspaceId: number): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'workspaceId' order by 1`,
    );
    const prints: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ print: string }>(
        `select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as print
         from ${client.escapeIdentifier(name)} t where "workspaceId" = $1`,
        [workspaceId],
      );
      prints[name] = rows[0]?.print ?? "";
    }
    return prints;
  } finally {
    await client.end();
  }
}
