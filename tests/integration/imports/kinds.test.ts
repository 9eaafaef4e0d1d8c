import { describe, expect, it } from "vitest";
import { addMember, createUser } from "@/lib/auth/people";
import { recordFeedbackItems } from "@/lib/feedback/mutations/record-feedback";
import { counts, countsOf, ownImports } from "./workspace";

const imports = ownImports();

describe("customers", () => {
  const said = {
    kind: "customers",
    mapping: {
      externalId: "id",
      name: "name",
      email: "mail",
      phone: "phone",
      kind: "type",
      company: "firm",
      country: "country",
      joinedOn: "since",
      "attributes.plz": "zip",
      "attributes.visits": "visits",
    },
    options: { values: { type: { Firma: "company", Privat: "person" } }, dateFormat: "DD.MM.YYYY" },
  };
  const header = "id;name;mail;phone;type;firm;country;since;zip;visits\n";

  it("are created, changed where the file says something else, and left alone where it says nothing", async () => {
    const workspace = await imports.newWorkspace();
    const first = `${header}1;Ann;ann@x.de;+49 (30) 123;Privat;9;Deutschland;01.02.2020;01234;3\n9;ACME;;;Firma;;DE;;;\n`;
    expect(countsOf(await imports.run(workspace, said, first))).toEqual(counts({ created: 2 }));
    expect(countsOf(await imports.run(workspace, said, first))).toEqual(counts({ unchanged: 2 }));
    const second = `${header}1;Anna;;;;;;;;4\n9;ACME;;;;;;;;\n5;New;;;;;;;99999;\n`;
    expect(countsOf(await imports.run(workspace, said, second))).toEqual(
      counts({ created: 1, updated: 1, unchanged: 1 }),
    );
    const rows = await imports.inScope(workspace, (scope) =>
      scope.db.customer.findMany({
        where: { workspaceId: workspace },
        orderBy: { externalId: "asc" },
        include: { company: true },
      }),
    );
    expect(
      rows.map(
        ({ externalId, name, email, phoneDigits, kind, country, company, joinedOn, attributes, version }) => [
          externalId,
          name,
          email,
          phoneDigits,
          kind,
          country,
          company?.externalId,
          joinedOn?.toISOString().slice(0, 10),
          attributes,
          version,
        ],
      ),
    ).toEqual([
      ["1", "Anna", "ann@x.de", "4930123", "person", "DE", "9", "2020-02-01", { plz: "01234", visits: 4 }, 2],
      ["5", "New", null, null, "person", null, undefined, undefined, { plz: 99999 }, 1],
      ["9", "ACME", null, null, "company", "DE", undefined, undefined, {}, 1],
    ]);
  });

  it("that a file names several times are what its last line says", async () => {
    const workspace = await imports.newWorkspace();
    const file = `${header}1;A;a@x.de;;;;;;;1\n2;B;;;;;;;;\n1;A2;;;;;;;;\n1;A2;;;;;;;;7\n1;A2;;;;;;;;7\n`;
    expect(countsOf(await imports.run(workspace, said, file))).toEqual(
      counts({ created: 2, updated: 2, unchanged: 1 }),
    );
    const one = await imports.inScope(workspace, (scope) =>
      scope.db.customer.findUniqueOrThrow({
        where: { workspaceId_externalId: { workspaceId: workspace, externalId: "1" } },
      }),
    );
    expect([one.name, one.email, one.attributes]).toEqual(["A2", "a@x.de", { visits: 7 }]);
  });

  it("that cannot be are rejected, each line with its reason", async () => {
    const workspace = await imports.newWorkspace();
    const file = `${header}1;A;no mail;;Verein;77;Atlantis;31.02.2020;;\n;;;;;;;;;\n;B;;;;;;;;\n`;
    const done = await imports.run(workspace, said, file);
    expect(countsOf(done)).toEqual(counts({ created: 1, rejected: 1 }));
    expect(
      (await imports.errors(workspace, done)).map(({ line, column, value }) => [line, column, value]),
    ).toEqual([
      [2, "type", "Verein"],
      [2, "mail", "no mail"],
      [2, "country", "Atlantis"],
      [2, "since", "31.02.2020"],
    ]);
  });
});

