"use client";

import { useTranslations } from "next-intl";
import { use } from "react";
import { ComboField, type ComboOption } from "@/components/ui/combo-field";
import { FormStateContext } from "@/components/ui/form-state";
import { TextField } from "@/components/ui/text-field";
import type { Draft } from "./draft";
import { useFound } from "./use-found";

type CustomerFieldProps = {
  workspace: string;
  draft: Draft;
  change: (changed: Partial<Draft>) => void;
  onDone: () => void;
  onNew: (part: "newName" | "newPhone") => void;
};

const createOption = "create";
const unnamedOption = "unnamed";

/** Finds a customer by a number in any form, a name, an address; or makes one; or notes that nobody said who they are. */
export function CustomerField({ workspace, draft, change, onDone, onNew }: CustomerFieldProps) {
  const t = useTranslations("log");
  const { result } = use(FormStateContext);
  const said = draft.search.trim();
  const isChosen = draft.who === "known" && draft.search === draft.caller?.label;
  const { found, isLoading } = useFound(workspace, isChosen || draft.who === "new" ? "" : said);
  const options: ComboOption[] = isChosen
    ? []
    : [
        ...found.map(({ id, label, detail }) => ({ value: id, label, ...(detail ? { detail } : {}) })),
        ...(said && !isLoading ? [{ value: createOption, label: t("create", { said }) }] : []),
        ...(said ? [] : [{ value: unnamedOption, label: t("unnamed") }]),
      ];

  function pick({ value }: ComboOption) {
    if (value === unnamedOption) {
      change({ who: "unnamed", caller: null, search: t("unnamed") });
      return onDone();
    }
    if (value === createOption) {
      const kind = kindOf(said);
      change({ who: "new", caller: null, name: "", phone: "", email: "", [kind]: said });
      return onNew(kind === "name" ? "newPhone" : "newName");
    }
    const caller = found.find(({ id }) => id === value);
    if (!caller) return;
    change({ who: "known", caller, search: caller.label });
    onDone();
  }

  const error = result && !result.ok ? result.fields.customer : undefined;
  return (
    <div className="flex flex-col gap-3">
      <div data-part="customer">
        <ComboField
          label={t("customer")}
          placeholder={t("customerPlaceholder")}
          text={draft.search}
          onText={(search) => change({ search, who: "", caller: null })}
          options={options}
          onPick={pick}
          onEnter={() => (draft.who === "" ? undefined : onDone())}
          isLoading={isLoading}
          extras={1}
          hint={isLoading ? t("searching") : undefined}
          error={draft.who === "" ? error : undefined}
        />
        {isChosen && draft.caller?.detail ? (
          <p className="mt-1 text-xs text-muted">{draft.caller.detail}</p>
        ) : null}
      </div>
      <span data-field hidden>
        <input type="hidden" name="customer" value={draft.caller?.id ?? ""} />
        <input type="hidden" name="who" value={draft.who} />
      </span>
      {draft.who === "new" ? (
        <fieldset className="grid gap-3 rounded-lg border border-border p-3 sm:grid-cols-3">
          <legend className="px-1 text-xs text-muted">{t("newCustomer")}</legend>
          <div data-part="newName">
            <TextField
              name="name"
              label={t("name")}
              autoComplete="off"
              defaultValue={draft.name}
              onChange={(name) => change({ name })}
            />
          </div>
          <div data-part="newPhone">
            <TextField
              name="phone"
              label={t("phone")}
              type="tel"
              autoComplete="off"
              defaultValue={draft.phone}
              onChange={(phone) => change({ phone })}
            />
          </div>
          <TextField
            name="email"
            label={t("email")}
            type="email"
            autoComplete="off"
            defaultValue={draft.email}
            onChange={(email) => change({ email })}
          />
        </fieldset>
      ) : null}
    </div>
  );
}

/** What somebody types is a number, an address or a name. */
function kindOf(said: string): "phone" | "email" | "name" {
  if (said.includes("@")) return "email";
  return /^[+(\d][\d\s()/.-]{3,}$/.test(said) ? "phone" : "name";
}
