import { getTranslations } from "next-intl/server";
import { ForgotPasswordForm } from "@/components/account/forgot-password-form";
import { PublicFrame } from "@/components/frame/public-frame";
import { Link } from "@/components/ui/link";

export default async function ForgotPasswordPage() {
  const t = await getTranslations("auth.forgot");
  return (
    <PublicFrame title={t("title")} lead={t("lead")} footer={<Link href="/sign-in">{t("back")}</Link>}>
      <ForgotPasswordForm />
    </PublicFrame>
  );
}