describe("contracts, contacts and touchpoints", () => {
  it("an inventory comes in as people keep it: places and persons by name, its own exported words", async () => {
    const workspace = await imports.newWorkspace();
    for (const [name, email] of [
      ["Ina Berg", "ina@lists.example"],
      ["Jo Beck", "jo@lists.example"],
      ["Jo Beck", "jo.2@lists.example"],
    ] as const)
      await addMember(workspace, await createUser({ name, email, password: null }), "manager");
    const done = await imports.run(
      workspace,
      {
        kind: "touchpoints",
        mapping: {
          ...{ name: "Name", phase: "Phase", channel: "Kanal", owner: "Person", planned: "Beginn" },
          ...{ state: "Stand", contactsPerMonth: "Kontakte" },
        },
      },
      [
        "Name;Phase;Kanal;Person;Beginn;Stand;Kontakte",
        "Hotline;Nutzung;Telefon;ina berg;Kunden (spontan);optimiert;12.000",
        "Visit;Usage;phone;ina@lists.example;We do (planned);;",
        "Odd;Usage;phone;Jo Beck;;;",
        "Half;Usage;phone;;;;1,5",
      ].join("\n"),
    );
    expect(countsOf(done)).toEqual(counts({ created: 2, rejected: 2 }));
    expect((await imports.errors(workspace, done)).map(({ line, column }) => [line, column])).toEqual([
      [4, "Person"],
      [5, "Kontakte"],
    ]);
    const rows = await imports.inScope(workspace, ({ db }) =>
      db.touchpoint.findMany({
        where: { workspaceId: workspace },
        select: {
          ...{ name: true, planned: true, state: true, contactsPerMonth: true, ownerUserId: true },
          phase: { select: { key: true } },
        },
        orderBy: { key: "asc" },
      }),
    );
    expect(rows.map(({ ownerUserId, phase, ...row }) => ({ ...row, phase: phase?.key }))).toEqual([
      { name: "Hotline", planned: false, state: "optimised", contactsPerMonth: 12_000, phase: "usage" },
      { name: "Visit", planned: true, state: "listed", contactsPerMonth: null, phase: "usage" },
    ]);
    expect(new Set(rows.map(({ ownerUserId }) => ownerUserId)).size).toBe(1);
    expect(rows[0]?.ownerUserId).not.toBeNull();
  });

  it("find what they belong to", async () => {
    const workspace = await imports.newWorkspace();
    const touchpoints = await imports.run(
      workspace,
      { kind: "touchpoints", mapping: { name: "name", phase: "phase", channel: "channel", planned: "ours" } },
      "name,phase,channel,ours\nHotline,usage,phone,no\nFirst visit,onboarding,field,yes\nOdd,nowhere,phone,\n",
    );
    expect(countsOf(touchpoints)).toEqual(counts({ created: 2, rejected: 1 }));
    const contacts = {
      kind: "contacts",
      mapping: {
        externalId: "id",
        customer: "who",
        touchpoint: "where",
        at: "when",
        direction: "dir",
        durationSeconds: "took",
      },
      options: {
        createMissing: ["customers"],
        values: { dir: { inbound: "in", outbound: "out" } },
        timeZone: "Europe/London",
      },
    };
    const calls =
      "id,who,where,when,dir,took\nc1,7,hotline,2024-05-01 23:30,inbound,1:05\nc2,7,nowhere,2024-05-01 10:00,inbound,\n";
    const done = await imports.run(workspace, contacts, calls);
    expect(countsOf(done)).toEqual(counts({ created: 1, rejected: 1 }));
    expect((await imports.errors(workspace, done))[0]).toMatchObject({
      line: 3,
      column: "where",
      value: "nowhere",
    });
    const contact = await imports.inScope(workspace, (scope) =>
      scope.db.contact.findFirstOrThrow({
        where: { workspaceId: workspace },
        include: { touchpoint: true, customer: true },
      }),
    );
    expect([
      contact.day.toISOString().slice(0, 10),
      contact.durationSeconds,
      contact.touchpoint?.name,
      contact.customer.externalId,
    ]).toEqual(["2024-05-02", 65, "Hotline", "7"]);
  });

  it("contracts may be changed by a file that has only the change", async () => {
    const workspace = await imports.newWorkspace();
    const whole = {
      kind: "contracts",
      mapping: { externalId: "id", customer: "who", plan: "plan", startedOn: "from", monthlyRevenue: "fee" },
      options: { createMissing: ["customers"] },
    };
    const file = 'id,who,plan,from,fee\nk1,1,Basic,2024-01-01,"9,90"\nk2,2,Pro,2024-02-01,"1.019,9"\n';
    expect(countsOf(await imports.run(workspace, whole, file))).toEqual(counts({ created: 2 }));
    const change = { kind: "contracts", mapping: { externalId: "id", cancelledOn: "notice", endsOn: "end" } };
    const notices =
      "id,notice,end\nk1,2024-03-01,2024-06-30\nk2,2024-03-01,2023-06-30\nk3,2024-03-01,2024-06-30\n";
    const done = await imports.run(workspace, change, notices);
    expect(countsOf(done)).toEqual(counts({ updated: 1, rejected: 2 }));
    expect(
      (await imports.errors(workspace, done)).map(({ line, column, reason }) => [line, column, reason]),
    ).toEqual([
      [3, "end", "Das Ende liegt vor dem Anfang."],
      [4, "customer", "Das wird gebraucht und fehlt."],
    ]);
    const contract = await imports.inScope(workspace, (scope) =>
      scope.db.contract.findFirstOrThrow({ where: { workspaceId: workspace, externalId: "k2" } }),
    );
    expect([contract.monthlyRevenueMinor, contract.endsOn]).toEqual([101990n, null]);
  });
});

