"use client";

import { Button } from "@heroui/react";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFieldState } from "@/components/ui/form-state";
import { NumberField } from "@/components/ui/number-field";
import type { Option } from "@/components/ui/option";
import { SelectField } from "@/components/ui/select-field";

type Row = { id: number; department: string; days: number | undefined };

/** Person-days by department; each row has fields of its own, so that a refused form keeps them without scripts too. */
export function EffortFields({
  departments,
  efforts,
}: {
  departments: Option[];
  efforts: { department: string; days: number | null }[];
}) {
  const t = useTranslations("measures");
  const { error } = useFieldState("efforts");
  const [rows, setRows] = useState<Row[]>(
    efforts.length > 0
      ? efforts.map(({ department, days }, id) => ({ id, department, days: days ?? undefined }))
      : [{ id: 0, department: "", days: undefined }],
  );
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-medium">{t("fields.efforts")}</legend>
      {rows.map((row) => (
        <div key={row.id} className="flex items-end gap-3">
          <div className="min-w-0 flex-1">
            <SelectField
              name={`efforts.department-${row.id}`}
              label={t("fields.department")}
              options={[{ value: "", label: t("none") }, ...departments]}
              defaultValue={row.department}
            />
          </div>
          <div className="w-32">
            <NumberField
              name={`efforts.days-${row.id}`}
              label={t("fields.days")}
              minValue={0}
              maxValue={99_999}
              {...(row.days === undefined ? {} : { defaultValue: row.days })}
            />
          </div>
          <Button
            isIconOnly
            variant="ghost"
            aria-label={t("form.removeEffort")}
            onPress={() => setRows((before) => before.filter(({ id }) => id !== row.id))}
          >
            <X aria-hidden="true" />
          </Button>
        </div>
      ))}
      {error ? <p className="text-xs text-bad-text">{error}</p> : null}
      <Button
        variant="outline"
        size="sm"
        className="self-start"
        onPress={() =>
          setRows((before) => [
            ...before,
            { id: Math.max(-1, ...before.map(({ id }) => id)) + 1, department: "", days: undefined },
          ])
        }
      >
        <Plus aria-hidden="true" />
        {t("form.addEffort")}
      </Button>
    </fieldset>
  );
}
