"use client";

import { useTranslations } from "next-intl";
import { Link } from "@/components/ui/link";
import type { MapColumnView } from "./prepare-map";

const shown = 3;

/** What is done about this sub-phase: the first measures by name, the rest as a number. */
export function MeasureCell({ column, workspace }: { column: MapColumnView; workspace: string }) {
  const t = useTranslations("journey");
  const rest = column.measures.length - shown;
  return (
    <div className="border-t border-separator px-1.5 py-2.5 text-xs/5">
      <p className="eyebrow mb-1 lg:sr-only">{t("lanes.measures")}</p>
      {column.measures.length === 0 ? <span className="text-muted">{t("noMeasures")}</span> : null}
      <ul className="flex flex-col gap-1">
        {column.measures.slice(0, shown).map(({ id, name }) => (
          <li key={id}>
            <Link href={`/w/${workspace}/measures/${id}`} className="text-link text-pretty hyphens-auto">
              {name}
            </Link>
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <Link href={`/w/${workspace}/measures?phase=${column.key}`} className="mt-1 block text-link">
          {t("moreMeasures", { n: rest })}
        </Link>
      ) : null}
    </div>
  );
}
