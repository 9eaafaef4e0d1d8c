"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Option } from "@/components/ui/option";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { unset } from "@/lib/imports/rules/draft-form";
import { comparisons, type Rule, type RuleHalf } from "@/lib/imports/rules/draft-rules";

type RuleFieldsProps = {
  prefix: string;
  columns: Option[];
  rules: Rule[];
  rows: number;
  /** One comparison only. */
  isSingle?: boolean;
};

/** Conditions on columns, row by row; a further row shows once the one above is used. */
export function RuleFields({ prefix, columns, rules, rows, isSingle }: RuleFieldsProps) {
  const t = useTranslations("importWizard");
  const [used, setUsed] = useState(rules.length);
  return (
    <div className="flex flex-col gap-4">
      {Array.from({ length: Math.min(rows, used + 1) }, (_, n) => n).map((n) => {
        const name = isSingle ? prefix : `${prefix}${n}`;
        return (
          <div key={name} className="flex flex-col gap-3">
            {n > 0 ? <p className="text-muted">{t("or")}</p> : null}
            <Half
              name={isSingle ? name : `${name}a`}
              half={rules[n]?.first}
              columns={columns}
              where={String(n + 1)}
              onUse={() => setUsed((before) => Math.max(before, n + 1))}
            />
            {isSingle || n >= used ? null : (
              <>
                <p className="text-muted">{t("and")}</p>
                <Half name={`${name}b`} half={rules[n]?.second} columns={columns} where={`${n + 1}b`} />
              </>
            )}
          </div>
        );
      })}
    </div>
  );
}

type HalfProps = { name: string; half?: RuleHalf; columns: Option[]; where: string; onUse?: () => void };

function Half({ name, half, columns, where, onUse }: HalfProps) {
  const t = useTranslations("importWizard");
  const [column, setColumn] = useState(half?.column || unset);
  const [op, setOp] = useState(half?.op || "empty");
  const isUsed = column !== unset;
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <SelectField
        name={`${name}-column`}
        label={`${t("compareColumn")} ${where}`}
        hideLabel
        defaultValue={column}
        options={[{ value: unset, label: t("noColumn") }, ...columns]}
        onChange={(value) => {
          setColumn(value);
          if (value !== unset) onUse?.();
        }}
      />
      {isUsed ? (
        <SelectField
          name={`${name}-op`}
          label={`${t("compareOp")} ${where}`}
          hideLabel
          defaultValue={op}
          options={comparisons.map((value) => ({ value, label: t(`ops.${value}`) }))}
          onChange={setOp}
        />
      ) : null}
      {isUsed && op !== "empty" && op !== "filled" ? (
        <TextField
          name={`${name}-value`}
          label={`${t("compareValue")} ${where}`}
          hideLabel
          defaultValue={half?.value}
          placeholder={t("compareValue")}
        />
      ) : null}
    </div>
  );
}
