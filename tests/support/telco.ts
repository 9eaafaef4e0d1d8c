import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

const folder = path.resolve(import.meta.dirname, "../../../shared/data/telco");

export const telcoFile = path.join(folder, "WA_Fn-UseC_-Telco-Customer-Churn.csv.gz");

export type Share = { k: number; n: number; p: number; wilson95: [number, number] };

/** Published figures of these contracts, as far as a page shows them. */
export const telcoReference = (): {
  churn: Share;
  churn_by_Contract: Record<string, Share>;
  km_all: { S_at_months: { 12: number } };
} => JSON.parse(readFileSync(path.join(folder, "reference.json"), "utf8"));

/** Contracts as of 2020-02-01: begun so many months before; who left did so the day before. */
export function preparedContracts(): string {
  const [header = "", ...lines] = gunzipSync(readFileSync(telcoFile)).toString("utf8").trim().split(/\r?\n/);
  const names = header.split(",");
  const begun = (tenure: number) =>
    tenure === 0 ? "2020-01-31" : new Date(Date.UTC(2020, 1 - tenure, 1)).toISOString().slice(0, 10);
  const contracts = lines.map((line) => {
    const cells = line.split(",");
    const cell = (name: string) => cells[names.indexOf(name)] ?? "";
    const ended = cell("Churn") === "Yes" ? "2020-01-31" : "";
    return [
      cell("customerID"),
      cell("Contract"),
      begun(Number(cell("tenure"))),
      ended,
      cell("MonthlyCharges"),
    ].join(",");
  });
  return ["customerID,contract,start,end,MonthlyCharges", ...contracts].join("\n");
}