describe("orders", () => {
  const said = {
    kind: "orders",
    mapping: {
      externalId: "no",
      customer: "who",
      orderedAt: "at",
      "lines.product": "sku",
      "lines.productGroup": "group",
      "lines.quantity": "n",
      "lines.unitPrice": "price",
    },
    options: {
      createMissing: ["customers", "products"],
      statusWhen: { cancelled: { column: "no", beginsWith: "C" } },
    },
  };
  const header = "no,who,at,sku,group,n,price\n";

  it("are put together from lines wherever they stand, and not at all without one of them", async () => {
    const workspace = await imports.newWorkspace();
    const file = `${header}A,1,2024-01-01,x,g1,2,1.255\nB,2,2024-01-02,x,,1,1\nC7,1,2024-01-03,y,,-1,3\nA,1,2024-01-01,y,,1,0.005\nB,2,2024-01-02,x,,one,1\nD,1,2024-01-01,x,,1,1\nD,2,2024-01-01,x,,1,1\n`;
    const done = await imports.run(workspace, said, file);
    expect(countsOf(done)).toEqual(counts({ created: 3, rejected: 4 }));
    expect((await imports.errors(workspace, done)).map(({ line, column }) => [line, column])).toEqual([
      [3, "no"],
      [6, "n"],
      [7, "who"],
      [8, "who"],
    ]);
    const orders = await imports.inScope(workspace, (scope) =>
      scope.db.order.findMany({
        where: { workspaceId: workspace },
        orderBy: { externalId: "asc" },
        include: { lines: { include: { product: true, productGroup: true }, orderBy: { position: "asc" } } },
      }),
    );
    expect(
      orders.map(({ externalId, totalMinor, status, lines }) => [
        externalId,
        totalMinor,
        status,
        lines.map((line) => [
          line.product.key,
          line.productGroup?.key,
          Number(line.quantity),
          line.amountMinor,
        ]),
      ]),
    ).toEqual([
      [
        "A",
        252n,
        "completed",
        [
          ["x", "g1", 2, 251n],
          ["y", undefined, 1, 1n],
        ],
      ],
      ["C7", -300n, "cancelled", [["y", undefined, -1, -300n]]],
    ]);

    expect(
      countsOf(
        await imports.run(
          workspace,
          said,
          `${header}A,1,2024-01-01,x,g1,2,1.255\nA,1,2024-01-01,y,,1,0.005\n`,
        ),
      ),
    ).toEqual(counts({ unchanged: 2 }));
    expect(
      countsOf(
        await imports.run(workspace, said, `${header}A,1,2024-01-01,x,g1,2,1.255\nC7,1,2024-01-03,y,,-1,3\n`),
      ),
    ).toEqual(counts({ updated: 1, unchanged: 1 }));
  });

  it("refuse amounts that the currency does not have, and customers that nobody knows", async () => {
    const workspace = await imports.newWorkspace();
    const done = await imports.run(
      workspace,
      {
        kind: "orders",
        mapping: { customer: "who", orderedAt: "at", total: "total", "total.currency": "cur" },
      },
      "who,at,total,cur\n1,2024-01-01,1.005,EUR\n1,2024-01-01,1,USD\n1,2024-01-01,1,EUR\n",
    );
    expect(
      (await imports.errors(workspace, done)).map(({ line, column, value }) => [line, column, value]),
    ).toEqual([
      [2, "total", "1.005"],
      [3, "cur", "USD"],
      [4, "who", "1"],
    ]);
  });
});

