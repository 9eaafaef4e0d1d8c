import { ArrowLeft } from "lucide-react";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PageTitle } from "@/components/frame/page-title";
import { ActionForm } from "@/components/ui/action-form";
import { Link } from "@/components/ui/link";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { changePasswordAction, endOtherSessionsAction, updateProfileAction } from "@/lib/accounts/actions";
import { themes } from "@/lib/accounts/schema";
import { formatDay } from "@/lib/format/dates";
import { locales } from "@/lib/language/locale";
import { type MondayMail, MondayMailSwitches } from "./monday-mail-switches";

type ProfileViewProps = {
  person: { name: string; email: string };
  theme: (typeof themes)[number];
  sessions: { current: boolean; createdAt: Date; device: string }[];
  mondayMails: MondayMail[];
  /** Whether the operator has set up a mail server. */
  canMail: boolean;
};

export async function ProfileView(props: ProfileViewProps) {
  const { person, theme, sessions, mondayMails, canMail } = props;
  const [t, locale] = await Promise.all([getTranslations("profile"), getLocale()]);
  return (
    <main className="mx-auto max-w-2xl px-4 py-10">
      <PageTitle title={t("title")} />
      <Link href="/" className="inline-flex items-center gap-1 text-xs text-muted hover:text-foreground">
        <ArrowLeft aria-hidden="true" className="size-3.5" />
        {t("back")}
      </Link>
      <h1 className="mt-3 text-xl/7 font-semibold tracking-tight">{t("title")}</h1>
      <p className="mt-1 text-muted">{t("lead")}</p>
      <Block title={person.email}>
        <ActionForm action={updateProfileAction} success={t("saved")}>
          <TextField
            name="name"
            label={t("name")}
            defaultValue={person.name}
            autoComplete="name"
            isRequired
          />
          <SelectField
            name="locale"
            label={t("language")}
            defaultValue={locale}
            options={locales.map((value) => ({ value, label: t(`languages.${value}`) }))}
          />
          <SelectField
            name="theme"
            label={t("theme")}
            defaultValue={theme}
            options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
          />
          <div>
            <SubmitButton>{t("save")}</SubmitButton>
          </div>
        </ActionForm>
      </Block>
      {mondayMails.length > 0 ? (
        <Block title={t("mondayTitle")} lead={t(canMail ? "mondayLead" : "mondayNoServer")}>
          {canMail ? <MondayMailSwitches mails={mondayMails} /> : null}
        </Block>
      ) : null}
      <Block title={t("passwordTitle")} lead={t("passwordLead")}>
        <ActionForm action={changePasswordAction} success={t("passwordChanged")} resetOnSuccess>
          <TextField
            name="current"
            type="password"
            label={t("current")}
            autoComplete="current-password"
            isRequired
          />
          <TextField name="next" type="password" label={t("next")} autoComplete="new-password" isRequired />
          <div>
            <SubmitButton variant="outline">{t("changePassword")}</SubmitButton>
          </div>
        </ActionForm>
      </Block>
      <Block title={t("sessionsTitle")} lead={t("sessionsLead")}>
        <ul className="mb-4 divide-y divide-separator">
          {sessions.map(({ device, createdAt, current }) => (
            <li key={createdAt.toISOString()} className="flex justify-between gap-4 py-2">
              <span>{current ? `${device} (${t("thisSession")})` : device}</span>
              <span className="text-muted">
                {t("since", { date: formatDay(createdAt.toISOString().slice(0, 10), locale) })}
              </span>
            </li>
          ))}
        </ul>
        {sessions.length > 1 ? (
          <ActionForm action={endOtherSessionsAction} success={t("othersEnded")}>
            <div>
              <SubmitButton variant="outline">{t("endOthers")}</SubmitButton>
            </div>
          </ActionForm>
        ) : null}
      </Block>
    </main>
  );
}

function Block({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section className="mt-8 border-t border-separator pt-6">
      <h2 className="font-semibold">{title}</h2>
      {lead ? <p className="mt-1 text-muted">{lead}</p> : null}
      <div className="mt-4">{children}</div>
    </section>
  );
}
