import { getTranslations } from "next-intl/server";
import { Section } from "@/components/ui/section";
import { VerdictChip } from "@/components/ui/verdict-chip";
import { reasonInWords } from "@/lib/contracts/rules/usual-reasons";
import type { CustomerFacts } from "@/lib/dashboards/queries/load-customer";
import { formatDay } from "@/lib/format/dates";
import { contractInWords, type Words } from "./prepare-customer";

export async function CustomerContracts({
  customer,
  today,
  words,
}: {
  customer: CustomerFacts;
  today: string;
  words: Words;
}) {
  const t = await getTranslations("customers.contract");
  const contracts = customer.contracts ?? [];
  return (
    <Section title={t("title")}>
      {contracts.length === 0 ? <p className="text-muted">{t("none")}</p> : null}
      <ul>
        {contracts.map((contract) => {
          const state = contractInWords(contract, today, words);
          return (
            <li key={contract.id} className="border-b border-separator py-2 last:border-0">
              <p className="font-medium">{contract.plan}</p>
              <p className="mt-1">
                <VerdictChip word={state.word} tone={state.tone} />
              </p>
              <p className="mt-1 text-xs text-muted">
                {t("since", { day: formatDay(contract.startedOn, words.locale) })}
                {contract.reason && contract.cancelledOn && !contract.withdrawn
                  ? ` · ${t("reason", { reason: reasonInWords(contract.reason, words.locale) })}`
                  : ""}
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
