import { getTranslations } from "next-intl/server";
import { ResetPasswordForm } from "@/components/account/reset-password-form";
import { PageTitle } from "@/components/frame/page-title";
import { PublicFrame } from "@/components/frame/public-frame";
import { Link } from "@/components/ui/link";
import { isResetOpen } from "@/lib/auth/people";

export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const t = await getTranslations("auth.reset");
  if (!(await isResetOpen(token))) {
    return (
      <PublicFrame
        title={t("title")}
        lead={t("spent")}
        footer={<Link href="/forgot-password">{t("again")}</Link>}
      >
        <PageTitle title={t("title")} />
      </PublicFrame>
    );
  }
  return (
    <PublicFrame title={t("title")}>
      <PageTitle title={t("title")} />
      <ResetPasswordForm token={token} />
    </PublicFrame>
  );
}
