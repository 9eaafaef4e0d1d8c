import { describe, expect, it } from "vitest";
import { counts, countsOf, hasSharedData, ownImports, sharedFile } from "./workspace";

describe.skipIf(!hasSharedData)("orders of real shops", () => {
  const imports = ownImports();

  it("CDNOW: lines without ids, blanks between columns, real repeats", { timeout: 180_000 }, async () => {
    const workspace = await imports.newWorkspace({ currency: "USD", timeZone: "America/New_York" });
    const said = {
      kind: "orders",
      name: "CDNOW_master.txt",
      mapping: { customer: "customer_id", orderedAt: "date", "total.amount": "dollar_value" },
      options: { createMissing: ["customers"] },
    };
    const file = sharedFile("cdnow/CDNOW_master.txt.gz");
    expect(countsOf(await imports.run(workspace, said, file))).toEqual(counts({ created: 69_659 }));
    const [sum] = await imports.inScope(
      workspace,
      (scope) => scope.db.$queryRaw<object[]>`
        select count(*)::int as orders, count(distinct "customerId")::int as customers, sum("totalMinor")::int as cents,
          min("day")::text as first, max("day")::text as last
        from "order" where "workspaceId" = ${workspace}`,
    );
    expect(sum).toEqual({
      orders: 69_659,
      customers: 23_570,
      cents: 250_031_563,
      first: "1997-01-01",
      last: "1998-06-30",
    });
    const again = await imports.run(workspace, { ...said, name: "renamed.txt" }, file);
    expect(countsOf(again)).toEqual(counts({ duplicate: 69_659 }));
  });

  it("Online Retail: lines of orders, cancellations, ids as decimal numbers", {
    timeout: 180_000,
  }, async () => {
    const workspace = await imports.newWorkspace({ currency: "GBP", timeZone: "Europe/London" });
    const said = {
      kind: "orders",
      name: "online_retail.csv",
      mapping: {
        externalId: "InvoiceNo",
        customer: "CustomerID",
        orderedAt: "InvoiceDate",
        "lines.product": "StockCode",
        "lines.productName": "Description",
        "lines.quantity": "Quantity",
        "lines.unitPrice": "UnitPrice",
      },
      options: {
        createMissing: ["customers", "products"],
        pattern: { CustomerID: "^(\\d+)(?:\\.0)?$" },
        statusWhen: { cancelled: { column: "InvoiceNo", beginsWith: "C" } },
        skipWhen: {
          any: [
            { column: "CustomerID", empty: true },
            {
              all: [
                { not: { column: "InvoiceNo", beginsWith: "C" } },
                {
                  any: [
                    { column: "Quantity", lessOrEqual: 0 },
                    { column: "UnitPrice", lessOrEqual: 0 },
                  ],
                },
              ],
            },
          ],
        },
      },
    };
    const file = sharedFile("online_retail_first4months/online_retail_2010-12_2011-03.csv.gz");
    const done = await imports.run(workspace, said, file);
    const [sum] = await imports.inScope(
      workspace,
      (scope) => scope.db.$queryRaw<object[]>`
        select count(*)::int as orders, count(distinct "customerId")::int as customers, sum("totalMinor")::int as pence,
          (select count(*)::int from order_line where "workspaceId" = ${workspace}) as lines
        from "order" where "workspaceId" = ${workspace} and "status" = 'completed'`,
    );
    expect(countsOf(done)).toEqual(counts({ created: 96_938, skipped: 45_145 }));
    expect(sum).toEqual({ orders: 4705, customers: 2134, pence: 218_479_704, lines: 96_938 });
    const again = await imports.run(workspace, said, file);
    expect(countsOf(again)).toEqual(counts({ unchanged: 96_938, skipped: 45_145 }));
  });
});
