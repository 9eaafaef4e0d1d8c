"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "@/components/ui/select-field";
import { type Role, roles } from "@/lib/auth/roles";

/** The four roles with what each may do. */
export function RoleField({ label, defaultValue }: { label: string; defaultValue: Role }) {
  const name = useTranslations("roles");
  const help = useTranslations("members.roleHelp");
  const options = roles.map((role) => ({ value: role, label: `${name(role)}: ${help(role)}` }));
  return <SelectField name="role" label={label} options={options} defaultValue={defaultValue} />;
}
