"use client";

import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { Option } from "@/components/ui/option";
import { SelectField } from "@/components/ui/select-field";

/** What is chosen stands in the address: first it is shown what would change. */
export function TimeZoneChoice({ zone, zones }: { zone: string; zones: Option[] }) {
  const t = useTranslations("timeZone");
  const router = useRouter();
  const here = usePathname();
  return (
    <SelectField
      name="zone"
      label={t("choose")}
      description={t("chooseHint")}
      options={zones}
      defaultValue={zone}
      onChange={(value) => router.replace(`${here}?zone=${encodeURIComponent(value)}`, { scroll: false })}
    />
  );
}
