import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Notice } from "@/components/account/notice";
import { SignInForm } from "@/components/account/sign-in-form";
import { PublicFrame } from "@/components/frame/public-frame";
import { Link } from "@/components/ui/link";
import { isUnused } from "@/lib/auth/people";
import { safePath } from "@/lib/doors/safe-path";
import { currentPerson } from "@/lib/doors/visitor";

const notices = ["passwordChanged", "joined", "signedOut"] as const;

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { next, done, email } = await searchParams;
  const target = safePath(next, "/");
  if (await currentPerson()) redirect(target);
  if (await isUnused()) redirect("/set-up");
  const t = await getTranslations("auth.signIn");
  const notice = notices.find((one) => one === done);
  return (
    <PublicFrame
      title={t("title")}
      lead={t("lead")}
      footer={<Link href="/forgot-password">{t("forgot")}</Link>}
    >
      {notice ? <Notice>{t(notice)}</Notice> : null}
      <SignInForm next={target} email={typeof email === "string" ? email.slice(0, 254) : undefined} />
    </PublicFrame>
  );
}
