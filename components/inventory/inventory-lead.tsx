import { getTranslations } from "next-intl/server";
import { Fragment } from "react";
import { Link } from "@/components/ui/link";
import type { InventoryData } from "@/lib/inventory/queries/load-inventory";
import { type InventoryInput, warnings } from "@/lib/inventory/schema";
import { inventoryAddress } from "./inventory-address";

type InventoryLeadProps = { data: InventoryData; input: InventoryInput; workspace: string };

/** The answer in words: how many, and what is missing; each number leads to those that it counts. */
export async function InventoryLead({ data, input, workspace }: InventoryLeadProps) {
  const t = await getTranslations("inventory.lead");
  const found = warnings.filter((one) => data.counts[one] > 0);
  const met = data.gaps.met + data.gaps.exceeded;
  const compared = met + data.gaps.missed + data.gaps.notYetCertain;
  return (
    <p>
      {t("count", { count: data.inUse })} {data.inUse > 0 && found.length === 0 ? t("nothingMissing") : null}
      {found.map((warning, index) => (
        <Fragment key={warning}>
          {index > 0 ? ", " : ""}
          <Link href={inventoryAddress(workspace, input, { warning: [warning] })} className="text-link">
            {t(warning, { count: data.counts[warning] })}
          </Link>
        </Fragment>
      ))}
      {found.length > 0 ? ". " : " "}
      {data.gaps.missed > 0 ? (
        <Link href={inventoryAddress(workspace, input, { gap: ["missed"] })} className="text-link">
          {t("missed", { count: data.gaps.missed })}
        </Link>
      ) : null}
      {data.gaps.missed > 0 ? ", " : null}
      {compared > 0 ? t("met", { met, compared }) : null}
    </p>
  );
}
