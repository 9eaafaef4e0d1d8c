"use client";

import { Button, Dropdown, Header } from "@heroui/react";
import { LogOut, UserRound } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { startTransition } from "react";

type MenuAction = (before: unknown, form: FormData) => Promise<unknown>;

export type UserMenuProps = {
  person: { name: string; email: string };
  theme: "light" | "dark" | "system";
  profileHref: string;
  /** Each receives a form with one field: `locale`, `theme`, nothing. */
  setLocale: MenuAction;
  setTheme: MenuAction;
  signOut: MenuAction;
};

const themes = ["light", "dark", "system"] as const;
const languages = { de: "Deutsch", en: "English" } as const;

export function UserMenu({ person, theme, profileHref, setLocale, setTheme, signOut }: UserMenuProps) {
  const t = useTranslations("frame");
  const locale = useLocale();

  return (
    <Dropdown>
      <Button
        isIconOnly
        variant="ghost"
        aria-label={t("account", { name: person.name })}
        className="rounded-full"
      >
        <span className="grid size-7 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-text">
          {initials(person.name)}
        </span>
      </Button>
      <Dropdown.Popover placement="bottom end" className="min-w-60">
        <div className="px-4 pt-3 pb-1">
          <p className="font-medium">{person.name}</p>
          <p className="text-xs text-muted">{person.email}</p>
        </div>
        <Dropdown.Menu aria-label={t("account", { name: person.name })}>
          <Dropdown.Section aria-label={t("profile")}>
            <Dropdown.Item id="profile" href={profileHref} textValue={t("profile")}>
              <UserRound aria-hidden="true" className="size-4 text-muted" />
              {t("profile")}
            </Dropdown.Item>
          </Dropdown.Section>
          <Choice
            label={t("language")}
            chosen={locale}
            options={Object.entries(languages)}
            onChoose={(value) => run(setLocale, { locale: value })}
          />
          <Choice
            label={t("theme")}
            chosen={theme}
            options={themes.map((one) => [one, t(`themes.${one}`)])}
            onChoose={(value) => {
              document.documentElement.dataset.theme = value;
              run(setTheme, { theme: value });
            }}
          />
          <Dropdown.Section aria-label={t("signOut")} className="mt-1 border-t border-separator pt-1">
            <Dropdown.Item id="sign-out" textValue={t("signOut")} onAction={() => run(signOut, {})}>
              <LogOut aria-hidden="true" className="size-4 text-muted" />
              {t("signOut")}
            </Dropdown.Item>
          </Dropdown.Section>
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}

type ChoiceProps = {
  label: string;
  chosen: string;
  options: [string, string][];
  onChoose: (value: string) => void;
};

function Choice({ label, chosen, options, onChoose }: ChoiceProps) {
  return (
    <Dropdown.Section
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const [key] = [...keys];
        if (key !== undefined && key !== chosen) onChoose(String(key));
      }}
      className="mt-1 border-t border-separator pt-1"
    >
      <Header className="eyebrow px-2.5 pt-1.5 pb-1">{label}</Header>
      {options.map(([value, name]) => (
        <Dropdown.Item key={value} id={value} textValue={name} className="ps-[2.375rem]">
          <Dropdown.ItemIndicator />
          {name}
        </Dropdown.Item>
      ))}
    </Dropdown.Section>
  );
}

function run(action: MenuAction, fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  startTransition(async () => {
    await action(null, form);
  });
}

const initials = (name: string) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => part[0]?.toUpperCase())
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join("");
