import { getTranslations } from "next-intl/server";
import { ResetPasswordForm } from "@/components/account/reset-password-form";
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
      />
    );
  }
  return (
    <PublicFrame title={t("title")}>
      <ResetPasswordForm token={token} />
    </PublicFrame>
  );
}