describe("feedback", () => {
  it("that was imported is a duplicate when it is posted, and the other way round", async () => {
    const workspace = await imports.newWorkspace();
    const posted = {
      submissionKey: "s2",
      customer: "ext:7",
      touchpoint: "shop",
      technique: "survey",
      answeredAt: "2024-05-01T10:00:00Z",
      answers: [
        { metric: "csat", value: 4, touchpoint: "hotline" },
        { metric: "nps", value: null },
      ],
      comment: "Gut",
    };
    const said = {
      mapping: {
        submissionKey: "key",
        customer: "who",
        touchpoint: "where",
        answeredAt: "at",
        comment: "text",
        answers: [
          { metric: "csat", column: "csat", touchpoint: "hotline" },
          { metric: "nps", column: "nps" },
        ],
      },
      options: { createMissing: ["customers", "touchpoints"], defaults: { technique: "survey" } },
    };
    const file = (comment: string) =>
      `key,who,where,at,csat,nps,text\ns1,7,shop,2024-05-01 12:00:00,4,,Gut\ns2,7,shop,2024-05-01T12:00:00+02:00,4,,${comment}\n`;
    const done = await imports.run(workspace, said, file("Gut"));
    expect(countsOf(done)).toEqual(counts({ created: 2 }));
    const outcomes = await imports.inScope(workspace, (scope) =>
      recordFeedbackItems(scope, [
        { ...posted, submissionKey: "s1" },
        posted,
        { ...posted, comment: "Schlecht" },
        { ...posted, submissionKey: "s3" },
      ]),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(["duplicate", "duplicate", "rejected", "created"]);
    const conflicting = await imports.run(workspace, said, file("Anders"));
    expect(countsOf(conflicting)).toEqual(counts({ duplicate: 1, rejected: 1 }));
    expect((await imports.errors(workspace, conflicting))[0]).toMatchObject({
      line: 3,
      column: "key",
      value: "s2",
    });
  });

  it("on a scale that changes inside the column: what no longer fits is refused, and that the rest may be wrong is said", async () => {
    const workspace = await imports.newWorkspace({ locale: "en" });
    const line = (n: number, value: number) => `s${n},2024-01-0${1 + (n % 9)},${value}`;
    const first = Array.from({ length: 20 }, (_, n) => line(n, 1 + (n % 5)));
    const then = Array.from({ length: 20 }, (_, n) => line(20 + n, n % 11));
    const done = await imports.run(
      workspace,
      {
        mapping: {
          submissionKey: "key",
          answeredAt: "at",
          answers: [{ metric: "rating", scale: "1-5", column: "q" }],
        },
        options: { defaults: { technique: "survey" } },
      },
      ["key,at,q", ...first, ...then].join("\n"),
    );
    expect(countsOf(done)).toEqual(counts({ created: 30, rejected: 10 }));
    expect(done.warnings).toEqual([
      expect.stringMatching(/“q”: 10 answers from line 22 on are not on the scale\. If the scale changed/),
    ]);
  });

  it("with text that looks like something else is stored as it was written", async () => {
    const workspace = await imports.newWorkspace();
    const texts = [
      '<b>Ärger</b> &amp; <!DOCTYPE x [<!ENTITY e "boom">]>&e; <![CDATA[x]]>',
      "first line\nsecond; line\twith a tab",
      "=cmd|' /C calc'!A0",
      "+49 171 1234",
      "-5 degrees",
      "@everybody",
      "__proto__",
      '{"deep":[[[[1]]]]}',
      "\\N and \\. and \\t",
      "'; drop table feedback; --",
    ];
    const cells = texts.map((text, n) => `k${n},2024-01-01,"${text.replaceAll('"', '""')}"`);
    const done = await imports.run(
      workspace,
      {
        mapping: { submissionKey: "key", answeredAt: "at", comment: "said" },
        options: { defaults: { technique: "survey" } },
      },
      `\ufeffkey,at,said\r\n${cells.join("\r\n")}\r\n`,
    );
    expect(countsOf(done)).toEqual(counts({ created: texts.length }));
    const stored = await imports.inScope(workspace, ({ db, workspaceId }) =>
      db.feedback.findMany({ where: { workspaceId }, orderBy: { id: "asc" }, select: { comment: true } }),
    );
    expect(stored.map(({ comment }) => comment)).toEqual(texts);
  });
});
